"""The case page: everything on one page for those named, nothing for others, each picture with its text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from avklar.followup.cases import actions
from avklar.followup.cases.content import Telling
from avklar.followup.cases.states import Age, Outcome, Step, Waiting
from avklar.foundation import clock
from tests import law
from tests.cast import House
from tests.followup.casefile.asking import asked, questions
from tests.followup.cases import stories

ClientAs = Callable[..., Client]
HOSTILE = "<script>alert(1)</script>\u202e<b>hei</b>"


def url(case_id: UUID) -> str:
    """The case's page."""
    return f"/saker/{case_id}/"


def page(client: Client, case_id: UUID) -> str:
    """The page as it is drawn, with single spaces."""
    answer = client.get(url(case_id))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def drawn(house: House, full: UUID, client_as: ClientAs) -> str:
    """Alvdal's case as the contact sees it."""
    return page(client_as(house.contact), full)


# --- Who sees it


@pytest.mark.parametrize("who", ["contact", "deputy"])
def test_those_named_read_it(house: House, full: UUID, client_as: ClientAs, who: str) -> None:
    assert "Slo i veggen" in page(client_as(getattr(house, who)), full)


@pytest.mark.parametrize(
    "who", ["stranger", "hamar_contact", "police_contact", "police_radicalisation_contact", "hamar_police_contact"]
)
def test_case_does_not_exist_for_other_organisations(house: House, full: UUID, client_as: ClientAs, who: str) -> None:
    assert client_as(getattr(house, who)).get(url(full)).status_code == 404


def test_case_does_not_exist_for_a_colleague_who_is_not_named(house: House, cases_on: Any, client_as: ClientAs) -> None:
    case_id = stories.open_one(house.contact.actor()).id
    assert client_as(house.deputy).get(url(case_id)).status_code == 404


def test_access_that_has_ended_is_no_access(house: House, full: UUID, client_as: ClientAs) -> None:
    actions.end_staff(house.contact.actor(), case_id=full, user_id=house.deputy.user.pk)
    assert client_as(house.deputy).get(url(full)).status_code == 404


def test_police_case_does_not_exist_for_the_municipality(house: House, police_case: UUID, client_as: ClientAs) -> None:
    assert client_as(house.contact).get(url(police_case)).status_code == 404


@pytest.mark.parametrize("who", ["teacher", "administrator", "privacy_officer", "editor", "moderator", "district_lead"])
def test_page_is_shut_to_other_roles(house: House, full: UUID, client_as: ClientAs, who: str) -> None:
    answer = client_as(getattr(house, who)).get(url(full))
    assert answer.status_code == 403
    assert "Slo i veggen" not in answer.content.decode()


def test_unknown_case_is_not_found(house: House, client_as: ClientAs) -> None:
    assert client_as(house.contact).get(url(clock.new_id())).status_code == 404


# --- What stands on it


def test_child_is_shown_clearly(drawn: str) -> None:
    assert "Under 18 år</span>" in drawn


def test_child_welfare_is_offered_outside_the_case(drawn: str) -> None:
    assert 'href="tel:116111"' in drawn


@pytest.mark.parametrize(("age", "offered"), [(Age.UNKNOWN, True), (Age.UNDER_15, True), (Age.FROM_18, False)])
def test_child_welfare_is_offered_when_it_may_be_a_child(
    house: House, cases_on: Any, client_as: ClientAs, age: Age, offered: bool
) -> None:
    case_id = stories.open_one(house.contact.actor(), age=age).id
    assert ("116111" in page(client_as(house.contact), case_id)) is offered


def test_axes_are_drawn_and_said_in_words_with_the_earlier_ones(drawn: str) -> None:
    assert "<desc" in drawn
    assert "<dt>Holdning nå</dt><dd>Oss og dem, eller hat</dd>" in drawn
    before = drawn[drawn.index('class="before"') :]
    assert "oss og dem, eller hat · " in before[: before.index("</div>")]
    assert "bekreftet av Ola Kvernmo" in before[: before.index("</div>")]


def test_reasons_name_their_observations(drawn: str) -> None:
    assert "(observasjon 1)" in drawn


def test_own_assessment_waits_for_another(drawn: str) -> None:
    assert "som må være en annen enn deg" in drawn


def test_every_step_of_the_ladder_says_whether_it_is_open(drawn: str) -> None:
    ladder = drawn[drawn.index('class="avk-ladder"') :]
    ladder = ladder[: ladder.index("</ol>")]
    assert [str(step.label) in ladder for step in Step] == [True] * 5
    assert (ladder.count("Lukket"), ladder.count("Åpent"), ladder.count("Valgt nå")) == (2, 2, 1)
    assert "Det er ikke holdt en avklaringssamtale" in ladder


def test_choice_stands_on_its_rung_with_the_reason(drawn: str) -> None:
    assert "«Han vil selv, og familien er med.»" in drawn


def test_deviation_waits_for_the_second_person_on_its_rung(house: House, full: UUID, client_as: ClientAs) -> None:
    stories.choose(house.contact.actor(), full, Step.POLICE, deviation="Det haster mer enn stigen sier.")
    text = page(client_as(house.deputy), full)
    assert "«Det haster mer enn stigen sier.»" in text
    assert "Venter på deg som person nummer to" in text


def test_stalled_measure_says_for_how_long(drawn: str) -> None:
    assert "Ett tiltak står stille" in drawn
    assert "Står stille i 40 dager" in drawn


