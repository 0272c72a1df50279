"""Opening hours (R16): per weekday and on public holidays, by the clock on the wall in Norway. Pure.

The one rule: open exactly while that clock shows a time from the opening on and before the closing. The server's own
time zone plays no part. On the two nights when the clocks change the wall clock counts all the same: an hour that it
shows twice counts twice, one that it skips never comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

from avklar.foundation import clock

DAY = 24 * 60
FARTHEST = 370
"""Days to look ahead for the next change: the farthest holiday is less than a year away."""
A_DAY = timedelta(days=1)
USUAL = "usual"
TIMES = re.compile(r"(\d{1,2})(?:[.:]?([0-5]\d))?\s*[–-]\s*(\d{1,2})(?:[.:]?([0-5]\d))?", re.ASCII)


@dataclass(frozen=True)
class Span:
    """Minutes after midnight of the day on which it opens. Past midnight `closes` is more than 1440."""

    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not 0 <= self.opens < DAY or not self.opens < self.closes <= self.opens + DAY:
            raise ValueError("a span opens on its day and lasts at most 24 hours")

    def __str__(self) -> str:
        return f"{wall(self.opens)}–{wall(self.closes)}"


WHOLE = Span(0, DAY)
Week = tuple[Span | None, Span | None, Span | None, Span | None, Span | None, Span | None, Span | None]


@dataclass(frozen=True)
class State:
    """Whether it is open, and when that changes next (aware, UTC); None when it never does."""

    open: bool
    until: datetime | None


@dataclass(frozen=True)
class Hours:
    """A span or None (closed) for Monday to Sunday. Holidays are like any day, or have a span (None: closed) of their
    own; what was opened the evening before stays open past midnight, as on any day."""

    week: Week
    holidays_as_usual: bool = True
    holidays: Span | None = None

    def on(self, day: date) -> Span | None:
        """What opens on this day."""
        if not self.holidays_as_usual and day in clock.public_holidays(day.year):
            return self.holidays
        return self.week[day.weekday()]

    def is_open(self, moment: datetime) -> bool:
        """The rule itself, for an aware moment."""
        local = moment.astimezone(clock.OSLO)
        minute = local.hour * 60 + local.minute
        today, before = self.on(local.date()), self.on(local.date() - A_DAY)
        if today and today.opens <= minute < today.closes:
            return True
        return before is not None and minute + DAY < before.closes

    def state(self, moment: datetime) -> State:
        """Open or closed, and the first later moment at which that is otherwise."""
        now, kinds = self.is_open(moment), {*self.week, *(() if self.holidays_as_usual else (self.holidays,))}
        if kinds in ({None}, {WHOLE}):
            return State(now, None)
        turns = (turn for turn in self._turns(moment) if turn > moment and self.is_open(turn) != now)
        return State(now, next(turns, None))

    def _turns(self, moment: datetime) -> Iterator[datetime]:
        """All moments from `moment`'s day on at which something may change, in order."""
        first = moment.astimezone(clock.OSLO).date()
        for ahead in range(FARTHEST):
            day = first + timedelta(days=ahead)
            yield from sorted(self._turns_of(day))

    def _turns_of(self, day: date) -> Iterator[datetime]:
        offsets = {_offset(_midnight(day)), _offset(_midnight(day + A_DAY))}
        minutes = {0}
        for span, back in ((self.on(day), 0), (self.on(day - A_DAY), DAY)):
            minutes |= {each - back for each in (span.opens, span.closes)} if span else set()
        for minute in (each for each in minutes if 0 <= each < DAY):
            for offset in offsets:
                yield datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minute) - offset
        if len(offsets) > 1:
            yield _change(_midnight(day), _midnight(day + A_DAY))

    def to_json(self) -> dict[str, Any]:
        """As it is stored."""
        days = [[span.opens, span.closes] if span else None for span in (*self.week, self.holidays)]
        return {"week": days[:7], "holidays": USUAL if self.holidays_as_usual else days[7]}


def from_json(data: Mapping[str, Any]) -> Hours:
    """What `to_json` made."""
    usual = data["holidays"] == USUAL
    days = tuple(Span(*each) if each else None for each in (*data["week"], None if usual else data["holidays"]))
    return Hours(cast(Week, days[:7]), usual, days[7])


def every_day(span: Span | None) -> Week:
    """The same on all seven days."""
    return (span,) * 7


DEFAULT = Hours(every_day(Span(8 * 60, 22 * 60)))
"""Closed from 22:00 to 08:00, every day (R16)."""


def wall(minute: int) -> str:
    """«08:00»; opening hours keep the colon. The end of the day is 24:00, later hours are those of the next day."""
    minute = minute - DAY if minute > DAY else minute
    return f"{minute // 60:02d}:{minute % 60:02d}"


def read_times(text: str) -> Span:
    """«08:00–22:00», «8-22», «20.00–02.00» (past midnight), «00–24»; ValueError for anything else."""
    found = TIMES.fullmatch(text.strip())
    if found is None:
        raise ValueError("no times")
    first, first_minute, last, last_minute = (int(part or 0) for part in found.groups())
    opens, closes = first * 60 + first_minute, last * 60 + last_minute
    if closes > DAY:
        raise ValueError("no such hour")
    return Span(opens, closes if closes > opens else closes + DAY)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=clock.OSLO).astimezone(UTC)


def _offset(moment: datetime) -> timedelta:
    return moment.astimezone(clock.OSLO).utcoffset() or timedelta(0)


def _change(first: datetime, last: datetime) -> datetime:
    """The minute between the two at which the clocks change, by halving."""
    low, high = 0, int((last - first).total_seconds()) // 60
    while low < high:
        middle = (low + high) // 2
        before = _offset(first + timedelta(minutes=middle)) == _offset(first)
        low, high = (middle + 1, high) if before else (low, middle)
    return first + timedelta(minutes=low)
