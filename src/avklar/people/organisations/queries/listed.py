"""Reads of the district's list of contacts, beside those who are appointed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.people.organisations.cards import DirectoryRow, OrganisationCard
from avklar.people.organisations.importing.verdicts import World
from avklar.people.organisations.listed import Contact, Listed
from avklar.people.organisations.models import ListedContact
from avklar.people.organisations.queries.appointments import ORDER, directory
from avklar.people.organisations.queries.places import organisation
from avklar.people.organisations.rules import norwegian_order
from avklar.people.organisations.states import AppointmentKind, OrganisationKind

_CONTACT = ("municipality_id", "kind", "name", "email", "phone", "valid_from", "valid_to")


@dataclass(frozen=True)
class ContactLine:
    """A named contact. `listed` is set for one who is on the list only; None for one who is appointed in Avklar."""

    municipality: OrganisationCard
    contact: Contact
    listed: Listed | None


def reach(actor: Actor) -> list[DirectoryRow]:
    """The municipalities whose contacts the actor manages, with everybody appointed: the district's, or the own one."""
    actor.must(Permission.CONTACTS_MANAGE)
    own = organisation(actor.organisation)
    if own.kind == OrganisationKind.POLICE_DISTRICT:
        return directory(own.id)
    return [row for row in directory() if row.municipality.id == own.id]


def is_district(actor: Actor) -> bool:
    """Whether the actor acts for a police district, which imports for all its municipalities."""
    return organisation(actor.organisation).kind == OrganisationKind.POLICE_DISTRICT


def contact_lines(
    actor: Actor, *, municipality_id: UUID | None = None, kind: AppointmentKind | None = None
) -> list[ContactLine]:
    """Everybody in the actor's reach, appointed or listed and not taken over; by municipality, kind, name."""
    rows = [row for row in reach(actor) if municipality_id in (None, row.municipality.id)]
    listed, today = not_taken_over(rows), clock.today()
    found = [
        ContactLine(row.municipality, contact, entry)
        for row in rows
        for contact, entry in (
            *((appointed, None) for appointed in _appointed(row)),
            *((each.contact, each) for each in listed.get(row.municipality.id, ())),
        )
        if kind in (None, contact.kind) and (contact.valid_to is None or contact.valid_to >= today)
    ]
    return sorted(found, key=_in_order)


def not_taken_over(rows: Sequence[DirectoryRow]) -> dict[UUID, list[Listed]]:
    """Who is listed in these municipalities and not appointed there, by municipality. One query."""
    taken = _marks(rows)
    found: dict[UUID, list[Listed]] = defaultdict(list)
    for each in _listed([row.municipality.id for row in rows]):
        if not {(each.contact.place, mark) for mark in each.contact.marks()} & taken:
            found[each.contact.place].append(each)
    return found


def one_listed(actor: Actor, listed_id: UUID) -> Listed:
    """One entry of the list within the actor's reach; NotFound otherwise."""
    places = [row.municipality.id for row in reach(actor)]
    for each in _listed(places):
        if each.id == listed_id:
            return each
    raise NotFound


def world(district_id: UUID) -> World:
    """What an import is judged by: the district's municipalities, who is appointed, who is listed. Three queries."""
    rows = directory(district_id)
    places = [row.municipality for row in rows]
    return World(places, frozenset(_marks(rows)), _listed([place.id for place in places]))


def fingerprint(found: World) -> str:
    """Changes with whatever an import is judged by: a preview that has grown old can be told."""
    facts = [
        *sorted(f"{each.id}:{each.version}" for each in found.listed),
        *sorted(f"{place}:{mark}" for place, mark in found.appointed),
        *sorted(str(place.id) for place in found.places),
    ]
    return sha256("\n".join(facts).encode()).hexdigest()[:32]


def _listed(places: Sequence[UUID]) -> list[Listed]:
    rows = ListedContact.objects.filter(municipality_id__in=places).order_by("name", "pk")
    return [
        Listed(pk, Contact(place, AppointmentKind(kind), *contact), source, version)
        for pk, source, version, place, kind, *contact in rows.values_list("pk", "source", "version", *_CONTACT)
    ]


def _appointed(row: DirectoryRow) -> list[Contact]:
    return [
        Contact(
            row.municipality.id,
            each.kind,
            each.person.name,
            each.person.email.lower(),
            each.person.phone,
            each.valid_from,
            each.valid_to,
        )
        for each in row.appointed
    ]


def _marks(rows: Sequence[DirectoryRow]) -> set[tuple[UUID, str]]:
    return {(row.municipality.id, mark) for row in rows for each in _appointed(row) for mark in each.marks()}


def _in_order(line: ContactLine) -> tuple[str, int, str]:
    name = norwegian_order(line.contact.name)
    return norwegian_order(line.municipality.name), ORDER.index(line.contact.kind), name
