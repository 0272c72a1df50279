"""The rules of clarification talks (R6) as truth tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from avklar.followup.cases.states import Age, Result
from avklar.followup.cases.talks import rules
from avklar.followup.cases.talks.cards import PhaseWords
from avklar.followup.cases.talks.rules import Invitation
from avklar.followup.cases.talks.states import (
    ENDINGS,
    STEPS,
    Attendance,
    OrderGround,
    TalkState,
)
from avklar.foundation.access.errors import Conflict, Invalid

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
CHILDREN = {Age.UNDER_15, Age.FROM_15}


def invitation(**more: Any) -> Invitation:
    """An invitation that nothing is wrong with, for an adult or a child."""
    given = {
        "at": NOW + timedelta(days=7),
        "place": "Lensmannskontoret",
        "purpose": "Å snakke om høsten",
        "phone": "400 00 000",
        "guardians": "Mor og far",
    }
    return Invitation(**(given | more))


def ordered(ground: str = OrderGround.OFFENCE, **more: Any) -> Invitation:
    """The same as an order."""
    given = {"attendance": Attendance.ORDERED, "ground": ground, "order_reason": "En video viser det."}
    return invitation(**(given | more))


def refused(check: Any, *arguments: Any, **more: Any) -> set[str]:
    """The fields that are refused; empty when everything is right."""
    try:
        check(*arguments, **more)
    except Invalid as problem:
        return set(problem.fields)
    return set()


@pytest.mark.parametrize("age", Age)
@pytest.mark.parametrize("ground", OrderGround)
def test_attendance_is_ordered_only_as_the_police_act_says(age: Age, ground: OrderGround) -> None:
    may = {
        OrderGround.CHILD_ACT: {Age.UNDER_15},
        OrderGround.OFFENCE: {Age.FROM_15},
        OrderGround.RESIDENCE_BAN: CHILDREN,
    }
    assert (refused(rules.check_invitation, ordered(ground), age, NOW) == set()) is (age in may[ground])


@pytest.mark.parametrize("age", [age for age in Age if not age.may_be_under_18])
def test_for_adults_the_talk_is_always_voluntary(age: Age) -> None:
    assert refused(rules.check_invitation, ordered(), age, NOW) == {"attendance"}
    assert refused(rules.check_invitation, invitation(guardians=""), age, NOW) == set()


@pytest.mark.parametrize("age", [age for age in Age if age.may_be_under_18])
@pytest.mark.parametrize(
    ("guardians", "reason", "wrong"),
    [("", "", {"guardians"}), (" ", "", {"guardians"}), ("Mor", "", set()), ("", "Foresatte er ukjent.", set())],
)
def test_guardians_are_invited_or_a_reason_is_written(age: Age, guardians: str, reason: str, wrong: set[str]) -> None:
    given = invitation(guardians=guardians, no_guardians_reason=reason)
    assert refused(rules.check_invitation, given, age, NOW) == wrong


def test_order_needs_a_reason() -> None:
    assert refused(rules.check_invitation, ordered(order_reason=" "), Age.FROM_15, NOW) == {"order_reason"}


@pytest.mark.parametrize(
    ("hours", "reason", "wrong"), [(72, "", set()), (71, "", {"short_notice_reason"}), (5, "Haster.", set())]
)
def test_summons_is_given_three_days_ahead_or_says_why_not(hours: int, reason: str, wrong: set[str]) -> None:
    given = ordered(at=NOW + timedelta(hours=hours), short_notice_reason=reason)
    assert refused(rules.check_invitation, given, Age.FROM_15, NOW) == wrong


@pytest.mark.parametrize("minutes", [-60, -1, 0])
def test_talk_in_the_past_is_refused(minutes: int) -> None:
    given = invitation(at=NOW + timedelta(minutes=minutes))
    assert refused(rules.check_invitation, given, Age.FROM_18, NOW) == {"day"}


@pytest.mark.parametrize("field", ["place", "purpose", "phone"])
@pytest.mark.parametrize("text", ["", "  ", "x" * 2001, "a\x00b"])
def test_text_that_is_missing_or_too_long_is_refused(field: str, text: str) -> None:
    assert refused(rules.check_invitation, invitation(**{field: text}), Age.FROM_18, NOW) == {field}


@pytest.mark.parametrize("field", ["place", "purpose", "phone", "order_reason"])
@pytest.mark.parametrize("text", ["Ved \U0001f600", "\u674e", "\ue000"])
def test_sign_that_the_letter_cannot_show_is_refused(field: str, text: str) -> None:
    assert refused(rules.check_invitation, ordered(**{field: text}), Age.FROM_15, NOW) == {field}


def test_sign_that_nobody_sees_is_no_obstacle() -> None:
    assert refused(rules.check_invitation, invitation(place="\ufeffLensmannen\u200b"), Age.FROM_18, NOW) == set()


@pytest.mark.parametrize(
    ("step", "may"), [("talk", True), ("police", True), ("support", False), ("", False), ("pst", False)]
)
def test_talk_is_invited_to_once_it_is_chosen_on_the_ladder(step: str, may: bool) -> None:
    if may:
        rules.check_step(step)
    else:
        with pytest.raises(Conflict):
            rules.check_step(step)


@pytest.mark.parametrize("ending", ENDINGS)
def test_outcome_that_needs_the_hour_waits_for_it(ending: TalkState) -> None:
    early = refused(rules.check_ending, TalkState.PLANNED, ending, at=NOW + timedelta(hours=1), now=NOW)
    assert early == ({"state"} if ending in (TalkState.HELD, TalkState.NO_SHOW) else set())
    assert refused(rules.check_ending, TalkState.PLANNED, ending, at=NOW, now=NOW) == set()


@pytest.mark.parametrize("state", [state for state in TalkState if not STEPS[state]])
def test_talk_that_is_over_is_not_written_down_again(state: TalkState) -> None:
    with pytest.raises(Conflict):
        rules.check_ending(state, TalkState.HELD, at=NOW, now=NOW)


@pytest.mark.parametrize("ending", ENDINGS)
def test_only_a_talk_that_was_held_has_a_result(ending: TalkState) -> None:
    held = ending is TalkState.HELD
    assert refused(rules.check_result, ending, Result.SMALLER, "") == (set() if held else {"result"})
    assert refused(rules.check_result, ending, "", "") == ({"result"} if held else set())


def test_hour_that_the_clock_leaps_over_is_refused() -> None:
    assert refused(rules.moment, date(2027, 3, 28), time(2, 30)) == {"time"}
    assert rules.moment(date(2027, 3, 28), time(3, 0)) == datetime(2027, 3, 28, 1, tzinfo=UTC)


def test_hour_that_comes_twice_is_the_first_one() -> None:
    assert rules.moment(date(2026, 10, 25), time(2, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(("decision", "language"), [("nb", "nb"), ("nn", "nn"), ("neutral", "nb")])
def test_letter_follows_the_municipalitys_decision(decision: str, language: str) -> None:
    assert rules.language_of(decision) == language


def test_before_its_hour_only_that_it_wont_be_held_can_be_written_down() -> None:
    assert rules.endings_now(NOW + timedelta(minutes=1), NOW) == [TalkState.REFUSED, TalkState.CANCELLED]
    assert rules.endings_now(NOW, NOW) == list(ENDINGS)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title_nb", ""),
        ("title_nn", "x" * 121),
        ("help_nb", " "),
        ("help_nn", "x" * 2001),
        ("position", 0),
        ("position", 13),
    ],
)
def test_phase_that_is_empty_too_long_or_out_of_range_is_refused(field: str, value: Any) -> None:
    words = PhaseWords("frame", 1, "Åpning", "Opning", "Si først.", "Sei først.", True, 0)
    assert refused(rules.check_phase, replace(words, **{field: value})) == {field}
