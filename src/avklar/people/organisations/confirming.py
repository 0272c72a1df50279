"""The yearly question whether one is still appointed: when it is due, and how long its link works. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from avklar.people.organisations.states import AppointmentKind

YEAR = timedelta(days=365)
LASTS = timedelta(days=60)
REMIND_AFTER = timedelta(days=14)
ENDING = (60, 14)
"""How many days before its end an appointment is told of."""


@dataclass(frozen=True)
class Question:
    """What the link's page shows: whom it is to, as what, for which municipalities, and the telephone on file."""

    id: UUID
    name: str
    organisation: str
    kind: AppointmentKind
    places: tuple[str, ...]
    phone: str


def is_due(starts: Iterable[date], confirmed: date | None, asked: date | None, today: date) -> bool:
    """Whether to ask today: a year after the oldest appointment began or was confirmed, and at most once a year."""
    oldest = min((max(start, confirmed or start) for start in starts), default=None)
    if oldest is None or (asked is not None and today - asked < YEAR):
        return False
    return today - oldest >= YEAR


def distance(left: int) -> int | None:
    """The reminder that fits the days that are left: 60, 14 or none yet."""
    return min((days for days in ENDING if 0 <= left <= days), default=None)
