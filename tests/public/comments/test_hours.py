"""Opening hours against a reference that knows nothing of time zones but the European rule itself, over three years."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as at_most
from hypothesis import strategies as st

from avklar.config import startup
from avklar.foundation import clock
from avklar.public.comments import bar, hours
from avklar.public.comments.hours import DAY, DEFAULT, WHOLE, Hours, Span, State, every_day, from_json, read_times

FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC)
MINUTES = int((LAST - FIRST).total_seconds()) // 60
AHEAD = 2 * DAY + 90
MINUTE = timedelta(minutes=1)


def _last_sunday(year: int, month: int) -> datetime:
    day = date(year, month, 31)
    return datetime(year, month, 31 - (day.weekday() + 1) % 7, 1, tzinfo=UTC)  # 01:00 UTC in all of Europe


CHANGES = [_last_sunday(year, month) for year in (2026, 2027, 2028) for month in (3, 10)]


def on_the_wall(moment: datetime) -> datetime:
    """What the clock on the wall in Norway shows, by the European rule."""
    summer = _last_sunday(moment.year, 3) <= moment < _last_sunday(moment.year, 10)
    return moment.replace(tzinfo=None) + timedelta(hours=2 if summer else 1)


def reference(found: Hours, moment: datetime) -> bool:
    """Open in this minute? Every day has the set of its open minutes, some of them past midnight."""
    wall = on_the_wall(moment)
    minute = wall.hour * 60 + wall.minute
    today, before = found.on(wall.date()), found.on(wall.date() - timedelta(days=1))
    return bool(today and minute in range(today.opens, today.closes)) or bool(
        before and minute + DAY in range(before.opens, before.closes)
    )


def walked(found: Hours, moment: datetime) -> datetime | None:
    """The first minute within two days that is otherwise than `moment`'s, found by walking."""
    start = moment.replace(second=0, microsecond=0)
    now = reference(found, start)
    return next((at for n in range(1, AHEAD) if reference(found, at := start + n * MINUTE) != now), None)


spans = st.builds(
    lambda opens, length: Span(opens, opens + length), st.integers(0, DAY - 1), st.integers(1, DAY)
) | st.sampled_from([None, WHOLE, Span(8 * 60, 22 * 60), Span(22 * 60, 26 * 60 + 30), Span(90, 150), Span(0, 150)])
weeks = st.builds(every_day, spans) | st.tuples(*[spans] * 7)
plans = st.builds(Hours, weeks, st.booleans(), spans)
near_a_change = st.builds(
    lambda change, minutes: change + minutes * MINUTE, st.sampled_from(CHANGES), st.integers(-1600, 1600)
)
moments = near_a_change | st.integers(0, MINUTES - 1).map(lambda minute: FIRST + minute * MINUTE)


@at_most(max_examples=60)
@given(plans, moments, st.integers(0, 59))
def test_state_and_next_change_are_those_of_the_reference(found: Hours, moment: datetime, second: int) -> None:
    exact = moment + timedelta(seconds=second)
    state, change = found.state(exact), walked(found, moment)
    assert state.open == reference(found, moment)
    if change is not None:
        assert state.until == change
    else:
        assert state.until is None or state.until >= moment + AHEAD * MINUTE
    assert from_json(found.to_json()).to_json() == found.to_json()


def _boundaries() -> Iterator[datetime]:
    day = date(2026, 1, 1)
    while day < date(2029, 1, 1):
        for hour in (8, 22):
            local = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
            yield next(local - timedelta(hours=n) for n in (1, 2) if _shows(local, n))
        day += timedelta(days=1)


def _shows(local: datetime, offset: int) -> bool:
    return on_the_wall(local - timedelta(hours=offset)) == local.replace(tzinfo=None)


def test_eight_to_ten_turns_at_exactly_those_moments_of_three_years() -> None:
    found, at = [], FIRST
    while (turn := DEFAULT.state(at).until) is not None and turn < LAST:
        found.append(turn)
        at = turn
    assert found == list(_boundaries())
    assert len(found) == 2 * 1096


ZONES = ("UTC", "Asia/Tokyo", "America/St_Johns", "Europe/Oslo")
DAYS = ("2026-03-29", "2026-10-25", "2026-07-01", "2026-12-24")
AROUND = ("07:59:59", "08:00:00", "21:59:59", "22:00:00")


def test_boundaries_are_exact_whatever_the_servers_time_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        for zone, day in product(ZONES, DAYS):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            moments = [datetime.fromisoformat(f"{day} {at}").replace(tzinfo=clock.OSLO) for at in AROUND]
            assert [DEFAULT.is_open(moment) for moment in moments] == [False, True, True, False], (zone, day)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert os.environ.get("TZ") != "Asia/Tokyo"


