"""Who is appointed for whom today, and who receives (R18, R2)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, FilteredRelation, Max, Q, QuerySet, Value, When

from avklar.foundation import clock
from avklar.foundation.access.prepared import Prepared, Slots
from avklar.foundation.access.roles import Role
from avklar.people.organisations.cards import (
    AppointedPerson,
    DirectoryRow,
    OrganisationCard,
    Person,
    PoliceContact,
    Receivers,
)
from avklar.people.organisations.models import (
    Appointment,
    Membership,
    Organisation,
)
from avklar.people.organisations.queries.places import served
from avklar.people.organisations.queries.rows import active, in_force, in_order, person_of
from avklar.people.organisations.rules import Standing, next_in_line, norwegian_order
from avklar.people.organisations.states import AppointmentKind, OrganisationKind

ORDER = list(AppointmentKind)
KINDS = {kind.value: kind for kind in AppointmentKind}  # calling the enum for each row takes ten times as long
RECEIVING = (AppointmentKind.CONTACT, AppointmentKind.DEPUTY, AppointmentKind.SUBSTITUTE)
RECEIVER_COLUMNS = (
    "pk",
    "kind",
    "membership_id",
    "membership__absences__away_from",
    "membership__absences__away_to",
    *(f"membership__user__{name}" for name in ("pk", "name", "email", "phone", "language")),
)


CARD_COLUMNS = ("pk", "kind", "number", "name", "language", "population", "phone")
CARD = len(CARD_COLUMNS)
HELD_COLUMNS = (
    *("pk", "kind", "valid_from", "valid_to", "membership__absences__away_from", "membership__absences__away_to"),
    *(f"membership__user__{name}" for name in ("pk", "name", "email", "phone", "language")),
)


def _receiving(slot: Slots) -> QuerySet[Any, Any]:
    rows = Appointment.objects.filter(
        active("membership__"), municipality_id=slot.id("municipality"), kind__in=RECEIVING
    )
    return in_force(rows, slot.day("day")).order_by("kind", "valid_from", "pk").values_list(*RECEIVER_COLUMNS)


_RECEIVERS = Prepared(_receiving)


def receivers(municipality_id: UUID, on: date | None = None) -> Receivers:
    """Who receives the municipality's worries on a day (today), by R18; `shut` when nobody does. One query."""
    day = on or clock.today()
    columns = _RECEIVERS.rows(municipality=municipality_id, day=day)
    standings: dict[UUID, Standing] = {}
    people: dict[UUID, Person] = {}
    for appointment, kind, membership, away_from, away_to, *person in columns:  # one row for each absence, or one
        away = away_from is not None and away_from <= day <= away_to
        before = standings.get(appointment)
        standings[appointment] = Standing(AppointmentKind(kind), membership, away or bool(before and before.away))
        people[membership] = Person(*person)
    first, in_line = next_in_line(list(standings.values()))
    return Receivers(first, tuple(dict.fromkeys(people[each] for each in in_line)), shut=first is None)


def contacts_of(municipality_id: UUID, on: date | None = None) -> list[AppointedPerson]:
    """Everybody appointed for the municipality on a day (today), contact first, police contact last."""
    return _appointed_by_municipality(on, municipality_id=municipality_id).get(municipality_id, [])


def directory(district_id: UUID | None = None) -> list[DirectoryRow]:
    """Every municipality with its appointed people; a kind without anybody is a vacancy (R18). One query."""
    today = clock.today()
    rows = _HELD_IN_DISTRICT.rows(day=today, district=district_id) if district_id else _HELD.rows(day=today)
    cards: dict[UUID, OrganisationCard] = {}
    appointed: dict[UUID, dict[UUID, AppointedPerson]] = defaultdict(dict)
    for row in rows:  # one for each appointment and absence, or one
        place, (counts, appointment, kind, first, last, away_from, away_to, *person) = row[0], row[CARD:]
        if place not in cards:
            cards[place] = OrganisationCard(place, OrganisationKind.MUNICIPALITY, *row[2:CARD])
        if not counts or appointment is None:
            continue
        until = away_to if away_from is not None and away_from <= today <= away_to else None
        before = appointed[place].get(appointment)
        if before is None or (until is not None and (before.away_until is None or before.away_until < until)):
            appointed[place][appointment] = AppointedPerson(
                appointment, KINDS[kind], Person(*person), first, last, until
            )
    return [
        DirectoryRow(card, tuple(sorted(appointed[card.id].values(), key=lambda each: ORDER.index(each.kind))))
        for card in sorted(cards.values(), key=lambda card: (norwegian_order(card.name), card.number))
    ]


