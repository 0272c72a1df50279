"""The list of cases: who sees which rows, what stands in them, and how few questions it asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from avklar.followup.cases import actions
from avklar.followup.cases.states import Outcome
from avklar.foundation import clock
from tests.cast import House
from tests.followup.casefile.asking import questions
from tests.followup.cases import stories

ClientAs = Callable[..., Client]
URL = "/saker/"


def page(client: Client, query: str = "") -> str:
    """The list as it is drawn."""
    answer = client.get(URL + query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("who", ["contact", "deputy"])
def test_those_named_in_it_see_the_case(house: House, case: UUID, client_as: ClientAs, who: str) -> None:
    assert f"/saker/{case}/" in page(client_as(getattr(house, who)))


@pytest.mark.parametrize("who", ["stranger", "hamar_contact", "police_contact", "police_radicalisation_contact"])
def test_others_who_may_have_cases_see_an_empty_list(house: House, case: UUID, client_as: ClientAs, who: str) -> None:
    text = page(client_as(getattr(house, who)))
    assert "avk-empty" in text
    assert "S-0001" not in text


@pytest.mark.parametrize("who", ["teacher", "administrator", "privacy_officer", "editor", "moderator", "district_lead"])
def test_list_is_shut_to_other_roles(house: House, case: UUID, client_as: ClientAs, who: str) -> None:
    assert client_as(getattr(house, who)).get(URL).status_code == 403


def test_colleague_who_is_not_named_sees_no_row(house: House, cases_on: Any, client_as: ClientAs) -> None:
    stories.open_one(house.contact.actor())
    assert "S-0001" not in page(client_as(house.deputy))


def test_row_says_coarse_facts_in_words(house: House, case: UUID, client_as: ClientAs) -> None:
    text = page(client_as(house.contact))
    assert "15–17 år · ingen beslutning ennå · ansvarlig: Berit Aasgard" in text
    assert "Gjennomgås" in text


def test_row_holds_no_text_of_the_case(house: House, full: UUID, client_as: ClientAs) -> None:
    text = page(client_as(house.contact))
    assert not [word for word in ("Slo i veggen", "Skolen og hjemmet", "fritidsklubben", "laget") if word in text]


def test_stalled_plan_is_tagged(house: House, full: UUID, client_as: ClientAs) -> None:
    assert "Et tiltak står stille" in page(client_as(house.contact))


def test_what_waits_for_the_second_person_is_tagged_for_that_person(
    house: House, full: UUID, client_as: ClientAs
) -> None:
    assert "Venter på deg som person nummer to" in page(client_as(house.deputy))
    assert "Venter på deg som person nummer to" not in page(client_as(house.contact))


def test_locked_case_is_tagged(house: House, police_case: UUID, client_as: ClientAs) -> None:
    actions.lock(house.police_contact.actor(), case_id=police_case)
    assert "Låst" in page(client_as(house.police_contact))


@pytest.mark.parametrize(("ahead", "tag"), [(85, "Gjennomgås snart"), (95, "Skulle vært gått gjennom")])
def test_review_is_tagged_when_it_is_near(house: House, case: UUID, client_as: ClientAs, ahead: int, tag: str) -> None:
    client = client_as(house.contact)
    with clock.frozen(clock.now() + timedelta(days=ahead)):
        assert tag in page(client)


def test_closed_case_stands_in_its_own_list(house: House, case: UUID, client_as: ClientAs) -> None:
    contact = house.contact.actor()
    actions.close(
        contact,
        case_id=case,
        outcome=Outcome.HELPED,
        reason="Det går bra.",
        kept="",
        submission=clock.new_id(),
        version=stories.version(contact, case),
    )
    client = client_as(house.contact)
    assert "S-0001" not in page(client)
    assert "Bekymringen er blitt mindre eller borte" in page(client, "?vis=closed")


@pytest.mark.parametrize("cursor", ["x", "ff-zz", "1-1-1"])
def test_made_up_place_is_not_found(house: House, client_as: ClientAs, cursor: str) -> None:
    assert client_as(house.contact).get(URL, {"after": cursor}).status_code == 404


def test_pages_meet_without_gap_or_overlap(
    house: House, cases_on: Any, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("avklar.followup.cases.queries.lists.PAGE", 2)
    monkeypatch.setattr("avklar.followup.cases.queries.PAGE", 2)
    contact = house.contact.actor()
    for _number in range(3):
        stories.open_one(contact)
    client = client_as(house.contact)
    first = page(client)
    after = first.split("?after=")[1].split('"')[0]
    second = page(client, f"?after={after}")
    assert ("S-0003" in first, "S-0001" in first) == (True, False)
    assert ("S-0003" in second, "S-0001" in second) == (False, True)
    assert reverse("casefile:list") in second


def test_fifty_rows_take_few_questions(house: House, cases_on: Any, client_as: ClientAs) -> None:
    contact = house.contact.actor()
    for _number in range(51):
        stories.open_one(contact)
    assert questions(client_as(house.contact), URL) <= 12
