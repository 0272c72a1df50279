"""What the lead sees of a municipality: who, on what agreement, when last met. Nothing about persons worried about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from avklar.network.activities.cards import ActivityStanding
from avklar.network.competence.cards import CompetenceStanding
from avklar.network.routines.cards import RoutineStanding
from avklar.people.organisations.agreements import AgreementStanding
from avklar.people.organisations.cards import Post


class Municipality(NamedTuple):
    """Everything that the layers are drawn from, on one day. `met` is the day of the last meeting it was at.

    A tuple, since a page makes hundreds.
    """

    id: UUID
    number: str
    name: str
    contact: Post
    deputy: Post
    agreement: AgreementStanding | None
    met: date | None
    competence: CompetenceStanding
    routines: RoutineStanding
    activities: ActivityStanding


@dataclass(frozen=True)
class Month:
    """How many of the municipalities had all in place in a layer when the month began."""

    first: date
    good: int
    total: int

    @property
    def percent(self) -> int:
        """The part in whole per cent."""
        return round(100 * self.good / self.total) if self.total else 0


@dataclass(frozen=True)
class Aim:
    """A target: so many per cent of the municipalities by a day, and its version."""

    version: int
    percent: int
    due: date

    def number(self, total: int) -> int:
        """How many municipalities that is, rounded up: 95 % of 46 is 44."""
        return -(-self.percent * total // 100)


@dataclass(frozen=True)
class Kept:
    """What the lead has set and done: targets by layer (none, no entry), and the last call by municipality."""

    aims: dict[str, Aim]
    called: dict[UUID, date]
