"""What the open pages show: small frozen values, never models. Only what may be published is in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from avklar.people.organisations.cards import OrganisationCard
from avklar.people.organisations.states import AppointmentKind

POLICE_EVERYWHERE = "02800"
"""The police's ordinary number in all of Norway, where a district hasn't entered its own."""

MUNICIPAL = (AppointmentKind.CONTACT, AppointmentKind.DEPUTY)
"""Whose telephone and e-mail the municipality decides about."""


@dataclass(frozen=True)
class Hit:
    """A municipality that fits a search. `via`: the older name or village it was found by. `exact`: called just so."""

    number: str
    name: str
    url: str
    via: str = ""
    exact: bool = False


@dataclass(frozen=True)
class Words:
    """What an organisation says of itself; `show_…` is what is shown of contact and deputy."""

    phone: str = ""
    hours: str = ""
    address: str = ""
    measures: str = ""
    show_names: bool = True
    show_phones: bool = False
    show_emails: bool = False


@dataclass(frozen=True)
class PlaceCard:
    """The words, and which version they are: 0 before anything is written."""

    words: Words
    version: int = 0
    written_at: datetime | None = None


@dataclass(frozen=True)
class Published:
    """A contact as far as it may be seen; what isn't published is empty. `key` is its part of the vCard's address."""

    key: str
    kind: AppointmentKind
    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Page:
    """A municipality's open page. `answers` says as what somebody receives in Avklar today (R18), or None.

    `by_telephone`: somebody is on the district's list, who answers without using Avklar yet.
    """

    place: OrganisationCard
    words: Words
    people: tuple[Published, ...]
    police: tuple[Published, ...]
    answers: AppointmentKind | None
    district: OrganisationCard
    district_words: Words
    by_telephone: bool = False

    @property
    def closed(self) -> bool:
        """Whether nobody in the municipality can answer today, so that the district does."""
        return self.answers is None and not self.by_telephone

    @property
    def phone(self) -> str:
        """The municipality's own number, or its switchboard; empty when neither is known."""
        return self.words.phone or self.place.phone

    @property
    def district_phone(self) -> str:
        """Where the district answers."""
        return self.district_words.phone or self.district.phone or POLICE_EVERYWHERE


@dataclass(frozen=True)
class OpenActivity:
    """An activity that everybody may come to. `url` leads to its place in the calendar, `owner_url` to its owner."""

    id: UUID
    title: str
    day: date
    when: str
    owner: str
    place: str
    url: str
    owner_url: str = ""
    partners: str = ""
    target: str = ""
    cancelled: bool = False
