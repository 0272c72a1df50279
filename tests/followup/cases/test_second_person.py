"""Assessing, choosing on the ladder, and the second person's page: what each shows, and what it takes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from avklar.followup.cases.states import Answer, Attitude, Step, Willingness
from tests.cast import House
from tests.followup.cases import stories
from tests.followup.cases.stories import look, open_one, seen, threat, utterance
from tests.followup.cases.verbs import VERBS, send


@pytest.fixture
def contact(house: House, client_as: Any) -> Client:
    """The contact's browser."""
    browser: Client = client_as(house.contact)
    return browser


def page_of(name: str, *ids: UUID) -> str:
    """A page's address."""
    return reverse(f"cases:{name}", args=ids)


def test_assessment_asks_which_observations_it_rests_on(contact: Client, case: UUID) -> None:
    url = page_of("assess", case)
    sent = send(contact, url, VERBS["assess"], contact.get(url), attitude="us_and_them")
    assert sent.status_code == 422
    assert "Velg hvilke observasjoner vurderingen bygger på." in sent.content.decode()


def test_assessment_keeps_both_axes_reasons_ticks_and_motives(house: House, contact: Client, case: UUID) -> None:
    fact = look(house.contact.actor(), case).facts[0]
    url = page_of("assess", case)
    page = contact.get(url)
    data = VERBS["assess"].filled(page, "Snakker om oss og dem.") | {
        "attitude": "us_and_them",
        "attitude_grounds": [str(fact.id)],
        "motives": ["belonging", "thrill"],
        "protects": "Laget.",
    }
    assert contact.post(url, data).status_code == 302
    each = look(house.contact.actor(), case).assessments[0]
    assert (each.attitude, each.willingness) == (Attitude.HATE, Willingness.DONT_KNOW)
    assert each.attitude_grounds == (fact.id,)
    assert [str(motive) for motive in each.motives] == ["belonging", "thrill"]


def test_assessment_takes_no_observation_of_another_case(house: House, contact: Client, case: UUID) -> None:
    other = open_one(house.contact.actor(), seen("En annen sak.")).id
    foreign = look(house.contact.actor(), other).facts[0].id
    url = page_of("assess", case)
    data = VERBS["assess"].filled(contact.get(url)) | {"attitude": "us_and_them", "attitude_grounds": [str(foreign)]}
    assert contact.post(url, data).status_code == 422


def test_page_has_words_and_no_score(contact: Client, case: UUID) -> None:
    text = contact.get(page_of("assess", case)).content.decode()
    assert "Deler verden i oss og dem, eller viser hat mot noen." in text
    assert "Det finnes ingen sum og ingen poeng." in text


# --- The ladder


def test_firm_step_stays_visible_and_cannot_be_chosen(house: House, contact: Client, cases_on: House) -> None:
    case_id = open_one(house.contact.actor(), utterance(), asked_for_help=True).id
    text = contact.get(page_of("decide", case_id)).content.decode()
    assert "Avklaringssamtale – lukket nå" in text
    assert "(Regel R3.)" in text
    assert 'value="talk"' not in text


def test_shut_step_asks_for_a_reason_to_deviate(house: House, contact: Client, case: UUID) -> None:
    url = page_of("decide", case)
    page = contact.get(url)
    assert "Politiet vurderer straffesak – lukket nå" in page.content.decode()
    sent = send(contact, url, VERBS["decide"], page, step="police")
    assert sent.status_code == 422
    assert "Trinnet er lukket. Skriv hvorfor du likevel velger det." in sent.content.decode()
    sent = send(contact, url, VERBS["decide"], sent, step="police", deviation="Vi har fått vite mer muntlig.")
    assert sent.status_code == 302
    decision = look(house.contact.actor(), case).decisions[0]
    assert (decision.step, decision.deviates, decision.second.answer) == (Step.POLICE, True, Answer.WAITING)


def test_firm_rule_holds_on_the_page_too(house: House, contact: Client, cases_on: House) -> None:
    case_id = open_one(house.contact.actor(), utterance(), asked_for_help=True).id
    url = page_of("decide", case_id)
    sent = send(contact, url, VERBS["decide"], contact.get(url), step="police", deviation="Likevel.")
    assert sent.status_code == 422
    assert look(house.contact.actor(), case_id).decisions == ()


