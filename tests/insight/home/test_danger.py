"""The page on danger and the duty to avert: for everybody, from everywhere, and a record that it was read (R1)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.apps import apps
from django.test import Client

from avklar.foundation.access.scope import scope
from tests.cast import House

PAGE, READ = "/fare/", "/fare/lest/"


def journalled(house: House, organisation: str) -> list[tuple[str, str, str]]:
    """(verb, kind, reason) in the organisation's journal."""
    owner = house.organisation(organisation).pk
    rows = apps.get_model("journal", "Entry")._default_manager.filter(organisation_id=owner)
    with scope(owner):
        return list(rows.values_list("verb", "kind", "reason"))


@pytest.mark.parametrize(
    "said", ["tel:112", "tel:02800", "tel:116111", "straffeloven § 196", "Taushetsplikten hindrer"]
)
def test_anybody_reads_what_to_do(house: House, client: Client, said: str) -> None:
    assert said in client.get(PAGE).content.decode()


def test_nobody_signed_in_is_asked_for_nothing(house: House, client: Client) -> None:
    assert "<form" not in client.get(PAGE).content.decode().split("<main")[1].split("</main>")[0]


def test_reading_writes_nothing(house: House, client_as: Callable[..., Client]) -> None:
    assert "Jeg har lest dette" in client_as(house.teacher).get(PAGE).content.decode()
    assert journalled(house, "alvdal") == []


@pytest.mark.parametrize("key", ["teacher", "contact", "district_lead", "police_contact"])
def test_button_journals_that_the_advice_was_read(house: House, client_as: Callable[..., Client], key: str) -> None:
    person = house.people[key]
    organisation = "alvdal" if person.organisation.name == "Alvdal" else "innlandet"
    response = client_as(person).post(READ, follow=True)
    assert "Loggen viser nå at du har lest rådet." in response.content.decode()
    assert journalled(house, organisation) == [("danger", "user", "advice")]


def test_button_is_no_link(house: House, client_as: Callable[..., Client]) -> None:
    assert client_as(house.teacher).get(READ).status_code == 405


@pytest.mark.parametrize("path", ["/konto/logg-inn/", "/personvern/", "/finnes-ikke/"])
def test_every_page_leads_there(house: House, client: Client, path: str) -> None:
    assert f'href="{PAGE}"' in client.get(path).content.decode()