def test_night_of_the_change_is_an_hour_shorter_and_an_hour_longer() -> None:
    spring = DEFAULT.state(datetime(2026, 3, 28, 22, 0, tzinfo=clock.OSLO))
    autumn = DEFAULT.state(datetime(2026, 10, 24, 22, 0, tzinfo=clock.OSLO))
    assert spring == State(False, datetime(2026, 3, 29, 6, 0, tzinfo=UTC))
    assert autumn == State(False, datetime(2026, 10, 25, 7, 0, tzinfo=UTC))
    assert spring.until - datetime(2026, 3, 28, 21, 0, tzinfo=UTC) == timedelta(hours=9)
    assert autumn.until - datetime(2026, 10, 24, 20, 0, tzinfo=UTC) == timedelta(hours=11)


def test_hour_that_the_wall_shows_twice_counts_twice_and_a_skipped_one_never_comes() -> None:
    late = Hours(every_day(Span(20 * 60, 26 * 60 + 30)))  # until half past two
    autumn = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    assert [late.is_open(moment - MINUTE) for moment in autumn] == [True, True]
    assert [late.is_open(moment) for moment in autumn] == [False, False]
    assert late.state(autumn[0]).until == datetime(2026, 10, 25, 1, 0, tzinfo=UTC)
    assert late.state(datetime(2026, 3, 29, 0, 0, tzinfo=UTC)).until == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_holidays_have_their_own_hours_or_none() -> None:
    shut = Hours(DEFAULT.week, holidays_as_usual=False)
    short = Hours(DEFAULT.week, holidays_as_usual=False, holidays=Span(12 * 60, 16 * 60))
    christmas_eve = datetime(2026, 12, 24, 22, 0, tzinfo=clock.OSLO)
    assert shut.state(christmas_eve).until == datetime(2026, 12, 27, 8, 0, tzinfo=clock.OSLO)
    assert short.state(christmas_eve).until == datetime(2026, 12, 25, 12, 0, tzinfo=clock.OSLO)
    assert Hours(every_day(None), False, WHOLE).state(datetime(2026, 6, 1, tzinfo=UTC)).until == datetime(
        2026, 12, 25, tzinfo=clock.OSLO
    )


def test_demo_clock_runs_on_from_its_moment(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup.installation, "is_demo", lambda: True)
    shown = {}
    for moment in ("2026-03-29T21:59:50+02:00", "2026-03-29T22:00:00+02:00", "2026-03-28T07:59:50+01:00"):
        settings.AVKLAR_DEMO_CLOCK = datetime.fromisoformat(moment)
        startup._set_clock()
        assert timedelta(0) <= clock.now() - settings.AVKLAR_DEMO_CLOCK < timedelta(seconds=9)
        shown[moment] = DEFAULT.is_open(clock.now())
    assert list(shown.values()) == [True, False, False]


def test_always_and_never_have_no_next_change() -> None:
    now = datetime(2026, 7, 1, tzinfo=UTC)
    assert Hours(every_day(WHOLE)).state(now) == State(True, None)
    assert Hours(every_day(None)).state(now) == State(False, None)
    assert Hours(every_day(Span(8 * 60, 8 * 60 + DAY))).state(now) == State(True, None)


TYPED = [
    ("08:00–22:00", Span(480, 1320)),
    ("8-22", Span(480, 1320)),
    (" 20.00 – 02.30 ", Span(1200, 1590)),
    ("00–24", WHOLE),
    ("0815-1600", Span(495, 960)),
    ("25–26", None),
    ("08:60–22", None),
    ("08:00", None),
    ("8–24:30", None),
    ("٨–٢٢", None),
]


def test_times_are_read_as_people_write_them() -> None:
    for typed, meant in TYPED:
        if meant is None:
            with pytest.raises(ValueError, match=r"no|span"):
                read_times(typed)
        else:
            assert read_times(typed) == meant


def test_bar_draws_what_is_open_today_from_the_evening_before_too() -> None:
    late = Hours(every_day(Span(20 * 60, 26 * 60)))
    assert bar.parts(late, date(2026, 7, 1)) == [(0, 120), (1200, 1440)]
    assert bar.parts(DEFAULT, date(2026, 7, 1)) == [(480, 1320)]
    drawn = str(bar.draw(late, datetime(2026, 7, 1, 21, 30, tzinfo=clock.OSLO), "x", fresh=True))
    assert drawn.count('class="open"') == 2
    assert "21:30" in drawn
    assert "style=" not in drawn
    assert hours.wall(1590) == "02:30"
