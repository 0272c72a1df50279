"""Whether one can write in a discussion now, why not, and when that changes. Pure."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime, timedelta

from avklar.foundation import clock
from avklar.public.comments.cards import DiscussionCard
from avklar.public.comments.states import Mode


class Kind(enum.StrEnum):
    """How a discussion stands."""

    OPEN = "open"
    CLOSED = "closed"  # by the hours: it opens again
    ENDED = "ended"  # for good: it can be read
    OFF = "off"  # nothing is shown


@dataclass(frozen=True)
class Standing:
    """How it stands, until when (None: until somebody changes it), and when it opens next if it is closed."""

    kind: Kind
    until: datetime | None = None
    opens: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether one can write."""
        return self.kind == Kind.OPEN


def standing(card: DiscussionCard, now: datetime) -> Standing:
    """How the discussion stands at an aware moment (R16)."""
    if card.own.mode == Mode.OFF:
        return Standing(Kind.OFF)
    if now < card.opened_at:
        return Standing(Kind.OFF, card.opened_at)
    end = ends_at(card)
    if card.own.mode == Mode.ENDED or (end is not None and now >= end):
        return Standing(Kind.ENDED)
    state = card.hours.state(now)
    if state.open:
        return Standing(Kind.OPEN, _earlier(state.until, end))
    if state.until is None or (end is not None and state.until >= end):
        return Standing(Kind.ENDED if end else Kind.CLOSED)  # it closes for good before it opens again
    return Standing(Kind.CLOSED, state.until, state.until)


def ends_at(card: DiscussionCard) -> datetime | None:
    """The midnight in Norway at which it closes for good, by its age; None when it doesn't."""
    if card.closes_after is None:
        return None
    day = card.opened_at.astimezone(clock.OSLO).date() + timedelta(days=card.closes_after + 1)
    return datetime(day.year, day.month, day.day, tzinfo=clock.OSLO)


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((each for each in (one, other) if each is not None), default=None)
