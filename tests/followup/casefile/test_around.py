"""What stands around a case: talks, what was shared, contacts, and the police's page against the municipality's."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from avklar.followup.cases import actions
from avklar.followup.cases.states import Result, Step
from avklar.followup.cases.talks.states import TalkState
from avklar.followup.disclosures import actions as disclosures
from avklar.followup.escalation import actions as escalation
from avklar.followup.escalation.states import Kind, Outcome
from avklar.foundation import clock
from tests.cast import House
from tests.followup.casefile.asking import asked
from tests.followup.cases import stories
from tests.followup.cases.test_talks import invite, record
from tests.followup.disclosures import stories as shares
from tests.followup.escalation.conftest import pst

ClientAs = Callable[..., Client]


def page(client: Client, case_id: UUID) -> str:
    """The page as it is drawn, with single spaces."""
    return re.sub(r"\s+", " ", client.get(f"/saker/{case_id}/").content.decode())


@pytest.fixture
def sent(house: House, case: UUID) -> UUID:
    """Alvdal's contact has sent a fact to the police contact, who wants to know more."""
    disclosure = shares.send(house, case, observations=shares.facts(house.contact.actor(), case))
    disclosures.accept(house.police_contact.actor(), disclosure, submission=clock.new_id())
    shares.say(disclosures.ask, house.police_contact, disclosure)
    return disclosure


@pytest.fixture
def police_work(house: House, police_case: UUID, sent: UUID) -> UUID:
    """The police's case, tied to what came in; a talk was held and another is planned; a contact is recorded."""
    police = house.police_contact.actor()
    disclosures.link_case(police, sent, police_case)
    stories.assessment(police, police_case)
    stories.choose(police, police_case, Step.TALK)
    record(police, police_case, invite(police, police_case), TalkState.HELD, Result.UNCHANGED, agreed_plan="Ny prat.")
    invite(police, police_case)
    content = pst(kind=Kind.POLICE, outcome=Outcome.CONSIDERED)
    escalation.record(police, case_id=police_case, content=content, submission=clock.new_id())
    return police_case


def test_what_was_shared_stands_on_the_page_and_the_timeline(
    house: House, case: UUID, sent: UUID, client_as: ClientAs
) -> None:
    text = page(client_as(house.contact), case)
    assert "Til Innlandet politidistrikt: 1 opplysning" in text
    assert "<b>Utlevering:</b> 1 opplysning til Innlandet politidistrikt" in text
    assert "Svar ønskes på utlevering" in text
    assert f"/utleveringer/{sent}/" in text


def test_page_says_that_nothing_is_shared(house: House, case: UUID, client_as: ClientAs) -> None:
    assert "Ingenting i saken er delt med noen" in page(client_as(house.contact), case)


def test_staircase_shows_how_far_the_case_has_come(house: House, case: UUID, sent: UUID, client_as: ClientAs) -> None:
    assert 'class="s3 busy"' in page(client_as(house.contact), case)


def test_police_see_talks_with_result_and_plan(house: House, police_work: UUID, client_as: ClientAs) -> None:
    text = page(client_as(house.police_contact), police_work)
    assert "<b>Avklaringssamtale:</b> bekymringen er uendret" in text
    assert "Ny prat." in text


def test_talk_with_the_worry_remaining_opens_the_police_step(
    house: House, police_work: UUID, client_as: ClientAs
) -> None:
    assert "Det er ikke holdt en avklaringssamtale" not in page(client_as(house.police_contact), police_work)


def test_police_see_what_came_in(house: House, police_work: UUID, client_as: ClientAs) -> None:
    assert "Fra Alvdal kommune: 1 opplysning" in page(client_as(house.police_contact), police_work)


def test_police_see_the_contact_that_waits(house: House, police_work: UUID, client_as: ClientAs) -> None:
    text = page(client_as(house.police_radicalisation_contact), police_work)
    assert "<b>Politiets straffesaksside er kontaktet:</b> venter på person nummer to" in text


def test_municipality_sees_nothing_of_the_police_case(
    house: House, police_work: UUID, case: UUID, client_as: ClientAs
) -> None:
    text = page(client_as(house.contact), case)
    assert not [
        word for word in ("Ny prat.", "Avklaringssamtaler", "straffesaksside", str(police_work)) if word in text
    ]


def test_lock_takes_the_text_away_and_leaves_the_contact(house: House, police_work: UUID, client_as: ClientAs) -> None:
    police = house.police_contact.actor()
    escalation.record(police, case_id=police_work, content=pst(), submission=clock.new_id())
    text = page(client_as(house.police_contact), police_work)
    assert "Saken er låst" in text
    assert "PST er kontaktet" in text
    assert not [word for word in ("Slo i veggen", "Ny prat.", "Vakten hos PST") if word in text]


def test_lock_says_who_has_asked_to_open(house: House, police_work: UUID, client_as: ClientAs) -> None:
    police = house.police_contact.actor()
    escalation.record(police, case_id=police_work, content=pst(), submission=clock.new_id())
    escalation.ask_to_open(police, case_id=police_work, hours=2, reason="Barnevernet spør.", submission=clock.new_id())
    text = page(client_as(house.police_radicalisation_contact), police_work)
    assert "Stian Rustad har bedt om å få åpne saken" in text
    assert "Barnevernet spør." not in text


def test_timeline_says_that_the_case_was_opened_for_a_time(
    house: House, police_work: UUID, client_as: ClientAs
) -> None:
    police, second = house.police_contact.actor(), house.police_radicalisation_contact.actor()
    escalation.record(police, case_id=police_work, content=pst(), submission=clock.new_id())
    for _number in range(2):
        reopening = escalation.ask_to_open(
            police, case_id=police_work, hours=2, reason="Barnevernet spør.", submission=clock.new_id()
        )
        escalation.answer_opening(second, case_id=police_work, reopening_id=reopening, confirmed=True)
        text = page(client_as(house.police_contact), police_work)
        escalation.end_opening(police, case_id=police_work)
    assert text.count("<b>Åpnet for en tid:</b> Stian Rustad ba om det") == 2
    assert (text.count("Saken ble låst igjen"), text.count("Saken låses igjen")) == (1, 1)


def test_lock_of_the_police_leaves_the_municipality_at_work(
    house: House, police_work: UUID, case: UUID, client_as: ClientAs
) -> None:
    escalation.record(house.police_contact.actor(), case_id=police_work, content=pst(), submission=clock.new_id())
    assert "Slo i veggen" in page(client_as(house.contact), case)


@pytest.mark.parametrize("who", ["contact", "police_contact"])
def test_page_with_everything_takes_at_most_twenty_questions(
    house: House, police_work: UUID, case: UUID, client_as: ClientAs, who: str
) -> None:
    person = getattr(house, who)
    case_id = police_work if who == "police_contact" else case
    actor: Any = person.actor()
    measure = stories.measure(actor, case_id)
    assert measure
    for number in range(30):
        content = stories.seen(f"Noe skjedde, {number}.")
        actions.observe(actor, case_id=case_id, content=content, submission=clock.new_id())
    client = client_as(person)
    assert page(client, case_id).count("<time") >= 36
    said = asked(client, f"/saker/{case_id}/")
    assert len(said) <= 20, said
