"""Whatever is typed into the forms of people: an answer with a sentence, never a fault, and nothing half done."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from avklar.people.accounts import setup_token
from avklar.people.organisations.models import EmailDomain, Invitation, Membership
from tests.cast import House

SignIn = Callable[..., Client]

NASTY = {
    "empty": "",
    "one sign": "x",
    "long": "å" * 200_000,
    "emoji": "👩‍🏫🚒",
    "right to left": "\u202eמזג אוויר\u202c",
    "zero byte": "a\0b",
    "html": "<script>alert(1)</script>@<b>.no",
    "formula": "=1+1",
    "sql": "'; DROP TABLE accounts_user; --",
    "header": "a@alvdal.example\r\nBcc: b@alvdal.example",
    "lone surrogate": "\\ud800",
}
ADMINISTRATION = {
    "invite": ("email", "role"),
    "add_domain": ("domain",),
    "remove_domain": ("domain",),
    "first_administrator": ("email", "municipality"),
    "load": ("file",),
}
OPEN = {
    "account_login": ("login", "password"),
    "account_reset_password": ("email",),
    "accounts:ask_for_link": ("email",),
    "accounts:sign_in_to_demo": ("person",),
}
GOOD_ENOUGH = {200, 302, 400, 403, 404, 409, 422, 429}


@pytest.fixture(autouse=True)
def _empty_counters(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()
    setup_token.burn()


@pytest.fixture(params=NASTY.values(), ids=NASTY)
def nasty(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("name", OPEN)
def test_open_forms_answer(house: House, client: Client, name: str, nasty: str) -> None:
    answer = client.post(reverse(name), dict.fromkeys(OPEN[name], nasty))
    assert answer.status_code in GOOD_ENOUGH


@pytest.mark.parametrize("name", ADMINISTRATION)
def test_administration_answers_and_makes_nothing(house: House, client_as: SignIn, name: str, nasty: str) -> None:
    before = (Invitation.objects.count(), EmailDomain.objects.count(), Membership.objects.count())
    client = client_as(house.administrator)
    answer = client.post(reverse(f"organisations:{name}"), dict.fromkeys(ADMINISTRATION[name], nasty))
    assert answer.status_code in GOOD_ENOUGH
    assert (Invitation.objects.count(), EmailDomain.objects.count(), Membership.objects.count()) == before


def test_own_account_answers(house: House, client_as: SignIn, nasty: str) -> None:
    client = client_as(house.teacher)
    answer = client.post(reverse("accounts:own"), dict.fromkeys(("name", "phone", "language"), nasty))
    assert answer.status_code in GOOD_ENOUGH


@pytest.mark.parametrize(
    ("name", "fields"), [("appoint", ("valid_from", "valid_to")), ("absence", ("away_from", "away_to"))]
)
def test_dates_answer(house: House, client_as: SignIn, name: str, fields: tuple[str, str], nasty: str) -> None:
    url = reverse(f"organisations:{name}", args=[house.contact.membership.pk])
    assert client_as(house.administrator).post(url, dict.fromkeys(fields, nasty)).status_code == 422


@pytest.mark.parametrize("name", ["setup", "setup_district", "setup_municipalities"])
def test_the_first_set_up_answers(client: Client, name: str, nasty: str) -> None:
    client.post(reverse("setup"), {"token": setup_token.ensure()})
    values = dict.fromkeys(("token", "name", "number", "numbers", "file"), nasty)
    assert client.post(reverse(name), values).status_code in GOOD_ENOUGH


def test_a_name_of_many_letters_is_shown_as_text(house: House, client_as: SignIn) -> None:
    client = client_as(house.teacher)
    client.post(reverse("accounts:own"), {"name": "<b>Kari</b>", "phone": "", "language": ""})
    assert "<b>Kari</b>" not in client.get(reverse("accounts:own")).content.decode()
