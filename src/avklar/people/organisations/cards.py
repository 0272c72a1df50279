"""What other rooms get to see of people and organisations: small frozen values, never models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from avklar.foundation.access.errors import Sentence
from avklar.foundation.access.roles import Role
from avklar.people.organisations.rules import LEAST_SERVED_TO_HIDE
from avklar.people.organisations.states import AppointmentKind, LanguageDecision, OrganisationKind


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

    @property
    def page_language(self) -> str:
        """The language that pages about it open in when the visitor asks for none (R15); empty when it is neutral."""
        return "" if self.language == LanguageDecision.NEUTRAL else self.language


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


class Post(NamedTuple):
    """Who is appointed as contact, or as deputy: the names, and the last day on which somebody is. None: a vacancy."""

    names: tuple[str, ...] = ()
    until: date | None = None


VACANT = Post()


class Posts(NamedTuple):
    """A municipality with its posts as contact and as deputy, on one day. A tuple, since a page makes hundreds."""

    id: UUID
    number: str
    name: str
    contact: Post
    deputy: Post


@dataclass(frozen=True)
class OpenInvitation:
    """An invitation that waits to be used."""

    id: UUID
    email: str
    role: Role
    expires: datetime


@dataclass(frozen=True)
class Act:
    """An act of law. One that `needs_start` has no start date of its own: each organisation enters it (R8)."""

    code: str
    title: Sentence
    valid_from: date
    valid_to: date | None
    needs_start: bool


@dataclass(frozen=True)
class Ground:
    """A legal ground for a disclosure: where it stands, who may use it, from–to, and what it asks, in plain words."""

    code: str
    act: Act
    paragraph: str
    sectors: frozenset[OrganisationKind]
    valid_from: date
    valid_to: date | None
    title: Sentence
    help: Sentence
    consent: bool

    @property
    def label(self) -> str:
        """«Politiregisterloven § 27: å avverge eller forebygge lovbrudd»."""
        return _("%(act)s %(paragraph)s: %(title)s") % {
            "act": self.act.title,
            "paragraph": self.paragraph,
            "title": self.title,
        }

    def in_force(self, on: date) -> bool:
        """Whether ground and act apply on a day by the law's own dates, both ends included."""
        return all(
            dated.valid_from <= on and (dated.valid_to is None or on <= dated.valid_to) for dated in (self, self.act)
        )


@dataclass(frozen=True)
class Approval:
    """One entry in an organisation's list: from `from_day` the ground is approved, or with `approved` False ended."""

    code: str
    position: int
    approved: bool
    from_day: date
    approver: str
    reference: str
    entered_by: UUID
    entered_at: datetime


@dataclass(frozen=True)
class Start:
    """One entry of when an act starts to apply; None takes an earlier date back. The newest counts."""

    act: str
    position: int
    starts_on: date | None
    approver: str
    reference: str
    entered_by: UUID
    entered_at: datetime


@dataclass(frozen=True)
class CaseSwitch:
    """Whether named cases are on in an organisation, what it rests on, and what is missing while it is off.

    `version` is the number of the newest entry, 0 before the first. `since` is set while it is on, `off_since` when it
    has been on and was switched off.
    """

    on: bool
    missing: tuple[Sentence, ...] = ()
    since: datetime | None = None
    off_since: datetime | None = None
    legal_basis: str = ""
    dpia_reference: str = ""
    dpia_date: date | None = None
    approver: str = ""
    approval_reference: str = ""
    retention_reference: str = ""
    version: int = 0

    @property
    def locked(self) -> bool:
        """Switched off after having been on: cases there are locked, not deleted."""
        return not self.on and self.off_since is not None


@dataclass(frozen=True)
class SwitchEntry:
    """One entry in the history of the switch: what stood there, who entered it, and whether it was on."""

    position: int
    on: bool
    reason: str
    legal_basis: str
    dpia_reference: str
    dpia_date: date | None
    approver: str
    approval_reference: str
    retention_reference: str
    entered_by: UUID
    entered_at: datetime
