"""Recording that PST or the criminal side was contacted, and the second person afterwards: who may, what follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from avklar.followup.cases import actions as cases
from avklar.followup.cases import queries as case_reads
from avklar.followup.cases.states import Step
from avklar.followup.escalation import actions, queries
from avklar.followup.escalation.models import Escalation
from avklar.followup.escalation.states import Answer, Kind, Outcome
from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.foundation.access.roles import Role
from avklar.foundation.access.scope import scope
from tests.cast import House, Person
from tests.followup.cases import stories
from tests.followup.escalation.conftest import is_locked, pst

Contacted = Callable[..., UUID]


def seen(person: Person, case_id: UUID) -> list[Any]:
    with scope(person.organisation.pk):
        return queries.of_case(person.actor(), case_id)


def text(person: Person, case_id: UUID, escalation_id: UUID) -> Any:
    with scope(person.organisation.pk):
        return queries.opened(person.actor(), case_id, escalation_id)


# --- Recording


def test_contact_with_pst_waits_for_another_and_locks_at_once(case: UUID, contacted: Contacted, first: Person) -> None:
    contacted()
    assert [(each.kind, each.answer) for each in seen(first, case)] == [(Kind.PST, Answer.WAITING)]
    assert is_locked(first, case)


def test_contact_with_the_criminal_side_does_not_lock(case: UUID, contacted: Contacted, first: Person) -> None:
    contacted(kind=Kind.POLICE, outcome=Outcome.REPORTED)
    assert not is_locked(first, case)


def test_double_click_is_one_contact(case: UUID, contacted: Contacted, first: Person) -> None:
    submission = clock.new_id()
    assert contacted(submission=submission) == contacted(submission=submission)
    assert len(seen(first, case)) == 1


def test_contact_outside_danger_against_the_ladder_asks_why(contacted: Contacted) -> None:
    with pytest.raises(Invalid) as caught:
        contacted(danger=False)
    assert list(caught.value.fields) == ["reason"]


def test_contact_against_the_ladder_is_recorded_with_both_reasons(
    case: UUID, contacted: Contacted, first: Person
) -> None:
    contact = text(first, case, contacted(danger=False, reason="Vakten ba oss ringe."))
    assert contact.line.against_ladder
    assert contact.reason == "Vakten ba oss ringe."
    assert "(R5)" in contact.shut_because


def test_contact_on_expression_alone_is_recorded_and_says_so(house: House, cases_on: Any, first: Person) -> None:
    """A fact is a fact; R3 stands on it."""
    case_id = stories.open_one(first.actor(), stories.utterance(), asked_for_help=True).id
    content = pst(danger=False, reason="PST ringte oss.")
    escalation_id = actions.record(first.actor(), case_id=case_id, content=content, submission=clock.new_id())
    assert "(R3)" in text(first, case_id, escalation_id).shut_because


def test_contact_the_ladder_allows_keeps_no_reason(case: UUID, contacted: Contacted, first: Person) -> None:
    contact = text(first, case, contacted(danger=True, reason="Ikke nødvendig."))
    assert (contact.line.against_ladder, contact.reason, contact.shut_because) == (False, "", "")


def test_decision_that_holds_opens_the_contact_and_is_named_on_it(
    case: UUID, contacted: Contacted, first: Person
) -> None:
    decision = stories.choose(first.actor(), case, Step.PST, danger=True)
    contacted(danger=False)
    with scope(first.organisation.pk):
        assert Escalation.objects.get().decision_id == decision


def test_decision_that_waits_outside_danger_still_asks_why(case: UUID, contacted: Contacted, first: Person) -> None:
    stories.choose(first.actor(), case, Step.PST, deviation="Det haster.")
    with pytest.raises(Invalid):
        contacted(danger=False)


def test_contact_can_be_recorded_in_a_locked_case(locked: UUID, contacted: Contacted, first: Person) -> None:
    contacted(kind=Kind.POLICE, outcome=Outcome.CONSIDERED)
    assert len(seen(first, locked)) == 2


def test_ladder_is_read_in_a_locked_case_as_before(house: House, cases_on: Any, first: Person) -> None:
    case_id = stories.open_one(first.actor(), stories.threat()).id
    for content in (pst(), pst(kind=Kind.POLICE, outcome=Outcome.REPORTED, danger=False)):
        actions.record(first.actor(), case_id=case_id, content=content, submission=clock.new_id())
    assert not any(each.against_ladder for each in seen(first, case_id))


def test_contact_in_a_closed_case_is_a_conflict(case: UUID, contacted: Contacted, first: Person) -> None:
    from avklar.followup.cases.states import Outcome as Closed

    version = stories.version(first.actor(), case)
    given = {"outcome": Closed.HELPED, "reason": "Det går bra.", "kept": "", "submission": clock.new_id()}
    cases.close(first.actor(), case_id=case, version=version, **given)
    with pytest.raises(Conflict):
        contacted()


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("handed_to", {"handed_to": ""}),
        ("handed_to", {"handed_to": "x" * 201}),
        ("handed_to", {"handed_to": "Vakt\x00"}),
        ("what", {"what": " "}),
        ("what", {"what": "x" * 200_000}),
        ("outcome", {"outcome": Outcome.REPORTED}),
        ("outcome", {"kind": Kind.POLICE}),
        ("reason", {"danger": False, "reason": "x" * 2001}),
    ],
)
def test_wrong_content_is_said_at_its_field(contacted: Contacted, field: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as caught:
        contacted(**wrong)
    assert list(caught.value.fields) == [field]


@pytest.mark.parametrize("words", ["x", "<script>alert(1)</script>", "‮rtl", "y" * 1000])
def test_words_come_back_as_they_were_written(case: UUID, contacted: Contacted, first: Person, words: str) -> None:
    assert text(first, case, contacted(what=words)).what == words


def test_failed_recording_locks_nothing(case: UUID, contacted: Contacted, first: Person) -> None:
    with pytest.raises(Invalid):
        contacted(danger=False)
    assert not is_locked(first, case)


# --- The second person


def test_second_person_confirms(case: UUID, contacted: Contacted, first: Person, second: Person) -> None:
    actions.answer(second.actor(), case_id=case, escalation_id=contacted(), confirmed=True)
    assert [(each.answer, each.answered_by) for each in seen(first, case)] == [(Answer.CONFIRMED, second.user.pk)]


def test_refusal_needs_a_reason(case: UUID, contacted: Contacted, second: Person) -> None:
    with pytest.raises(Invalid):
        actions.answer(second.actor(), case_id=case, escalation_id=contacted(), confirmed=False)


def test_refusal_does_not_unlock(case: UUID, contacted: Contacted, first: Person, second: Person) -> None:
    actions.answer(second.actor(), case_id=case, escalation_id=contacted(), confirmed=False, reason="Ikke avtalt.")
    assert seen(first, case)[0].answer is Answer.REFUSED
    assert is_locked(first, case)


def test_first_person_under_another_role_is_refused(case: UUID, contacted: Contacted, first: Person) -> None:
    escalation_id = contacted()
    other_role = replace(first.actor(), roles=frozenset({Role.POLICE_RADICALISATION_CONTACT}))
    with pytest.raises(Denied):
        actions.answer(other_role, case_id=case, escalation_id=escalation_id, confirmed=True)


def test_database_refuses_the_first_person_as_second(case: UUID, contacted: Contacted, first: Person) -> None:
    contacted()
    with scope(first.organisation.pk), pytest.raises(IntegrityError), transaction.atomic():
        Escalation.objects.update(answer=Answer.CONFIRMED, answered_by=first.user.pk, answered_at=clock.now())


def test_second_answer_is_a_conflict(case: UUID, contacted: Contacted, second: Person) -> None:
    escalation_id = contacted()
    actions.answer(second.actor(), case_id=case, escalation_id=escalation_id, confirmed=True)
    with pytest.raises(Conflict):
        actions.answer(second.actor(), case_id=case, escalation_id=escalation_id, confirmed=False, reason="Nei.")


def test_answer_holds_for_the_decision_that_waits(
    case: UUID, contacted: Contacted, first: Person, second: Person
) -> None:
    stories.choose(first.actor(), case, Step.PST, danger=True)
    actions.answer(second.actor(), case_id=case, escalation_id=contacted(), confirmed=True)
    with scope(first.organisation.pk):
        chosen = case_reads.last_chosen(first.actor(), case, Step.PST)
    assert chosen is not None
    assert chosen.answer == "confirmed"


def test_answer_leaves_ones_own_decision_to_another(
    case: UUID, contacted: Contacted, first: Person, second: Person
) -> None:
    stories.choose(second.actor(), case, Step.PST, danger=True)
    actions.answer(second.actor(), case_id=case, escalation_id=contacted(), confirmed=True)
    with scope(first.organisation.pk):
        chosen = case_reads.last_chosen(first.actor(), case, Step.PST)
    assert chosen is not None
    assert chosen.answer == "waiting"


def test_decision_can_be_answered_while_the_case_is_locked(
    case: UUID, contacted: Contacted, first: Person, second: Person
) -> None:
    decision = stories.choose(first.actor(), case, Step.PST, danger=True)
    contacted()
    cases.answer_decision(second.actor(), case_id=case, decision_id=decision, confirmed=True)
    with scope(first.organisation.pk):
        chosen = case_reads.last_chosen(first.actor(), case, Step.PST)
    assert chosen is not None
    assert chosen.answer == "confirmed"


def test_somebody_named_after_the_lock_may_be_second(
    house: House, case: UUID, contacted: Contacted, first: Person
) -> None:
    escalation_id = contacted()
    cases.add_staff(first.actor(), case_id=case, user_id=house.hamar_police_contact.user.pk)
    actions.answer(house.hamar_police_contact.actor(), case_id=case, escalation_id=escalation_id, confirmed=True)
    assert seen(first, case)[0].answered_by == house.hamar_police_contact.user.pk


# --- What the lock does to others


def test_text_written_while_it_locked_is_a_conflict_and_not_saved(
    case: UUID, contacted: Contacted, second: Person
) -> None:
    before = len(stories.look(second.actor(), case).facts)
    contacted()
    with pytest.raises(Conflict) as caught:
        cases.observe(second.actor(), case_id=case, content=stories.seen("Ny ting."), submission=clock.new_id())
    assert caught.value.rule == "R5"
    with scope(second.organisation.pk):
        from avklar.followup.cases.models import Observation

        assert Observation.objects.filter(case_id=case).count() == before


def test_municipalitys_own_case_goes_on(house: House, case: UUID, contacted: Contacted) -> None:
    contact = house.contact.actor()
    own = stories.open_one(contact).id
    contacted()
    stories.measure(contact, own)
    assert len(stories.look(contact, own).measures) == 1


# --- Who may


@pytest.mark.parametrize("key", ["stranger", "contact", "district_lead", "administrator", "privacy_officer"])
def test_others_record_nothing(house: House, contacted: Contacted, key: str) -> None:
    with pytest.raises(Denied):
        contacted(house.people[key])


def test_police_contact_who_is_not_named_finds_nothing(house: House, case: UUID, contacted: Contacted) -> None:
    escalation_id = contacted()
    other = house.hamar_police_contact
    assert seen(other, case) == []
    for verb in (
        lambda: contacted(other),
        lambda: actions.answer(other.actor(), case_id=case, escalation_id=escalation_id, confirmed=True),
        lambda: text(other, case, escalation_id),
    ):
        with pytest.raises(NotFound):
            verb()


def test_contact_of_another_case_is_not_found(case: UUID, contacted: Contacted, first: Person, second: Person) -> None:
    escalation_id = contacted()
    other = stories.open_one(second.actor()).id
    with pytest.raises(NotFound):
        actions.answer(second.actor(), case_id=other, escalation_id=escalation_id, confirmed=True)


@pytest.mark.parametrize("key", ["stranger", "contact"])
def test_municipality_sees_no_contact(house: House, locked: UUID, key: str) -> None:
    person = house.people[key]
    with scope(person.organisation.pk):
        assert queries.of_case(person.actor(), locked) == []
        assert queries.lock_of(person.actor(), locked) is None


def test_list_of_a_case_is_one_query(locked: UUID, first: Person, django_assert_num_queries: Any) -> None:
    with scope(first.organisation.pk), django_assert_num_queries(1):
        queries.of_case(first.actor(), locked)


def test_contact_is_recorded_also_where_named_cases_are_switched_off(
    case: UUID, contacted: Contacted, first: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R1: what has happened outside is written down, whatever is switched off here."""
    from avklar.people.organisations import queries as people

    monkeypatch.setattr(people, "cases_on", lambda _organisation: False)
    contacted()
    assert is_locked(first, case)
