"""Whom an organisation can send to, and whether they still receive (R18). Reads people only.

From a municipality: its police contacts, the district's specialist, other municipalities. From the police:
municipalities.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from avklar.followup.consultations import parties
from avklar.followup.consultations.parties import Party, PartyKind
from avklar.followup.disclosures.rules import LOST
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Invalid, NotFound
from avklar.foundation.access.permissions import TABLE, Permission
from avklar.foundation.access.roles import Role
from avklar.people.organisations import queries as people
from avklar.people.organisations.cards import OrganisationCard
from avklar.people.organisations.states import OrganisationKind


@dataclass(frozen=True)
class Addressee:
    """One who can receive. `user_id` None: those who receive for the municipality together (R18)."""

    organisation_id: UUID
    organisation: str
    person: str
    user_id: UUID | None = None
    receiving: tuple[UUID, ...] = ()

    @property
    def key(self) -> str:
        """The value in the form; the server looks it up again before anything is sent."""
        return key_of(self.organisation_id, self.user_id)

    @property
    def label(self) -> str:
        """«Innlandet politidistrikt: Stian Rustad, politikontakt»."""
        return f"{self.organisation}: {self.person}"


def key_of(organisation_id: UUID, user_id: UUID | None) -> str:
    """An addressee's key: organisation and, for a police contact, the person."""
    return f"{organisation_id}.{user_id or ''}"


def offered(actor: Actor) -> list[Addressee]:
    """Everybody the actor's organisation can send to today."""
    return [_of_party(each) for each in parties.offered(actor)]


def one(own: OrganisationCard, key: str) -> Addressee:
    """The addressee of a key, as it is today; Invalid at the field when nobody receives there (any more)."""
    organisation_id, user_id = _parsed(key)
    if organisation_id == own.id:
        raise _lost()
    if user_id is None:
        return _municipality(organisation_id)
    found = _police(own, user_id) if own.kind == OrganisationKind.MUNICIPALITY else None
    if found is None or found.organisation_id != organisation_id:
        raise _lost()
    return found


def receiving(organisation_id: UUID, user_id: UUID | None) -> list[UUID]:
    """Whom to tell on the receiving side: the person, or those who receive for the municipality today."""
    return [user_id] if user_id else [each.id for each in people.receivers(organisation_id).people]


def name_of(actor: Actor) -> str:
    """«Mari Lauvrud, radikaliseringskontakt»: the sender as it stands on the copy."""
    roles = [role for role in Role if role in actor.roles & TABLE[Permission.DISCLOSURE_SEND].roles]
    name = people.names([actor.person]).get(actor.person, "")
    return ", ".join([name, *(str(role.label).lower() for role in roles[:1])])


def _municipality(organisation_id: UUID) -> Addressee:
    try:
        card = people.organisation(organisation_id)
    except NotFound:
        raise _lost() from None
    found = people.receivers(organisation_id)
    if card.kind != OrganisationKind.MUNICIPALITY or found.shut:
        raise _lost()
    return Addressee(card.id, card.full_name, _those_who_receive(), None, tuple(each.id for each in found.people))


def _police(own: OrganisationCard, user_id: UUID) -> Addressee | None:
    district = people.district_of(own.id)
    if district is None:
        return None
    for contact in people.police_contacts(own.id):
        if contact.person.id == user_id:
            return _at_the_police(district, user_id, contact.person.name, Role.POLICE_CONTACT)
    for person in people.police_radicalisation_contacts(district.id):
        if person.id == user_id:
            return _at_the_police(district, user_id, person.name, Role.POLICE_RADICALISATION_CONTACT)
    return None


def _at_the_police(district: OrganisationCard, user_id: UUID, name: str, role: Role) -> Addressee:
    return Addressee(district.id, district.full_name, f"{name}, {str(role.label).lower()}", user_id, (user_id,))


def _of_party(party: Party) -> Addressee:
    if party.kind is PartyKind.MUNICIPALITY:
        name = _("%(municipality)s kommune") % {"municipality": party.organisation_name}
        return Addressee(party.organisation_id, name, _those_who_receive())
    person = f"{party.name}, {str(party.kind.label).lower()}"
    return Addressee(party.organisation_id, party.organisation_name, person, party.user_id)


def _those_who_receive() -> str:
    return _("radikaliseringskontakten, vara eller stedfortreder")


def _parsed(key: str) -> tuple[UUID, UUID | None]:
    organisation, _dot, user = key.partition(".")
    try:
        return UUID(organisation), UUID(user) if user else None
    except ValueError:
        raise _lost() from None


def _lost() -> Invalid:
    return Invalid(fields={"receiver": LOST}, rule="R18 receiver")


def organisations(offered_ones: Iterable[Addressee]) -> list[tuple[str, str]]:
    """(id, name) of the organisations among addressees, each once: a consent names an organisation, not a person."""
    return list({str(each.organisation_id): each.organisation for each in offered_ones}.items())
