"""What other rooms get to see of people and organisations: small frozen values, never models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from avklar.foundation.access.roles import Role
from avklar.people.organisations.rules import LEAST_SERVED_TO_HIDE
from avklar.people.organisations.states import AppointmentKind, OrganisationKind


@dataclass(frozen=True)
class Person:
    """An employee as others may see them."""

    id: UUID
    name: str
    email: str
    phone: str
    language: str


@dataclass(frozen=True)
class OrganisationCard:
    """A municipality or a police district. `language` is the decision nb, nn or neutral; `population` 0 is unknown."""

    id: UUID
    kind: OrganisationKind
    number: str
    name: str
    language: str
    population: int
    phone: str

    @property
    def full_name(self) -> str:
        """«Alvdal kommune», «Innlandet politidistrikt»."""
        if self.kind == OrganisationKind.MUNICIPALITY:
            return _("%(municipality)s kommune") % {"municipality": self.name}
        return self.name


@dataclass(frozen=True)
class Receivers:
    """Who receives a municipality's worries on a day (R18). `kind` says as what; `shut` that nobody does."""

    kind: AppointmentKind | None
    people: tuple[Person, ...]
    shut: bool


@dataclass(frozen=True)
class AppointedPerson:
    """Somebody appointed for a municipality today. `away_until` is the last day of an absence that covers today."""

    appointment_id: UUID
    kind: AppointmentKind
    person: Person
    valid_from: date
    valid_to: date
    away_until: date | None


@dataclass(frozen=True)
class PoliceContact:
    """A municipality's police contact; `serves` is the number of municipalities the person serves today."""

    person: Person
    organisation_id: UUID
    serves: int

    @property
    def may_receive_hidden(self) -> bool:
        """True when a hidden sender can be offered towards this person (R2)."""
        return self.serves >= LEAST_SERVED_TO_HIDE


@dataclass(frozen=True)
class Member:
    """A membership that has not ended. `waiting` means: granted, and not yet confirmed by a second person."""

    id: UUID
    person: Person
    role: Role
    granted_by: UUID | None
    granted_at: datetime
    waiting: bool


@dataclass(frozen=True)
class DirectoryRow:
    """A municipality with everybody appointed for it today."""

    municipality: OrganisationCard
    appointed: tuple[AppointedPerson, ...]

    def of(self, kind: AppointmentKind) -> tuple[AppointedPerson, ...]:
        """The appointed of one kind; empty is a vacancy."""
        return tuple(each for each in self.appointed if each.kind == kind)


@dataclass(frozen=True)
class OpenInvitation:
    """An invitation that waits to be used."""

    id: UUID
    email: str
    role: Role
    expires: datetime
