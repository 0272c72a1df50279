"""Every page of accounts is drawn, for nobody and for somebody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import House

SignIn = Callable[..., Client]

FOR_NOBODY = ["account_login", "account_reset_password", "account_reset_password_done", "account_inactive"]
FOR_SOMEBODY = [
    "accounts:own",
    "account_change_password",
    "account_logout",
    "mfa_index",
    "mfa_list_webauthn",
    "accounts:notifications",
]


@pytest.mark.parametrize("name", [*FOR_NOBODY, "accounts:ask_for_link", "accounts:link_sent"])
def test_page_is_open(house: House, client: Client, name: str) -> None:
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", FOR_SOMEBODY)
def test_own_page_is_shown(house: House, client_as: SignIn, name: str) -> None:
    assert client_as(house.contact).get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", FOR_SOMEBODY)
def test_own_page_asks_nobody_to_sign_in(house: House, client: Client, name: str) -> None:
    response = client.get(reverse(name))
    assert response.headers["Location"].startswith(reverse("account_login"))


def test_there_is_no_sign_up(house: House, client: Client) -> None:
    assert client.get("/konto/signup/").status_code == 404


def test_own_account_is_changed(house: House, client_as: SignIn) -> None:
    client = client_as(house.teacher, second_factor=False)
    client.post(reverse("accounts:own"), {"name": "Kari N. Moen", "phone": "62 11 22 33", "language": "nn"})
    house.teacher.user.refresh_from_db()
    assert (house.teacher.user.name, house.teacher.user.language) == ("Kari N. Moen", "nn")


def test_own_account_without_a_name_keeps_what_was_typed(house: House, client_as: SignIn) -> None:
    response = client_as(house.teacher).post(reverse("accounts:own"), {"name": "", "phone": "62 11 22 33"})
    assert response.status_code == 422
    assert "62 11 22 33" in response.content.decode()