def police_contacts(municipality_id: UUID) -> list[PoliceContact]:
    """The municipality's police contacts today, with how many municipalities each serves (R2). Two queries."""
    kind = AppointmentKind.POLICE_CONTACT
    rows = list(_appointed(None, municipality_id=municipality_id, kind=kind))
    users = {row.membership.user_id for row in rows}
    served: dict[UUID, set[UUID]] = defaultdict(set)
    if users:
        everywhere = in_force(Appointment.objects.filter(kind=kind, membership__user_id__in=users))
        for user_id, place in everywhere.filter(active("membership__")).values_list(
            "membership__user_id", "municipality_id"
        ):
            served[user_id].add(place)
    return [
        PoliceContact(
            person_of(row.membership.user), row.membership.organisation_id, len(served[row.membership.user_id])
        )
        for row in rows
    ]


def served_by(user_id: UUID) -> list[OrganisationCard]:
    """The municipalities that the person serves as police contact today."""
    held = in_force(Appointment.objects.filter(kind=AppointmentKind.POLICE_CONTACT, membership__user_id=user_id))
    places = held.filter(active("membership__")).values("municipality_id")
    return in_order(Organisation.objects.filter(pk__in=places))


def municipal_receivers(exclude: UUID | None = None) -> list[OrganisationCard]:
    """Municipalities with a contact or deputy appointed today, for a talk between two municipalities."""
    held = in_force(Appointment.objects.filter(kind__in=(AppointmentKind.CONTACT, AppointmentKind.DEPUTY)))
    places = held.filter(active("membership__")).values("municipality_id")
    return [card for card in in_order(Organisation.objects.filter(pk__in=places)) if card.id != exclude]


def police_radicalisation_contacts(district_id: UUID) -> list[Person]:
    """The district's specialists."""
    return _holders(district_id, Role.POLICE_RADICALISATION_CONTACT)


def privacy_officers(organisation_id: UUID) -> list[Person]:
    """The organisation's privacy officers."""
    return _holders(organisation_id, Role.PRIVACY_OFFICER)


def _held(day: date, district_id: UUID | None = None) -> QuerySet[Any, Any]:
    """A row for each municipality and appointment in force; one with nothing for a municipality without any."""
    rows = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY)
    if district_id is not None:
        rows = rows.filter(pk__in=served(district_id, day))
    in_time = Q(appointments__valid_from__lte=day, appointments__valid_to__gte=day)
    in_force_too = Case(When(active("held__membership__"), then=Value(True)), default=Value(False))
    held = rows.annotate(held=FilteredRelation("appointments", condition=in_time), counts=in_force_too)
    return held.order_by("held__valid_from", "held__pk").values_list(
        *CARD_COLUMNS, "counts", *(f"held__{name}" for name in HELD_COLUMNS)
    )


_HELD = Prepared(lambda slot: _held(slot.day("day")))
_HELD_IN_DISTRICT = Prepared(lambda slot: _held(slot.day("day"), slot.id("district")))


def _appointed(on: date | None, **filters: Any) -> QuerySet[Any]:
    """Appointments in force on a day with an active membership, `away_until` annotated; oldest first within a kind."""
    day = on or clock.today()
    away = Q(membership__absences__away_from__lte=day, membership__absences__away_to__gte=day)
    rows = in_force(Appointment.objects.filter(active("membership__"), **filters), day)
    rows = rows.annotate(away_until=Max("membership__absences__away_to", filter=away))
    ordered: QuerySet[Any] = rows.select_related("membership__user").order_by("kind", "valid_from", "pk")
    return ordered


def _appointed_by_municipality(on: date | None, **filters: Any) -> dict[UUID, list[AppointedPerson]]:
    found: dict[UUID, list[AppointedPerson]] = defaultdict(list)
    for row in _appointed(on, **filters):
        person = person_of(row.membership.user)
        found[row.municipality_id].append(
            AppointedPerson(row.pk, AppointmentKind(row.kind), person, row.valid_from, row.valid_to, row.away_until)
        )
    for appointed in found.values():
        appointed.sort(key=lambda each: ORDER.index(each.kind))
    return found


def _holders(organisation_id: UUID, role: Role) -> list[Person]:
    rows = Membership.objects.filter(active(), organisation_id=organisation_id, role=role)
    return [person_of(row.user) for row in rows.select_related("user").order_by("granted_at", "pk")]
