"""Whom a municipality can discuss with, and how the two sides appear to each other. Reads people only, no text.

A police contact who is away stays in the list with telephone; nobody else is put in instead (R18).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from avklar.followup.consultations.rules import may_hide
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Invalid
from avklar.people.organisations import queries as people
from avklar.people.organisations.cards import OrganisationCard
from avklar.people.organisations.states import AppointmentKind, OrganisationKind

DISTRICT = " politidistrikt"
NOBODY_RECEIVES = gettext_lazy("Den du valgte, kan ikke ta imot nå. Velg en annen å drøfte med.")


class PartyKind(models.TextChoices):
    """What the asked side is."""

    POLICE_CONTACT = "police_contact", gettext_lazy("Politikontakt")
    SPECIALIST = "specialist", gettext_lazy("Politiets radikaliseringskontakt")
    MUNICIPALITY = "municipality", gettext_lazy("Kommune")


@dataclass(frozen=True)
class Party:
    """Somebody who can be asked. `user_id` is None for a municipality: its contacts receive together (R18)."""

    kind: PartyKind
    organisation_id: UUID
    organisation_name: str
    user_id: UUID | None = None
    name: str = ""
    phone: str = ""
    serves: int = 0
    away_until: date | None = None

    @property
    def key(self) -> str:
        """The value in the form; the server looks it up again before anything is sent."""
        return f"{self.organisation_id}.{self.user_id or ''}"

    @property
    def police(self) -> bool:
        """Whether the asked side is the police."""
        return self.kind is not PartyKind.MUNICIPALITY

    @property
    def may_hide(self) -> bool:
        """Whether the sender can be hidden from this party (R2)."""
        return may_hide(police=self.kind is PartyKind.POLICE_CONTACT, serves=self.serves)

    @property
    def label(self) -> str:
        """Who it is, as it stands in the list and in the tag."""
        if self.kind is PartyKind.MUNICIPALITY:
            return _("kontakten i %(municipality)s kommune") % {"municipality": self.organisation_name}
        if self.kind is PartyKind.SPECIALIST:
            return _("politiets radikaliseringskontakt %(name)s") % {"name": self.name}
        return _("politikontakt %(name)s") % {"name": self.name}

    @property
    def hidden_name(self) -> str:
        """What the party sees of a hidden sender."""
        return _("en kommune i %(district)s") % {"district": self.organisation_name.removesuffix(DISTRICT)}

    @property
    def short(self) -> str:
        """What one calls the party in a sentence."""
        return self.name.split()[0] if self.name else self.organisation_name


def offered(actor: Actor) -> list[Party]:
    """Everybody the actor's municipality can ask: police contacts, the specialist, then other municipalities."""
    own = actor.organisation
    district = people.district_of(own)
    found = _police_contacts(own, district)
    if district is not None:
        found += [
            Party(PartyKind.SPECIALIST, district.id, district.name, each.id, each.name, each.phone or district.phone)
            for each in people.police_radicalisation_contacts(district.id)
        ]
    return found + [
        Party(PartyKind.MUNICIPALITY, card.id, card.name, phone=card.phone)
        for card in people.municipal_receivers(exclude=own)
    ]


def one_of(parties: Iterable[Party], organisation_id: UUID, user_id: UUID | None) -> Party:
    """The chosen party; Invalid if it isn't offered (any more)."""
    for party in parties:
        if (party.organisation_id, party.user_id) == (organisation_id, user_id):
            return party
    raise Invalid(NOBODY_RECEIVES, rule="R18 receiver")


def area(party: Party) -> list[OrganisationCard]:
    """The municipalities that the police contact serves: the area a hidden sender disappears in (R2)."""
    return people.served_by(party.user_id) if party.user_id and party.may_hide else []


def area_population(cards: Iterable[OrganisationCard]) -> int | None:
    """The inhabitants of the area; None (unknown) when one municipality's figure is missing."""
    figures = [card.population for card in cards]
    return sum(figures) if figures and all(figures) else None


def to_notify(party: Party) -> list[UUID]:
    """Who gets the note: the person asked, or those who receive for the municipality today (R18); Invalid if nobody."""
    found = [party.user_id] if party.user_id is not None else receiving(party.organisation_id)
    if not found:
        raise Invalid(NOBODY_RECEIVES, rule="R18 receiver")
    return found


def receiving(municipality_id: UUID) -> list[UUID]:
    """Those who receive for a municipality today."""
    return [person.id for person in people.receivers(municipality_id).people]


def own_names(actor: Actor) -> tuple[str, str]:
    """The names of the actor's municipality and of the actor: what would show a hidden sender."""
    sender = people.names([actor.person]).get(actor.person, "")
    return people.organisation(actor.organisation).name, sender


def organisation_name(card: OrganisationCard) -> str:
    """«Alvdal kommune», «Innlandet politidistrikt»."""
    if card.kind == OrganisationKind.MUNICIPALITY:
        return _("%(municipality)s kommune") % {"municipality": card.name}
    return card.name


def hidden_name(police: OrganisationCard) -> str:
    """What the police see of a hidden sender."""
    return Party(PartyKind.POLICE_CONTACT, police.id, police.name).hidden_name


@dataclass(frozen=True)
class Away:
    """A police contact who is away, until which day, and whom to ring when it can't wait (R18)."""

    user_id: UUID
    name: str
    until: date
    phone: str


@dataclass(frozen=True)
class Vacant:
    """The municipality has no police contact today; `phone` is the district's."""

    phone: str


def police_absence(actor: Actor) -> tuple[Vacant | None, list[Away]]:
    """Whether the own municipality's police contact is missing, and which of them are away today."""
    appointed = [each for each in people.contacts_of(actor.organisation) if each.kind == AppointmentKind.POLICE_CONTACT]
    gone = [each for each in appointed if each.away_until]
    if appointed and not gone:
        return None, []
    district = people.district_of(actor.organisation)
    phone = district.phone if district else ""
    away = [Away(each.person.id, each.person.name, each.away_until, phone) for each in gone if each.away_until]
    return (None if appointed else Vacant(phone)), away


def _police_contacts(own: UUID, district: OrganisationCard | None) -> list[Party]:
    contacts = people.police_contacts(own)
    if not contacts:
        return []
    appointed = people.contacts_of(own)
    away = {each.person.id: each.away_until for each in appointed if each.kind == AppointmentKind.POLICE_CONTACT}
    return [
        Party(
            PartyKind.POLICE_CONTACT,
            each.organisation_id,
            district.name if district else "",
            each.person.id,
            each.person.name,
            each.person.phone or (district.phone if district else ""),
            each.serves,
            away.get(each.person.id),
        )
        for each in contacts
    ]
