"""The only clock of the house: every other room asks here what time it is and for new time-ordered ids.

Imports nothing of Avklar. Tests freeze it; the demo may move it (`AVKLAR_DEMO_CLOCK`, checked at the start).
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")

_frozen: ContextVar[datetime | None] = ContextVar("avklar_clock_frozen", default=None)
_offset = timedelta(0)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    frozen = _frozen.get()
    if frozen is not None:
        return frozen
    return datetime.now(UTC) + _offset


def today() -> date:
    """The present date in Norway."""
    return now().astimezone(OSLO).date()


def new_id() -> uuid.UUID:
    """A UUIDv7 (RFC 9562) whose first 48 bits are the clock's milliseconds, so that ids follow time."""
    milliseconds = int(now().timestamp() * 1000) & ((1 << 48) - 1)
    value = (milliseconds << 80) | (0x7 << 76) | (secrets.randbits(12) << 64)
    return uuid.UUID(int=value | (0b10 << 62) | secrets.randbits(62))


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Let the clock stand at `moment` (aware) inside the block."""
    if moment.tzinfo is None:
        raise ValueError("clock.frozen needs an aware moment")
    token = _frozen.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)


def start_at(moment: datetime | None) -> None:
    """Let the whole process run on from `moment`; None goes back to the real time. Only the demo's start uses it."""
    global _offset
    _offset = timedelta(0) if moment is None else moment.astimezone(UTC) - datetime.now(UTC)


def working_days_after(moment: datetime, days: int) -> datetime:
    """The moment `days` working days (Monday–Friday, public holidays of Norway left out) later, same hour in Oslo."""
    local = moment.astimezone(OSLO)
    left = days
    while left > 0:
        local += timedelta(days=1)
        if is_working_day(local.date()):
            left -= 1
    return local.astimezone(UTC)


def next_working_morning(moment: datetime, hour: int) -> datetime:
    """The first moment after `moment` at which it is `hour` o'clock in Norway on a working day, in UTC."""
    day = moment.astimezone(OSLO).date()
    while True:
        morning = datetime(day.year, day.month, day.day, hour, tzinfo=OSLO).astimezone(UTC)
        if morning > moment and is_working_day(day):
            return morning
        day += timedelta(days=1)


def is_working_day(day: date) -> bool:
    """Monday to Friday and not a public holiday in Norway."""
    return day.weekday() < 5 and day not in public_holidays(day.year)


def public_holidays(year: int) -> frozenset[date]:
    """Norway's public holidays in `year`: the fixed ones and those that follow Easter."""
    easter = _easter(year)
    movable = (-3, -2, 0, 1, 39, 49, 50)
    fixed = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
    return frozenset(
        [easter + timedelta(days=days) for days in movable] + [date(year, month, day) for month, day in fixed]
    )


def _easter(year: int) -> date:
    """Easter Sunday (Gregorian), by the anonymous algorithm of Meeus, Jones and Butcher."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, correction = century // 4, (century + 8) // 25
    epact = (19 * golden + century - leap - (century - correction + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