def test_own_words_have_a_place(drawn: str) -> None:
    assert "Jeg vil bare være på laget igjen." in drawn
    assert "Avtalt med gutten og foreldrene" in drawn


def test_unverified_is_said_in_words(drawn: str) -> None:
    assert "Ikke bekreftet" in drawn


def test_correction_keeps_what_stood_before(house: House, full: UUID, client_as: ClientAs) -> None:
    contact = house.contact.actor()
    first = stories.look(contact, full).facts[0]
    actions.correct(
        contact,
        case_id=full,
        observation_id=first.id,
        content=stories.seen("Slo i bordet, ikke i veggen.", verified=True),
        submission=clock.new_id(),
    )
    text = page(client_as(house.contact), full)
    assert "Slo i bordet" in text
    assert "Slik sto det før den ble rettet" in text
    assert "retter observasjon 1" in text


def test_timeline_runs_from_what_is_to_come_to_the_opening(drawn: str) -> None:
    line = drawn[drawn.index('class="avk-time"') :]
    line = line[: line.index("</ol>")]
    places = [
        line.index(text) for text in ("Gjennomgang av saken", "Planen er avtalt", "Tiltak står stille", "Beslutning:")
    ]
    assert places == sorted(places)
    assert {'class="ahead"', 'class="care"', 'class="turn"'} <= set(re.findall(r'class="\w+"', line))


def test_page_says_that_the_person_knows(drawn: str) -> None:
    assert "Ja, siden" in drawn


def test_page_says_why_the_person_is_not_told_yet(house: House, case: UUID, client_as: ClientAs) -> None:
    contact, again = house.contact.actor(), clock.today() + timedelta(days=20)
    telling = Telling(waiting=Waiting.NOT_REACHED, waiting_reason="Vi ringer på mandag.", look_again=again)
    actions.tell(contact, case_id=case, telling=telling, version=stories.version(contact, case))
    text = page(client_as(house.contact), case)
    assert "Vi har ikke fått tak i personen ennå" in text
    assert "Vi ringer på mandag." in text
    assert "Skal personen få vite om saken nå?" in text


def test_identity_is_hidden(drawn: str) -> None:
    assert "Skjult – vis med grunn" in drawn


def test_page_says_why_one_reads_it(house: House, full: UUID, client_as: ClientAs, drawn: str) -> None:
    assert "fordi du er ansvarlig" in drawn
    assert "fordi du er navngitt i den" in page(client_as(house.deputy), full)


def test_hostile_text_is_only_text(house: House, cases_on: Any, client_as: ClientAs) -> None:
    contact = house.contact.actor()
    case_id = stories.open_one(contact, stories.seen(HOSTILE, interpretation=HOSTILE), reason=HOSTILE).id
    stories.choose(contact, case_id, Step.SUPPORT, reason=HOSTILE)
    stories.measure(contact, case_id, what=HOSTILE, who=HOSTILE, good_enough=HOSTILE)
    text = page(client_as(house.contact), case_id)
    assert "<script>alert" not in text
    assert "<b>hei" not in text
    assert "&lt;script&gt;" in text


# --- Locked and closed


def test_locked_page_has_no_text(house: House, police_case: UUID, client_as: ClientAs) -> None:
    police = house.police_contact.actor()
    actions.lock(police, case_id=police_case)
    text = page(client_as(house.police_contact), police_case)
    assert "Saken er låst" in text
    assert "krever to personer" in text
    assert not [word for word in ("Slo i veggen", "Skolen og hjemmet") if word in text]


def test_closed_page_has_no_text(house: House, full: UUID, client_as: ClientAs) -> None:
    contact = house.contact.actor()
    actions.close(
        contact,
        case_id=full,
        outcome=Outcome.HELPED,
        reason="Det går bra.",
        kept="Ingenting.",
        submission=clock.new_id(),
        version=stories.version(contact, full),
    )
    text = page(client_as(house.contact), full)
    assert "Teksten er tatt bort" in text
    assert not [word for word in ("Slo i veggen", "Skolen og", "laget", "Det går bra", "Ingenting.") if word in text]


def test_page_has_no_text_while_named_cases_are_switched_off(house: House, full: UUID, client_as: ClientAs) -> None:
    law.switch_cases_off(house, "alvdal")
    text = page(client_as(house.contact), full)
    assert "Saker med navn er slått av" in text
    assert not [word for word in ("Slo i veggen", "Skolen og", "laget") if word in text]


def test_list_says_what_is_missing_while_cases_are_off(house: House, full: UUID, client_as: ClientAs) -> None:
    law.switch_cases_off(house, "alvdal")
    text = client_as(house.contact).get("/saker/").content.decode()
    assert "Saker med navn er slått av igjen" in text
    assert 'href="/saker/ny/"' not in text


# --- What it costs, and what it leaves behind


def test_reading_leaves_one_row_in_the_journal_and_nothing_else(house: House, full: UUID, client_as: ClientAs) -> None:
    said = asked(client_as(house.contact), url(full))
    changes = [sql for sql in said if sql.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert changes
    assert not [sql for sql in changes if "journal" not in sql]


def test_page_with_forty_entries_takes_at_most_twenty_questions(house: House, full: UUID, client_as: ClientAs) -> None:
    contact = house.contact.actor()
    for number in range(30):
        actions.observe(
            contact, case_id=full, content=stories.seen(f"Noe skjedde, {number}."), submission=clock.new_id()
        )
    client = client_as(house.contact)
    assert page(client, full).count("<time") >= 40
    assert questions(client, url(full)) <= 20
