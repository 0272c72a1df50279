"""The clock: freezing, ids that follow time, working days, and the nights when the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avklar.foundation import clock

MOMENT = datetime(2026, 11, 23, 9, 30, tzinfo=clock.OSLO)


def test_now_frozen_stands_still() -> None:
    with clock.frozen(MOMENT):
        assert clock.now() == clock.now() == MOMENT


def test_now_after_block_runs_again() -> None:
    with clock.frozen(MOMENT):
        pass
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_frozen_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"), clock.frozen(datetime(2026, 1, 1)):  # noqa: DTZ001
        pass


def test_start_at_moves_the_process() -> None:
    clock.start_at(MOMENT)
    assert timedelta(0) <= clock.now() - MOMENT < timedelta(seconds=5)


@given(st.integers(946_684_800_000, 7_258_118_400_000))
def test_new_id_carries_version_variant_and_time(milliseconds: int) -> None:
    with clock.frozen(datetime.fromtimestamp(milliseconds / 1000, UTC)):
        made = clock.new_id()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert abs((made.int >> 80) - milliseconds) <= 1


def test_new_id_later_sorts_later() -> None:
    with clock.frozen(MOMENT):
        first = clock.new_id()
    with clock.frozen(MOMENT + timedelta(milliseconds=1)):
        second = clock.new_id()
    assert first < second


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        ("2026-11-23T09:30", "2026-11-25T09:30"),  # Monday → Wednesday
        ("2026-11-26T16:00", "2026-11-30T16:00"),  # Thursday → Monday
        ("2026-11-28T12:00", "2026-12-01T12:00"),  # Saturday → Tuesday
        ("2026-12-23T12:00", "2026-12-28T12:00"),  # over Christmas
        ("2026-05-15T10:00", "2026-05-19T10:00"),  # over 17 May, a Sunday in 2026
        ("2026-03-27T02:30", "2026-03-31T02:30"),  # over the night when 02.30 does not exist
        ("2026-10-23T02:30", "2026-10-27T02:30"),  # over the night when 02.30 comes twice
    ],
)
def test_working_days_after_two_days(sent: str, due: str) -> None:
    start = datetime.fromisoformat(sent).replace(tzinfo=clock.OSLO)
    assert clock.working_days_after(start, 2).astimezone(clock.OSLO).strftime("%Y-%m-%dT%H:%M") == due


def test_next_working_morning_is_seven_in_norway_on_both_days_when_the_clocks_change() -> None:
    mornings = {
        "2026-03-27T10:00": "2026-03-30T07:00",  # the night before Sunday has no two o'clock
        "2026-10-23T10:00": "2026-10-26T07:00",  # and this one has it twice
        "2026-11-25T06:59": "2026-11-25T07:00",
        "2026-11-25T07:00": "2026-11-26T07:00",
        "2026-04-01T12:00": "2026-04-07T07:00",  # Easter
    }
    found = [clock.next_working_morning(_oslo(moment), 7).astimezone(clock.OSLO) for moment in mornings]
    assert [moment.strftime("%Y-%m-%dT%H:%M") for moment in found] == list(mornings.values())
    assert [clock.next_working_morning(_oslo(moment), 7).hour for moment in list(mornings)[:2]] == [5, 6]


def _oslo(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=clock.OSLO)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1), date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 5), date(2026, 4, 6), date(2026, 5, 1),
        date(2026, 5, 14), date(2026, 5, 17), date(2026, 5, 24), date(2026, 5, 25), date(2026, 12, 25),
        date(2026, 12, 26),
        date(2027, 3, 28), date(2024, 3, 31),
    ],
)  # fmt: skip
def test_public_holidays_known_days(day: date) -> None:
    assert day in clock.public_holidays(day.year)
    assert not clock.is_working_day(day)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_public_holidays_are_twelve_and_easter_is_a_sunday(day: date) -> None:
    holidays = clock.public_holidays(day.year)
    assert 11 <= len(holidays) <= 12  # 17 May or 1 May may fall on a movable day
    assert sum(d.weekday() == 6 and date(day.year, 3, 22) <= d <= date(day.year, 4, 25) for d in holidays) == 1
