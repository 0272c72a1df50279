"""Talks in the police's case: who may, once, in what order, and what the ladder makes of the result."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from avklar.followup.cases import actions, queries
from avklar.followup.cases.ladder import rung
from avklar.followup.cases.states import Result, Step
from avklar.followup.cases.talks import actions as talks
from avklar.followup.cases.talks import queries as talk_queries
from avklar.followup.cases.talks.rules import Invitation
from avklar.followup.cases.talks.states import Language, TalkState
from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Denied, NotFound
from avklar.foundation.access.scope import scope
from avklar.foundation.journal.models import Entry
from avklar.foundation.notifications.models import Note
from tests.cast import House
from tests.followup.cases.talking import all_talks, invite, record, soon

OUTSIDERS = ["contact", "stranger", "district_lead", "administrator", "hamar_police_contact", "editor"]


def test_talk_is_chosen_on_the_ladder_first(house: House, police_case: UUID) -> None:
    with pytest.raises(Conflict) as refused:
        invite(house.police_contact.actor(), police_case)
    assert refused.value.rule == "R5"


def test_talk_is_planned_once(house: House, chosen: UUID) -> None:
    police, submission = house.police_contact.actor(), clock.new_id()
    invitation = Invitation(soon(), "Her", "Å snakke", "400", guardians="Mor")
    for _ in range(2):
        talks.invite(police, case_id=chosen, invitation=invitation, language=Language.NYNORSK, submission=submission)
    assert [each.place for each in all_talks(police, chosen)] == ["Her"]


@pytest.mark.parametrize("key", OUTSIDERS)
def test_nobody_else_invites_or_reads(house: House, chosen: UUID, planned: UUID, key: str) -> None:
    person = house.people[key].actor()
    with pytest.raises((Denied, NotFound)):
        invite(person, chosen)
    with scope(person.organisation_id), pytest.raises((Denied, NotFound)):
        talk_queries.talk(person, chosen, planned)


def test_municipality_has_no_talks(house: House, case: UUID) -> None:
    with pytest.raises(Denied):
        invite(house.contact.actor(), case)


def test_result_is_what_the_ladder_reads(house: House, chosen: UUID, planned: UUID) -> None:
    police = house.police_contact.actor()
    record(police, chosen, planned, TalkState.HELD, Result.UNCHANGED, agreed_plan="Ringes neste uke.")
    with scope(police.organisation_id, person_id=police.user_id):
        assert rung(queries.situation(police, chosen), Step.POLICE).open


@pytest.mark.parametrize("ending", [TalkState.NO_SHOW, TalkState.REFUSED, TalkState.CANCELLED])
def test_no_show_and_refusal_open_nothing(house: House, chosen: UUID, planned: UUID, ending: TalkState) -> None:
    police = house.police_contact.actor()
    record(police, chosen, planned, ending)
    with scope(police.organisation_id, person_id=police.user_id):
        assert not rung(queries.situation(police, chosen), Step.POLICE).open
        assert queries.situation(police, chosen).talk is None


def test_new_date_keeps_the_old_talk_as_moved(house: House, chosen: UUID, planned: UUID) -> None:
    police = house.police_contact.actor()
    later = soon() + timedelta(days=3)
    talks.move(police, case_id=chosen, talk_id=planned, at=later, short_notice_reason="", submission=clock.new_id())
    found = all_talks(police, chosen)
    assert [each.state for each in found] == [TalkState.MOVED, TalkState.PLANNED]
    assert found[1].purpose == found[0].purpose


def test_talk_is_written_down_once(house: House, chosen: UUID, planned: UUID) -> None:
    police, other = house.police_contact.actor(), house.police_radicalisation_contact.actor()
    record(police, chosen, planned, TalkState.HELD, Result.GONE)
    with pytest.raises(Conflict):
        record(other, chosen, planned, TalkState.HELD, Result.GREATER)


def test_locked_case_takes_no_talk(house: House, chosen: UUID, planned: UUID) -> None:
    police = house.police_contact.actor()
    actions.lock(police, case_id=chosen)
    with pytest.raises(Conflict):
        invite(police, chosen)
    with scope(police.organisation_id), pytest.raises(NotFound):
        talk_queries.talk(police, chosen, planned)


def test_those_named_are_reminded_once_a_day_before(house: House, chosen: UUID, planned: UUID) -> None:
    district = house.police_contact.organisation.pk
    assert talks.remind(district) == 0
    with clock.frozen(soon() - timedelta(hours=23)):
        assert (talks.remind(district), talks.remind(district)) == (1, 0)
    assert Note.objects.filter(code="talk_soon").count() == 2


# --- The district's own phases and notes


def test_phases_are_the_shipped_ones_until_the_district_words_them(house: House) -> None:
    lead = house.police_radicalisation_contact.actor()
    district = lead.organisation
    first = talk_queries.phase_words(district)[0]
    talks.word_phase(lead, words=type(first)(**{**_values(first), "title_nb": "Velkommen"}))
    assert talk_queries.phases(district)[0].title == "Velkommen"
    assert len(talk_queries.phases(district)) == 6


def test_phase_that_is_taken_out_of_use_is_not_shown(house: House) -> None:
    lead = house.police_radicalisation_contact.actor()
    first = talk_queries.phase_words(lead.organisation)[0]
    talks.word_phase(lead, words=type(first)(**{**_values(first), "active": False}))
    assert first.code not in {each.code for each in talk_queries.phases(lead.organisation)}


def test_two_wording_the_same_phase_are_told_apart(house: House) -> None:
    lead = house.police_radicalisation_contact.actor()
    first = talk_queries.phase_words(lead.organisation)[0]
    talks.word_phase(lead, words=first)
    with pytest.raises(Conflict):
        talks.word_phase(lead, words=type(first)(**{**_values(first), "title_nb": "Velkommen"}))


def test_police_contact_does_not_word_phases(house: House) -> None:
    police = house.police_contact.actor()
    with pytest.raises(Denied):
        talks.word_phase(police, words=talk_queries.phase_words(police.organisation)[0])


def test_notes_stay_in_the_polices_own_system_until_the_basis_is_entered(
    house: House, chosen: UUID, planned: UUID
) -> None:
    police, lead = house.police_contact.actor(), house.police_radicalisation_contact.actor()
    note = {"case_id": chosen, "talk_id": planned, "phase": "frame", "text": "Rolig start."}
    with pytest.raises(Denied) as refused:
        talks.note(police, **note, version=0)
    assert refused.value.rule == "R6"
    talks.allow_notes(lead, basis="Politiregisterloven, vedtak 12/26")
    assert talks.note(police, **note, version=0) == 1
    with pytest.raises(Conflict):
        talks.note(police, **(note | {"text": "Noe annet."}), version=0)
    with scope(police.organisation_id):
        assert talk_queries.notes(police, chosen, planned)["frame"].text == "Rolig start."


def test_basis_for_notes_is_never_overwritten(house: House) -> None:
    lead = house.police_radicalisation_contact.actor()
    talks.allow_notes(lead, basis="Første")
    with pytest.raises(Conflict):
        talks.allow_notes(lead, basis="Andre")
    talks.end_notes(lead)
    talks.allow_notes(lead, basis="Andre")
    found = talk_queries.notes_history(lead.organisation)
    assert [(each.basis, each.ended_at is None) for each in found] == [("Andre", True), ("Første", False)]


def _values(words: Any) -> dict[str, Any]:
    return {name: getattr(words, name) for name in words.__dataclass_fields__}


def test_result_is_not_in_the_journal(house: House, chosen: UUID, planned: UUID) -> None:
    police = house.police_contact.actor()
    record(police, chosen, planned, TalkState.HELD, Result.GREATER)
    with scope(police.organisation_id):
        assert [each.reason for each in Entry.objects.filter(verb="held", object_id=str(planned))] == ["held"]