def test_danger_opens_what_protects_at_once(house: House, contact: Client, case: UUID) -> None:
    url = page_of("decide", case)
    assert send(contact, url, VERBS["decide"], contact.get(url), step="pst", danger="on").status_code == 302
    decision = look(house.contact.actor(), case).decisions[0]
    assert (decision.deviates, decision.effective_at is not None) == (False, True)


def test_danger_is_not_held_up_by_a_stale_page(house: House, contact: Client, case: UUID) -> None:
    url = page_of("decide", case)
    page = contact.get(url)
    stories.assessment(house.deputy.actor(), case)
    assert send(contact, url, VERBS["decide"], page, step="police", danger="on").status_code == 302


def test_two_deciding_at_once_one_wins_and_the_other_sees_why(
    house: House, contact: Client, client_as: Any, case: UUID
) -> None:
    url, deputy = page_of("decide", case), client_as(house.deputy)
    mine, theirs = contact.get(url), deputy.get(url)
    assert send(deputy, url, VERBS["decide"], theirs, "Vara valgte støtte.").status_code == 302
    sent = send(contact, url, VERBS["decide"], mine, "Min grunn er en annen.")
    text = sent.content.decode()
    assert sent.status_code == 409
    assert "Vara valgte støtte." in text
    assert "Min grunn er en annen." in text


def test_step_is_chosen_beforehand_by_the_address(contact: Client, case: UUID) -> None:
    text = contact.get(page_of("decide", case) + "?trinn=support").content.decode()
    assert 'value="support" id="id_step_0" checked' in text


@pytest.mark.parametrize("step", ["close", "hva", "", "0"])
def test_step_that_is_none_is_refused(contact: Client, case: UUID, step: str) -> None:
    url = page_of("decide", case) + f"?trinn={step}"
    assert send(contact, url, VERBS["decide"], contact.get(url), step=step).status_code == 422


# --- The second person


def test_writer_is_told_why_not_oneself(house: House, contact: Client, case: UUID) -> None:
    mine = stories.assessment(house.contact.actor(), case)
    url = page_of("answer-assessment", case, mine)
    text = contact.get(url).content.decode()
    assert "Du skrev dette selv." in text
    assert 'name="answer"' not in text
    assert contact.post(url, {"answer": "confirm"}).status_code == 403


def test_second_person_reads_everything_and_confirms(house: House, contact: Client, case: UUID) -> None:
    theirs = stories.assessment(house.deputy.actor(), case)
    url = page_of("answer-assessment", case, theirs)
    page = contact.get(url)
    text = page.content.decode()
    for said in ("Snakker om oss og dem.", "Ser mye på våpen.", "Storebror og laget.", "Slo i veggen og ropte."):
        assert said in text
    assert send(contact, url, VERBS["answer-assessment"], page, "", answer="confirm").status_code == 302
    assert look(house.contact.actor(), case).assessments[0].second.answer is Answer.CONFIRMED


def test_answer_that_is_given_already_is_said(house: House, contact: Client, client_as: Any, cases_on: House) -> None:
    from avklar.followup.cases import actions

    case_id = open_one(house.contact.actor(), threat()).id
    for person in (house.deputy, house.substitute):
        if person is house.deputy:
            actions.add_staff(house.contact.actor(), case_id=case_id, user_id=person.user.pk)
    chosen = stories.choose(house.deputy.actor(), case_id, Step.POLICE)
    url = page_of("answer-decision", case_id, chosen)
    page = contact.get(url)
    send(contact, url, VERBS["answer-decision"], page, "Grunnen holder ikke.")
    assert "Person nummer to har allerede svart: avvist." in contact.get(url).content.decode()
    sent = send(contact, url, VERBS["answer-decision"], page, "En gang til.")
    assert sent.status_code == 409
    assert "En gang til." in sent.content.decode()


def test_answer_to_another_case_is_not_found(house: House, contact: Client, case: UUID) -> None:
    other = open_one(house.contact.actor(), seen("En annen sak.")).id
    foreign = stories.assessment(house.contact.actor(), other)
    assert contact.get(page_of("answer-assessment", case, foreign)).status_code == 404
    assert contact.get(page_of("answer-decision", case, foreign)).status_code == 404
    assert contact.get(page_of("correct", case, foreign)).status_code == 404
    assert contact.get(page_of("follow-up", case, foreign)).status_code == 404
