"""The first set-up, page by page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from avklar.people.accounts import setup_token
from avklar.people.organisations import installation
from avklar.people.organisations.models import Organisation
from avklar.people.organisations.states import InstallationKind
from tests.cast import House

PASSWORD = "fire-blå-tekopper-på-rad"
PEOPLE = {"name": "Ane Første", "email": "ane@politiet.example", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture(autouse=True)
def _clean(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()
    setup_token.burn()


@pytest.fixture
def begun(client: Client) -> Client:
    client.post(reverse("setup"), {"token": setup_token.ensure()})
    return client


def go(client: Client, *, upto: str = "people", **people: str) -> object:
    """Walk through the pages; the last answer."""
    client.post(reverse("setup_district"), {"name": "Innlandet politidistrikt", "number": "Innlandet"})
    answer = client.post(reverse("setup_municipalities"), {"numbers": ["3428", "3403"]})
    if upto == "people":
        answer = client.post(reverse("setup_people"), PEOPLE | people)
    return answer


def test_every_page_is_shown(begun: Client) -> None:
    assert begun.get(reverse("setup_district")).status_code == 200
    go(begun, upto="municipalities")
    assert begun.get(reverse("setup_municipalities")).status_code == 200
    assert begun.get(reverse("setup_people")).status_code == 200


def test_the_shipped_list_is_all_ticked(begun: Client) -> None:
    go(begun, upto="municipalities")
    assert begun.get(reverse("setup_municipalities")).content.decode().count(" checked") == 46


def test_set_up_makes_a_real_installation(begun: Client) -> None:
    go(begun)
    assert installation.kind() == InstallationKind.REAL
    assert set(Organisation.objects.values_list("number", flat=True)) == {"innlandet", "3428", "3403"}


def test_the_administrator_is_signed_in_at_home(begun: Client) -> None:
    answer = go(begun)
    assert answer.headers["Location"] == reverse("home:front")  # type: ignore[attr-defined]
    actor = begun.get(reverse("accounts:own")).wsgi_request.actor  # type: ignore[attr-defined]
    assert actor.roles == {"administrator"}


def test_the_administrator_adds_a_second_factor_without_the_password_again(begun: Client) -> None:
    go(begun)
    assert begun.get(reverse("mfa_activate_totp")).status_code == 200


def test_the_first_people_are_invited(begun: Client, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        go(begun, municipality="3428", contact_email="kontakt@alvdal.example", officer_email="ombud@alvdal.example")
    assert sorted(message.to[0] for message in mail.outbox) == ["kontakt@alvdal.example", "ombud@alvdal.example"]


def test_an_invitation_without_a_municipality_is_asked_about(begun: Client) -> None:
    assert go(begun, contact_email="kontakt@alvdal.example").status_code == 422  # type: ignore[attr-defined]


def test_two_different_passwords_make_nothing(begun: Client) -> None:
    answer = go(begun, again="noe helt annet 123")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert installation.kind() is None


def test_a_short_password_makes_nothing(begun: Client) -> None:
    go(begun, password="kort", again="kort")
    assert installation.kind() is None


def test_an_uploaded_list_is_used(begun: Client) -> None:
    content = "number,name,language_decision,organisation_number,population_about\n5501,Tromsø,nb,,78000\n"
    begun.post(reverse("setup_district"), {"name": "Troms politidistrikt", "number": "troms"})
    begun.post(reverse("setup_municipalities"), {"file": SimpleUploadedFile("liste.csv", content.encode())})
    begun.post(reverse("setup_people"), PEOPLE)
    assert Organisation.objects.filter(number="5501", name="Tromsø").exists()


def test_a_bad_list_says_what_is_wrong(begun: Client) -> None:
    begun.post(reverse("setup_district"), {"name": "Troms politidistrikt", "number": "troms"})
    upload = SimpleUploadedFile("liste.csv", b"navn\nOslo\n")
    answer = begun.post(reverse("setup_municipalities"), {"file": upload})
    assert "mangler kolonnen" in answer.content.decode()


def test_a_wrong_key_opens_nothing(client: Client) -> None:
    setup_token.ensure()
    client.post(reverse("setup"), {"token": "gjettet"})
    assert client.get(reverse("setup_district")).headers["Location"] == reverse("setup")


def test_guessing_the_key_is_stopped(client: Client) -> None:
    setup_token.ensure()
    answers = [client.post(reverse("setup"), {"token": "gjettet"}).status_code for _ in range(6)]
    assert answers[-1] == 429


def test_the_key_may_stand_in_the_address(client: Client) -> None:
    token = setup_token.ensure()
    assert token in client.get(reverse("setup"), {"nokkel": token}).content.decode()


def test_a_key_that_was_printed_earlier_stops_working(db: None) -> None:
    first = setup_token.ensure()
    setup_token.ensure()
    assert not setup_token.check(first)


def test_the_key_is_gone_afterwards(begun: Client) -> None:
    go(begun)
    assert not setup_token.check("")
    assert begun.get(reverse("setup")).status_code == 404


@pytest.mark.parametrize("name", ["setup", "setup_district", "setup_municipalities", "setup_people"])
def test_an_installed_house_has_no_set_up(house: House, client: Client, name: str) -> None:
    assert client.get(reverse(name)).status_code == 404


def test_the_sign_in_page_of_an_empty_house_leads_to_the_set_up(client: Client) -> None:
    assert reverse("setup") in client.get(reverse("account_login")).content.decode()
