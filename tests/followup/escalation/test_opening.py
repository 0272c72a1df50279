"""Opening a locked case for a time: two persons, at most 24 hours, by itself shut again, on both odd nights too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from avklar.followup.cases import actions as cases
from avklar.followup.escalation import actions, queries
from avklar.followup.escalation.models import Reopening
from avklar.followup.escalation.states import Answer
from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.foundation.access.roles import Role
from avklar.foundation.access.scope import scope
from tests.cast import House, Person
from tests.followup.cases import stories
from tests.followup.escalation.conftest import ask, is_locked


def lock_of(person: Person, case_id: UUID) -> Any:
    with scope(person.organisation.pk):
        return queries.lock_of(person.actor(), case_id)


def say_yes(person: Person, case_id: UUID, reopening_id: UUID) -> None:
    actions.answer_opening(person.actor(), case_id=case_id, reopening_id=reopening_id, confirmed=True)


def test_asking_opens_nothing(locked: UUID, first: Person) -> None:
    reopening_id = ask(first, locked)
    found = lock_of(first, locked)
    assert is_locked(first, locked)
    assert (found.pending.id, found.open, found.open_until) == (reopening_id, None, None)


def test_lock_says_why_and_since_when(locked: UUID, first: Person) -> None:
    found = lock_of(first, locked)
    assert (found.first.kind, found.first.by) == ("pst", first.user.pk)
    assert found.since <= clock.now()


def test_case_without_a_lock_has_none(case: UUID, first: Person) -> None:
    assert lock_of(first, case) is None


def test_two_persons_open_it_and_can_write(opened: UUID, first: Person, second: Person) -> None:
    cases.observe(first.actor(), case_id=opened, content=stories.seen("Rettet."), submission=clock.new_id())
    found = lock_of(first, opened)
    assert (found.pending, found.open.by, found.open.answered_by) == (None, first.user.pk, second.user.pk)


def test_one_person_cannot_open_alone_under_any_role(locked: UUID, first: Person) -> None:
    reopening_id = ask(first, locked)
    for role in (Role.POLICE_CONTACT, Role.POLICE_RADICALISATION_CONTACT):
        with pytest.raises(Denied):
            actions.answer_opening(
                replace(first.actor(), roles=frozenset({role})),
                case_id=locked,
                reopening_id=reopening_id,
                confirmed=True,
            )
    assert is_locked(first, locked)


def test_database_refuses_one_person_alone(locked: UUID, first: Person) -> None:
    ask(first, locked)
    with scope(first.organisation.pk), pytest.raises(IntegrityError), transaction.atomic():
        Reopening.objects.update(answer=Answer.CONFIRMED, answered_by=first.user.pk, answered_at=clock.now())


def test_refusal_leaves_it_locked_and_needs_a_reason(locked: UUID, first: Person, second: Person) -> None:
    reopening_id = ask(first, locked)
    refuse = {"case_id": locked, "reopening_id": reopening_id, "confirmed": False}
    with pytest.raises(Invalid):
        actions.answer_opening(second.actor(), **refuse)
    actions.answer_opening(second.actor(), **refuse, reason="Det kan vente.")
    assert is_locked(first, locked)
    assert lock_of(first, locked).pending is None


def test_second_answer_is_a_conflict(opened: UUID, second: Person, first: Person) -> None:
    with scope(first.organisation.pk):
        reopening_id = Reopening.objects.get().pk
    with pytest.raises(Conflict):
        say_yes(second, opened, reopening_id)


def test_double_click_asks_once(locked: UUID, first: Person) -> None:
    submission = clock.new_id()
    assert ask(first, locked, submission=submission) == ask(first, locked, submission=submission)


def test_second_asking_is_a_conflict(locked: UUID, first: Person, second: Person) -> None:
    ask(first, locked)
    with pytest.raises(Conflict):
        ask(second, locked)


def test_case_that_is_not_locked_has_nothing_to_open(case: UUID, first: Person) -> None:
    with pytest.raises(Conflict):
        ask(first, case)


def test_open_case_cannot_be_asked_for_again(opened: UUID, second: Person) -> None:
    with pytest.raises(Conflict):
        ask(second, opened)


@pytest.mark.parametrize("reason", ["", " ", "x" * 2001, "x\x00"])
def test_asking_needs_a_reason_that_can_be_kept(locked: UUID, first: Person, reason: str) -> None:
    with pytest.raises(Invalid):
        actions.ask_to_open(first.actor(), case_id=locked, hours=2, reason=reason, submission=clock.new_id())


def test_opening_ends_by_itself(opened: UUID, first: Person) -> None:
    with clock.frozen(clock.now() + timedelta(hours=2)):
        assert is_locked(first, opened)
        assert lock_of(first, opened).open is None
        with pytest.raises(Conflict):
            cases.observe(first.actor(), case_id=opened, content=stories.seen(), submission=clock.new_id())


def test_answer_after_the_time_is_a_conflict_and_one_may_ask_anew(locked: UUID, first: Person, second: Person) -> None:
    reopening_id = ask(first, locked)
    with clock.frozen(clock.now() + timedelta(hours=3)):
        with pytest.raises(Conflict):
            say_yes(second, locked, reopening_id)
        say_yes(second, locked, ask(first, locked))
        assert not is_locked(first, locked)


def test_one_person_locks_it_again_before_time(opened: UUID, second: Person) -> None:
    actions.end_opening(second.actor(), case_id=opened)
    assert is_locked(second, opened)
    assert lock_of(second, opened).open is None


def test_what_was_asked_for_can_be_taken_back(locked: UUID, first: Person, second: Person) -> None:
    reopening_id = ask(first, locked)
    actions.end_opening(first.actor(), case_id=locked)
    with pytest.raises(Conflict):
        say_yes(second, locked, reopening_id)


def test_ending_what_is_not_open_is_a_conflict(locked: UUID, first: Person) -> None:
    with pytest.raises(Conflict):
        actions.end_opening(first.actor(), case_id=locked)


def test_new_contact_with_pst_locks_an_open_case_at_once(
    opened: UUID, contacted: Callable[..., UUID], first: Person
) -> None:
    contacted()
    assert is_locked(first, opened)
    assert lock_of(first, opened).open is None


@pytest.mark.parametrize(
    "now",
    [datetime(2026, 3, 28, 22, 30, tzinfo=UTC), datetime(2026, 10, 24, 22, 30, tzinfo=UTC)],
    ids=["the clock goes forward", "the clock goes back"],
)
@pytest.mark.parametrize("hours", [4, 24])
def test_opening_lasts_real_hours_when_the_clocks_change(
    house: House, cases_on: Any, first: Person, second: Person, now: datetime, hours: int
) -> None:
    from tests.followup.escalation.conftest import pst

    with clock.frozen(now):
        case_id = stories.open_one(first.actor()).id
        cases.add_staff(first.actor(), case_id=case_id, user_id=second.user.pk)
        actions.record(first.actor(), case_id=case_id, content=pst(), submission=clock.new_id())
        say_yes(second, case_id, ask(first, case_id, hours=hours))
    with clock.frozen(now + timedelta(hours=hours, seconds=-1)):
        assert not is_locked(first, case_id)
    with clock.frozen(now + timedelta(hours=hours)):
        assert is_locked(first, case_id)


@pytest.mark.parametrize("key", ["stranger", "contact", "district_lead", "administrator"])
def test_others_open_nothing(house: House, locked: UUID, first: Person, key: str) -> None:
    reopening_id, other = ask(first, locked), house.people[key]
    for verb in (
        lambda: ask(other, locked),
        lambda: say_yes(other, locked, reopening_id),
        lambda: actions.end_opening(other.actor(), case_id=locked),
    ):
        with pytest.raises(Denied):
            verb()


def test_police_contact_who_is_not_named_opens_nothing(house: House, locked: UUID, first: Person) -> None:
    reopening_id, other = ask(first, locked), house.hamar_police_contact
    for verb in (lambda: ask(other, locked), lambda: say_yes(other, locked, reopening_id)):
        with pytest.raises(NotFound):
            verb()
