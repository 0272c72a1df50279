"""The demo's cards exist only on a database that `avklar demo` made."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from avklar.people.organisations.models import Installation
from avklar.people.organisations.states import InstallationKind
from tests.cast import House


@pytest.fixture
def demo(house: House) -> House:
    Installation.objects.update(kind=InstallationKind.DEMO)
    return house


def test_one_click_signs_in_with_a_second_factor(demo: House, client: Client) -> None:
    client.post(reverse("accounts:sign_in_to_demo"), {"person": demo.contact.user.pk})
    actor = client.get(reverse("accounts:own")).wsgi_request.actor  # type: ignore[attr-defined]
    assert (actor.user_id, actor.second_factor) == (demo.contact.user.pk, True)


def test_one_click_as_a_waiting_substitute_leads_to_a_page_that_says_so(demo: House, client: Client) -> None:
    page = client.post(reverse("accounts:sign_in_to_demo"), {"person": demo.substitute.user.pk}, follow=True)
    assert page.status_code == 200
    assert "når både kontakten og vara er borte" in page.content.decode()


def test_a_real_database_refuses(house: House, client: Client) -> None:
    response = client.post(reverse("accounts:sign_in_to_demo"), {"person": house.contact.user.pk})
    assert (response.status_code, "_auth_user_id" in client.session) == (404, False)


def test_an_empty_database_refuses(db: None, client: Client) -> None:
    assert client.post(reverse("accounts:sign_in_to_demo"), {"person": "x"}).status_code == 404


def test_nobody_unknown_signs_in(demo: House, client: Client) -> None:
    assert client.post(reverse("accounts:sign_in_to_demo"), {"person": "ingen"}).status_code == 404


def test_the_sign_in_page_shows_the_cast(demo: House, client: Client) -> None:
    page = client.get(reverse("account_login")).content.decode()
    assert "Logg inn som Berit Aasgard" in page


def test_a_real_sign_in_page_shows_nobody(house: House, client: Client) -> None:
    assert "Berit Aasgard" not in client.get(reverse("account_login")).content.decode()
