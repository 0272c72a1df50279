"""Who is contact and who is deputy in each municipality of a district: as little as a whole country's map needs."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, F, FilteredRelation, Q, QuerySet, When

from avklar.foundation import clock
from avklar.foundation.access.prepared import Prepared, Slots
from avklar.people.organisations.cards import VACANT, Post, Posts
from avklar.people.organisations.models import Organisation
from avklar.people.organisations.queries.places import served
from avklar.people.organisations.queries.rows import active
from avklar.people.organisations.rules import norwegian_order
from avklar.people.organisations.states import AppointmentKind, OrganisationKind

KINDS = (AppointmentKind.CONTACT, AppointmentKind.DEPUTY)
Held = list[tuple[str, date]]


def posts(district_id: UUID, on: date | None = None) -> list[Posts]:
    """The posts of every municipality that the district serves on a day (today), in alphabetical order. One query."""
    day = on or clock.today()
    places: dict[str, tuple[UUID, str]] = {}
    held: dict[str, dict[str, Held]] = {kind: defaultdict(list) for kind in KINDS}
    for number, place, name, kind, until, person in _POSTS.rows(district=district_id, day=day):
        places[number] = place, name
        if kind:
            held[kind][number].append((person, until))
    contacts, deputies = (held[kind] for kind in KINDS)
    return [
        Posts(place, number, name, _post(contacts.get(number)), _post(deputies.get(number)))
        for number, (place, name) in sorted(places.items(), key=lambda row: (norwegian_order(row[1][1]), row[0]))
    ]


def _post(held: Held | None) -> Post:
    if not held:
        return VACANT
    names, untils = zip(*held, strict=True)
    return Post(names, max(untils))


def _posts(slot: Slots) -> QuerySet[Any, Any]:
    """A row for each municipality and appointment in force, the oldest first; one for a municipality without any."""
    day = slot.day("day")
    in_force = Q(appointments__valid_from__lte=day, appointments__valid_to__gte=day, appointments__kind__in=KINDS)
    places = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY, pk__in=served(slot.id("district"), day))
    kind = Case(When(active("held__membership__"), then=F("held__kind")))  # of those who are no longer members: none
    held = places.annotate(held=FilteredRelation("appointments", condition=in_force), counted=kind)
    return held.order_by("held__valid_from", "held__pk").values_list(
        "number", "pk", "name", "counted", "held__valid_to", "held__membership__user__name"
    )


_POSTS = Prepared(_posts)
