"""What happens in an open case: observations, assessments, decisions and plan, each by whom it may be done by."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from avklar.followup.cases import actions, queries
from avklar.followup.cases.actions.deciding import Choice
from avklar.followup.cases.content import AssessmentContent, Telling
from avklar.followup.cases.states import (
    Answer,
    Attitude,
    Effect,
    MeasureState,
    Outcome,
    Service,
    State,
    Step,
    Waiting,
    Willingness,
)
from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.foundation.access.roles import Role
from avklar.foundation.access.scope import scope
from avklar.foundation.vault import keys
from tests import law
from tests.cast import House
from tests.followup.cases.stories import assessment, choose, look, measure, open_one, seen, threat, utterance, version

# --- Observations


def test_observation_is_added_once(house: House, case: UUID) -> None:
    contact, submission = house.contact.actor(), clock.new_id()
    for _ in range(2):
        actions.observe(contact, case_id=case, content=seen("Ny ting."), submission=submission)
    assert [each.text for each in look(contact, case).facts].count("Ny ting.") == 1


def test_correction_stands_beside_the_old_row(house: House, case: UUID) -> None:
    contact = house.contact.actor()
    old = look(contact, case).facts[0]
    actions.correct(contact, case_id=case, observation_id=old.id, content=seen("Rettet."), submission=clock.new_id())
    facts = look(contact, case).facts
    assert [(each.text, each.replaced) for each in facts] == [(old.text, True), ("Rettet.", False)]


def test_second_correction_of_the_same_row_is_a_conflict(house: House, case: UUID) -> None:
    contact, old = house.contact.actor(), look(house.contact.actor(), case).facts[0]
    correct = {"case_id": case, "observation_id": old.id, "content": seen("Rettet.")}
    actions.correct(contact, **correct, submission=clock.new_id())
    with pytest.raises(Conflict):
        actions.correct(house.deputy.actor(), **correct, submission=clock.new_id())


def test_observation_of_another_case_is_not_found(house: House, case: UUID) -> None:
    contact = house.contact.actor()
    elsewhere = look(contact, open_one(contact).id).facts[0]
    with pytest.raises(NotFound):
        actions.correct(contact, case_id=case, observation_id=elsewhere.id, content=seen(), submission=clock.new_id())


# --- Assessments


def test_assessment_waits_for_a_second_person(house: House, case: UUID) -> None:
    contact = house.contact.actor()
    assessment(contact, case)
    found = look(contact, case).assessments[0]
    assert (found.attitude, found.willingness) == (Attitude.HATE, Willingness.FASCINATION)
    assert found.second.answer is Answer.WAITING


def test_assessment_is_confirmed_by_another(house: House, case: UUID) -> None:
    made = assessment(house.contact.actor(), case)
    deputy = house.deputy.actor()
    actions.answer_assessment(deputy, case_id=case, assessment_id=made, confirmed=True)
    second = look(deputy, case).assessments[0].second
    assert (second.answer, second.by) == (Answer.CONFIRMED, deputy.person)


def test_assessment_is_not_confirmed_by_oneself_under_another_role(house: House, case: UUID) -> None:
    made = assessment(house.contact.actor(), case)
    other_role = type(house.contact.actor())(
        house.contact.user.pk, house.contact.organisation.pk, frozenset({Role.DEPUTY}), True
    )
    with pytest.raises(Denied):
        actions.answer_assessment(other_role, case_id=case, assessment_id=made, confirmed=True)


def test_refusal_needs_a_reason_and_no_longer_counts(house: House, case: UUID) -> None:
    made = assessment(house.contact.actor(), case, willingness=Willingness.PREPARATION)
    deputy = house.deputy.actor()
    with pytest.raises(Invalid):
        actions.answer_assessment(deputy, case_id=case, assessment_id=made, confirmed=False)
    actions.answer_assessment(deputy, case_id=case, assessment_id=made, confirmed=False, reason="Det var en spøk.")
    with scope(deputy.organisation_id):
        assert queries.situation(deputy, case).willingness is Willingness.DONT_KNOW


def test_assessment_above_none_seen_rests_on_observations(house: House, case: UUID) -> None:
    content = AssessmentContent(Attitude.HATE, Willingness.NONE, "Fordi.", "Ingenting sett.")
    contact = house.contact.actor()
    with pytest.raises(Invalid) as refused:
        actions.assess(
            contact, case_id=case, content=content, submission=clock.new_id(), version=version(contact, case)
        )
    assert "attitude_grounds" in refused.value.fields


def test_assessment_of_a_case_that_changed_is_a_conflict(house: House, case: UUID) -> None:
    contact, before = house.contact.actor(), version(house.contact.actor(), case)
    actions.observe(house.deputy.actor(), case_id=case, content=seen("Noe nytt."), submission=clock.new_id())
    content = AssessmentContent(Attitude.NONE, Willingness.NONE, "Ingenting.", "Ingenting.")
    with pytest.raises(Conflict):
        actions.assess(contact, case_id=case, content=content, submission=clock.new_id(), version=before)


# --- Decisions


def test_support_holds_at_once(house: House, case: UUID) -> None:
    contact = house.contact.actor()
    choose(contact, case, Step.SUPPORT)
    found = look(contact, case)
    assert found.decisions[0].second.answer is Answer.NOT_NEEDED
    assert found.line.step == Step.SUPPORT


def test_police_holds_when_another_has_confirmed(house: House, cases_on: Any) -> None:
    contact, deputy = house.contact.actor(), house.deputy.actor()
    case_id = open_one(contact, threat()).id
    actions.add_staff(contact, case_id=case_id, user_id=deputy.person)
    made = choose(contact, case_id, Step.POLICE)
    assert look(contact, case_id).line.step == ""
    actions.answer_decision(deputy, case_id=case_id, decision_id=made, confirmed=True)
    assert look(contact, case_id).line.step == Step.POLICE


def test_police_is_not_confirmed_by_oneself(house: House, cases_on: Any) -> None:
    contact = house.contact.actor()
    case_id = open_one(contact, threat()).id
    made = choose(contact, case_id, Step.POLICE)
    with pytest.raises(Denied) as refused:
        actions.answer_decision(contact, case_id=case_id, decision_id=made, confirmed=True)
    assert refused.value.rule == "R5"


def test_danger_holds_at_once_and_is_confirmed_afterwards(house: House, case: UUID) -> None:
    contact = house.contact.actor()
    choose(contact, case, Step.PST, danger=True)
    found = look(contact, case)
    assert found.line.step == Step.PST
    assert found.decisions[0].second.answer is Answer.WAITING


def test_danger_is_not_held_up_by_what_others_wrote(house: House, case: UUID) -> None:
    contact, before = house.contact.actor(), version(house.contact.actor(), case)
    actions.observe(house.deputy.actor(), case_id=case, content=seen("Noe nytt."), submission=clock.new_id())
    choice = Choice(Step.POLICE, "Han er på vei til skolen.", danger=True)
    assert actions.decide(contact, case_id=case, choice=choice, submission=clock.new_id(), version=before)


def test_shut_step_is_chosen_with_a_reason_and_a_second_person(house: House, case: UUID) -> None:
    contact = house.contact.actor()
    with pytest.raises(Invalid) as refused:
        choose(contact, case, Step.POLICE)
    assert "deviation" in refused.value.fields
    choose(contact, case, Step.POLICE, deviation="Foreldrene ber om det.")
    found = look(contact, case).decisions[0]
    assert (found.deviates, found.second.answer) == (True, Answer.WAITING)
    assert "R5" in found.shut_because


def test_lawful_expression_is_no_matter_of_deviation(house: House, cases_on: Any) -> None:
    contact = house.contact.actor()
    case_id = open_one(contact, utterance(), asked_for_help=True).id
    with pytest.raises(Invalid) as refused:
        choose(contact, case_id, Step.TALK, deviation="Jeg vil.")
    assert refused.value.rule == "R3"


def test_two_deciding_at_once_one_wins(house: House, case: UUID) -> None:
    contact, deputy, before = house.contact.actor(), house.deputy.actor(), version(house.contact.actor(), case)
    decide = {"case_id": case, "choice": Choice(Step.SUPPORT, "Ja."), "version": before}
    actions.decide(contact, **decide, submission=clock.new_id())
    with pytest.raises(Conflict):
        actions.decide(deputy, **decide, submission=clock.new_id())


def test_refused_decision_gives_the_step_back(house: House, case: UUID) -> None:
    contact, deputy = house.contact.actor(), house.deputy.actor()
    choose(contact, case, Step.SUPPORT)
    made = choose(contact, case, Step.PST, danger=True)
    actions.answer_decision(deputy, case_id=case, decision_id=made, confirmed=False, reason="Det var ikke fare.")
    assert look(contact, case).line.step == Step.SUPPORT


# --- Plan


def test_mentor_only_after_the_certificate_is_seen(house: House, case: UUID) -> None:
    contact = house.contact.actor()
    with pytest.raises(Invalid) as refused:
        measure(contact, case, service=Service.MENTOR)
    assert refused.value.rule == "R11"
    measure(contact, case, service=Service.MENTOR, certificate_seen_on=clock.today())
    assert look(contact, case).measures[0].certificate_seen_by == contact.person


def test_certificate_is_seen_on_a_day_that_has_been(house: House, case: UUID) -> None:
    with pytest.raises(Invalid):
        measure(
            house.contact.actor(),
            case,
            service=Service.MENTOR,
            certificate_seen_on=clock.today() + timedelta(days=1),
        )


def test_measure_without_an_entry_for_30_days_is_stalled(house: House, case: UUID) -> None:
    contact = house.contact.actor()
    measure(contact, case)
    for days, stalled in ((29, False), (30, True)):
        with clock.frozen(clock.now() + timedelta(days=days, minutes=1)):
            assert look(contact, case).measures[0].stalled is stalled


def test_entry_makes_the_measure_move_again(house: House, case: UUID) -> None:
    contact = house.contact.actor()
    made = measure(contact, case)
    with clock.frozen(clock.now() + timedelta(days=40)):
        actions.follow_up(
            contact,
            case_id=case,
            measure_id=made,
            on=clock.today(),
            effect=Effect.BETTER,
            text="Han kom.",
            submission=clock.new_id(),
        )
        assert not look(contact, case).measures[0].stalled


def test_measure_that_is_reached_takes_no_more_entries(house: House, case: UUID) -> None:
    contact = house.contact.actor()
    made = measure(contact, case)
    actions.end_measure(
        contact, case_id=case, measure_id=made, state=MeasureState.REACHED, effect="Han er tilbake.", version=1
    )
    with pytest.raises(Conflict):
        actions.follow_up(
            contact,
            case_id=case,
            measure_id=made,
            on=clock.today(),
            effect=Effect.SAME,
            text="Mer.",
            submission=clock.new_id(),
        )


def test_stalled_plan_and_review_are_told_once(house: House, case: UUID) -> None:
    from avklar.foundation.notifications.models import Note

    measure(house.contact.actor(), case)
    with clock.frozen(clock.now() + timedelta(days=86)):
        first = actions.remind(house.contact.organisation.pk)
        assert (first, actions.remind(house.contact.organisation.pk)) == (2, 0)
    told = set(Note.objects.filter(code__in=["case_stalled", "case_review"]).values_list("user_id", "code"))
    both = {house.contact.user.pk, house.deputy.user.pk}
    assert told == {(each, code) for each in both for code in ("case_stalled", "case_review")}


# --- Telling, reviewing, staff


def test_person_is_told_or_waiting_has_a_ground(house: House, case: UUID) -> None:
    contact = house.contact.actor()
    waiting = Telling(waiting=Waiting.CRIME, look_again=clock.today() + timedelta(days=10))
    actions.tell(contact, case_id=case, telling=waiting, version=version(contact, case))
    assert look(contact, case).waiting == Waiting.CRIME
    actions.tell(contact, case_id=case, telling=Telling(told_on=clock.today()), version=version(contact, case))
    assert look(contact, case).told_on == clock.today()


@pytest.mark.parametrize("days", [-1, 0, 184])
def test_review_is_to_come_within_half_a_year(house: House, case: UUID, days: int) -> None:
    contact = house.contact.actor()
    with pytest.raises(Invalid):
        actions.set_review(
            contact, case_id=case, on=clock.today() + timedelta(days=days), version=version(contact, case)
        )


@pytest.mark.parametrize("key", ["teacher", "stranger", "privacy_officer", "administrator", "police_contact"])
def test_only_a_colleague_with_the_role_is_named(house: House, case: UUID, key: str) -> None:
    with pytest.raises(Invalid):
        actions.add_staff(house.contact.actor(), case_id=case, user_id=house.people[key].user.pk)


def test_responsible_hands_over_before_leaving(house: House, case: UUID) -> None:
    contact, deputy = house.contact.actor(), house.deputy.actor()
    with pytest.raises(Conflict):
        actions.end_staff(deputy, case_id=case, user_id=contact.person)
    actions.hand_over(contact, case_id=case, user_id=deputy.person, leave=True)
    assert look(deputy, case).line.responsible == deputy.person
    with pytest.raises(NotFound):
        look(contact, case)


def test_case_of_somebody_who_left_is_taken_over(house: House, case: UUID) -> None:
    contact, deputy = house.contact.actor(), house.deputy.actor()
    actions.end_staff(contact, case_id=case, user_id=deputy.person)
    with pytest.raises(NotFound):
        actions.take_over(deputy, case_id=case)
    type(house.contact.membership).objects.filter(user_id=contact.person).update(ended_at=clock.now())
    with scope(deputy.organisation_id):
        assert [each[1] for each in queries.left_behind(deputy)] == ["S-0001"]
    actions.take_over(deputy, case_id=case)
    assert look(deputy, case).line.responsible == deputy.person


# --- Closing and locking


def close(house: House, case: UUID, **more: Any) -> None:
    contact = house.contact.actor()
    given = {"outcome": Outcome.HELPED, "reason": "Det går bra.", "kept": "Ingenting.", "submission": clock.new_id()}
    actions.close(contact, case_id=case, version=version(contact, case), **(given | more))


@pytest.mark.django_db(transaction=True)
def test_closed_case_shows_no_text(house: House, case: UUID) -> None:
    close(house, case)
    found = look(house.contact.actor(), case)
    assert (found.readable, found.facts, found.reason) == (False, (), "")
    assert keys.is_sealed(case)


def test_closed_case_takes_nothing_more(house: House, case: UUID) -> None:
    close(house, case)
    with pytest.raises(Conflict):
        actions.observe(house.contact.actor(), case_id=case, content=seen(), submission=clock.new_id())


def test_case_is_not_closed_while_a_second_person_is_awaited(house: House, cases_on: Any) -> None:
    contact = house.contact.actor()
    case_id = open_one(contact, threat()).id
    choose(contact, case_id, Step.POLICE)
    with pytest.raises(Conflict):
        close(house, case_id)


def test_locked_case_shows_and_takes_nothing(house: House, police_case: UUID) -> None:
    police = house.police_contact.actor()
    actions.lock(police, case_id=police_case)
    found = look(police, police_case)
    assert (found.readable, found.facts, found.line.locked) == (False, (), True)
    with pytest.raises(Conflict) as refused:
        actions.observe(police, case_id=police_case, content=seen(), submission=clock.new_id())
    assert refused.value.rule == "R5"


def test_lock_opens_for_a_time_and_shuts_by_itself(house: House, police_case: UUID) -> None:
    police = house.police_contact.actor()
    actions.lock(police, case_id=police_case)
    actions.open_for_a_time(police, case_id=police_case, until=clock.now() + timedelta(hours=2))
    assert look(police, police_case).readable
    with clock.frozen(clock.now() + timedelta(hours=3)):
        assert not look(police, police_case).readable


def test_municipality_cannot_lock(house: House, case: UUID) -> None:
    with pytest.raises(Denied):
        actions.lock(house.contact.actor(), case_id=case)
    assert look(house.contact.actor(), case).line.state is State.OPEN


def test_switching_off_locks_and_deletes_nothing(house: House, case: UUID) -> None:
    contact, seen_before = house.contact.actor(), look(house.contact.actor(), case).facts
    law.switch_cases_off(house)
    with pytest.raises(Conflict) as refused:
        actions.observe(contact, case_id=case, content=seen(), submission=clock.new_id())
    assert refused.value.rule == "R8"
    assert look(contact, case).facts == seen_before


def test_case_is_closed_also_where_cases_are_switched_off(house: House, case: UUID) -> None:
    law.switch_cases_off(house)
    close(house, case)
    assert look(house.contact.actor(), case).line.state is State.CLOSED
