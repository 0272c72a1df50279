"""What the lead sees of a municipality: who, on what agreement, when last met. Nothing about persons worried about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from avklar.network.activities.cards import ActivityStanding
from avklar.network.competence.cards import CompetenceStanding
from avklar.network.meetings.cards import MeetingStanding
from avklar.network.routines.cards import RoutineStanding
from avklar.people.organisations.agreements import AgreementStanding
from avklar.people.organisations.cards import AppointedPerson, DirectoryRow, OrganisationCard
from avklar.people.organisations.states import AppointmentKind


@dataclass(frozen=True)
class Municipality:
    """Everything that the layers are drawn from, on one day."""

    row: DirectoryRow
    agreement: AgreementStanding | None
    meeting: MeetingStanding
    competence: CompetenceStanding
    routines: RoutineStanding
    activities: ActivityStanding

    @property
    def card(self) -> OrganisationCard:
        """The municipality itself."""
        return self.row.municipality

    @cached_property
    def contacts(self) -> tuple[AppointedPerson, ...]:
        """The contact, or nobody: a vacancy. More than one is an overlap."""
        return self.row.of(AppointmentKind.CONTACT)

    @cached_property
    def deputies(self) -> tuple[AppointedPerson, ...]:
        """The deputy, or nobody."""
        return self.row.of(AppointmentKind.DEPUTY)

    @cached_property
    def contact_until(self) -> date | None:
        """The last day on which there is a contact."""
        return _last_day(self.contacts)

    @cached_property
    def deputy_until(self) -> date | None:
        """The last day on which there is a deputy."""
        return _last_day(self.deputies)

    @property
    def police(self) -> tuple[AppointedPerson, ...]:
        """The police contact, or nobody."""
        return self.row.of(AppointmentKind.POLICE_CONTACT)


def _last_day(appointed: Iterable[AppointedPerson]) -> date | None:
    """The latest end of the appointments: until then somebody is there."""
    return max((each.valid_to for each in appointed), default=None)


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
