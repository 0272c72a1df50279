"""The rules of clarification talks (R6) as truth tables; the letter and the calendar file as a receiver reads them."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from avklar.followup.cases.states import Age, Result
from avklar.followup.cases.talks import calendar, paper, rules
from avklar.followup.cases.talks.cards import TalkCard
from avklar.followup.cases.talks.rules import Invitation
from avklar.followup.cases.talks.states import (
    ENDINGS,
    STEPS,
    Attendance,
    Language,
    OrderGround,
    TalkState,
)
from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Denied, Invalid

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


@pytest.mark.parametrize(
    ("step", "may"), [("talk", True), ("police", True), ("support", False), ("", False), ("pst", False)]
)
def test_talk_is_invited_to_once_it_is_chosen_on_the_ladder(step: str, may: bool) -> None:
    if may:
        rules.check_step(step)
    else:
        with pytest.raises(Denied):
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


# --- The letter and the calendar file


def card(**more: Any) -> TalkCard:
    """A talk as the pages see it."""
    given: dict[str, Any] = {
        "id": clock.new_id(),
        "position": 1,
        "at": datetime(2026, 12, 3, 13, 30, tzinfo=UTC),
        "attendance": Attendance.VOLUNTARY,
        "ground": None,
        "collection": False,
        "language": Language.BOKMAAL,
        "state": TalkState.PLANNED,
        "result": None,
        "place": "Lensmannskontoret i Alvdal",
        "purpose": "Å snakke om høsten",
        "phone": "400 00 000",
        "order_reason": "",
        "guardians": "Mor og far",
        "no_guardians_reason": "",
        "agreed_plan": "",
        "invited_by": clock.new_id(),
        "invited_at": NOW,
        "ended_at": None,
        "version": 1,
    }
    return TalkCard(**(given | more))


def text_of(talk: TalkCard, *, child: bool = True) -> str:
    """The letter's text, as a reader's program finds it."""
    made = paper.letter(
        talk, sender="Innlandet politidistrikt", person="Stian Rustad", role="politikontakt", child=child
    )
    pages = PdfReader(io.BytesIO(made)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_letter_is_tagged_and_says_its_language() -> None:
    made = paper.letter(card(language=Language.NYNORSK), sender="P", person="S", role="r", child=False)
    root = PdfReader(io.BytesIO(made)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("nn")


def test_voluntary_letter_says_that_one_may_say_no() -> None:
    text = text_of(card())
    assert "Det er frivillig" in text
    assert "torsdag 3. desember 2026 kl. 14.30" in text
    assert "ikke et avhør" in text


def test_ordered_letter_says_first_that_there_is_no_duty_to_explain_oneself() -> None:
    text = text_of(
        card(attendance=Attendance.ORDERED, ground=OrderGround.OFFENCE, order_reason="En video.", collection=True)
    )
    assert text.index("ikke plikt til å forklare deg") < text.index("politiloven § 13")
    assert "kan politiet hente deg" in text


def test_letter_to_an_adult_says_nothing_of_guardians() -> None:
    assert "foreldreansvar" not in text_of(card(), child=False)


@pytest.mark.parametrize("text", ['#import "x": y', "$x^2$", "\\ \" ' ` *fet* _kursiv_ <a> @b", "#" * 50, "אבג"])
def test_letter_shows_a_hostile_text_and_runs_none_of_it(text: str) -> None:
    assert paper.letter(card(purpose=text), sender="P", person="S", role="r", child=True)[:5] == b"%PDF-"


def test_hostile_text_stands_as_it_was_written() -> None:
    assert '#import "x": y' in text_of(card(purpose='#import "x": y'))


def test_calendar_file_says_when_and_where_and_nothing_else() -> None:
    made = calendar.calendar(card())
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    assert event["summary"] == "Avtale"
    assert event["location"] == "Lensmannskontoret i Alvdal"
    assert event.decoded("dtstart").astimezone(UTC) == datetime(2026, 12, 3, 13, 30, tzinfo=UTC)
    assert not [word for word in (b"politi", b"bekym", b"samtale") if word in made.lower()]


@pytest.mark.parametrize("at", [datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)])
def test_calendar_file_is_right_on_the_nights_when_the_clock_changes(at: datetime) -> None:
    (event,) = Calendar.from_ical(calendar.calendar(card(at=at))).walk("VEVENT")
    assert event.decoded("dtstart").astimezone(UTC) == at
