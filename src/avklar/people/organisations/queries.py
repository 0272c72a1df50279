"""Reads of people and organisations (step 0). Gives small frozen values to other rooms, never models or querysets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Max, Q, QuerySet

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import ROLES_NEEDING_TWO_PERSONS
from avklar.foundation.access.roles import Role
from avklar.people.organisations.cards import (
    AppointedPerson,
    DirectoryRow,
    Member,
    OpenInvitation,
    OrganisationCard,
    Person,
    PoliceContact,
    Receivers,
)
from avklar.people.organisations.models import (
    Appointment,
    EmailDomain,
    Invitation,
    Membership,
    Organisation,
    Service,
)
from avklar.people.organisations.rules import APPOINTED_ROLES, Standing, next_in_line, norwegian_order
from avklar.people.organisations.states import AppointmentKind, OrganisationKind

ORDER = list(AppointmentKind)
RECEIVING = (AppointmentKind.CONTACT, AppointmentKind.DEPUTY, AppointmentKind.SUBSTITUTE)
ROLE_COLUMNS = (
    "organisation_id",
    "role",
    "appointments__kind",
    "appointments__valid_from",
    "appointments__valid_to",
)
RECEIVER_COLUMNS = (
    "pk",
    "kind",
    "membership_id",
    "membership__absences__away_from",
    "membership__absences__away_to",
    *(f"membership__user__{name}" for name in ("pk", "name", "email", "phone", "language")),
)


# --- Organisations


def organisation(organisation_id: UUID) -> OrganisationCard:
    """The organisation; NotFound if there is none."""
    row = Organisation.objects.filter(pk=organisation_id).first()
    if row is None:
        raise NotFound
    return _card(row)


def organisations(ids: Collection[UUID]) -> dict[UUID, OrganisationCard]:
    """The organisations with these ids, in one query; unknown ids are left out."""
    return {row.pk: _card(row) for row in Organisation.objects.filter(pk__in=ids)} if ids else {}


def municipalities(district_id: UUID | None = None, on: date | None = None) -> list[OrganisationCard]:
    """All municipalities, or those a district serves on a day (today); in Norwegian alphabetical order."""
    rows = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY)
    if district_id is not None:
        served = _in_force(Service.objects.filter(district_id=district_id), on).values("municipality_id")
        rows = rows.filter(pk__in=served)
    return _sorted(rows)


def districts() -> list[OrganisationCard]:
    """All police districts, in Norwegian alphabetical order."""
    return _sorted(Organisation.objects.filter(kind=OrganisationKind.POLICE_DISTRICT))


def district_of(municipality_id: UUID, on: date | None = None) -> OrganisationCard | None:
    """The police district that serves the municipality on a day (today), or None."""
    served = _in_force(Service.objects.filter(municipality_id=municipality_id), on)
    row = served.select_related("district").order_by("-valid_from", "pk").first()
    return _card(row.district) if row else None


def email_domains(organisation_id: UUID) -> list[str]:
    """The domains whose owners may come in by a one-time link."""
    return list(
        EmailDomain.objects.filter(organisation_id=organisation_id).order_by("domain").values_list("domain", flat=True)
    )


def organisation_of_domain(domain: str) -> UUID | None:
    """The organisation that lists the domain of work e-mail, or None."""
    return EmailDomain.objects.filter(domain=domain.casefold()).values_list("organisation_id", flat=True).first()


# --- Appointments (R18)


def receivers(municipality_id: UUID, on: date | None = None) -> Receivers:
    """Who receives the municipality's worries on a day (today), by R18; `shut` when nobody does. One query."""
    day = on or clock.today()
    rows = Appointment.objects.filter(_active("membership__"), municipality_id=municipality_id, kind__in=RECEIVING)
    columns = _in_force(rows, day).order_by("kind", "valid_from", "pk").values_list(*RECEIVER_COLUMNS)
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
    """Every municipality with its appointed people; a kind without anybody is a vacancy (R18). Two queries."""
    appointed = _appointed_by_municipality(None)
    return [DirectoryRow(card, tuple(appointed.get(card.id, ()))) for card in municipalities(district_id)]


def police_contacts(municipality_id: UUID) -> list[PoliceContact]:
    """The municipality's police contacts today, with how many municipalities each serves (R2). Two queries."""
    kind = AppointmentKind.POLICE_CONTACT
    rows = list(_appointed(None, municipality_id=municipality_id, kind=kind))
    users = {row.membership.user_id for row in rows}
    served: dict[UUID, set[UUID]] = defaultdict(set)
    if users:
        everywhere = _in_force(Appointment.objects.filter(kind=kind, membership__user_id__in=users))
        for user_id, place in everywhere.filter(_active("membership__")).values_list(
            "membership__user_id", "municipality_id"
        ):
            served[user_id].add(place)
    return [
        PoliceContact(_person(row.membership.user), row.membership.organisation_id, len(served[row.membership.user_id]))
        for row in rows
    ]


def served_by(user_id: UUID) -> list[OrganisationCard]:
    """The municipalities that the person serves as police contact today."""
    held = _in_force(Appointment.objects.filter(kind=AppointmentKind.POLICE_CONTACT, membership__user_id=user_id))
    places = held.filter(_active("membership__")).values("municipality_id")
    return _sorted(Organisation.objects.filter(pk__in=places))


def municipal_receivers(exclude: UUID | None = None) -> list[OrganisationCard]:
    """Municipalities with a contact or deputy appointed today, for a talk between two municipalities."""
    held = _in_force(Appointment.objects.filter(kind__in=(AppointmentKind.CONTACT, AppointmentKind.DEPUTY)))
    places = held.filter(_active("membership__")).values("municipality_id")
    return [card for card in _sorted(Organisation.objects.filter(pk__in=places)) if card.id != exclude]


def police_radicalisation_contacts(district_id: UUID) -> list[Person]:
    """The district's specialists."""
    return _holders(district_id, Role.POLICE_RADICALISATION_CONTACT)


def privacy_officers(organisation_id: UUID) -> list[Person]:
    """The organisation's privacy officers."""
    return _holders(organisation_id, Role.PRIVACY_OFFICER)


# --- Members


def members(organisation_id: UUID) -> list[Member]:
    """Everybody with a role that has not ended, by name, then role; those waiting for confirmation too."""
    rows = Membership.objects.filter(organisation_id=organisation_id, ended_at__isnull=True, user__is_active=True)
    found = [_member(row) for row in rows.select_related("user")]
    return sorted(found, key=lambda each: (norwegian_order(each.person.name), list(Role).index(each.role)))


def memberships_of(user_id: UUID) -> list[tuple[OrganisationCard, Member]]:
    """The person's own roles in every organisation, the unconfirmed too."""
    rows = Membership.objects.filter(user_id=user_id, ended_at__isnull=True).select_related("user", "organisation")
    return [(_card(row.organisation), _member(row)) for row in rows.order_by("organisation__name", "role", "pk")]


def appointed_membership(user_id: UUID, organisation_id: UUID | None) -> UUID | None:
    """The person's own membership that an appointment goes with, for «Jeg er borte»; None without one."""
    if organisation_id is None:
        return None
    rows = Membership.objects.filter(
        user_id=user_id, organisation_id=organisation_id, role__in=APPOINTED_ROLES, ended_at__isnull=True
    )
    return rows.order_by("granted_at", "pk").values_list("pk", flat=True).first()


def everybody() -> list[tuple[OrganisationCard, Member]]:
    """Every role in the house that has not ended, in the order they were given; for the demo's cards only."""
    rows = Membership.objects.filter(_active()).select_related("user", "organisation")
    return [(_card(row.organisation), _member(row)) for row in rows.order_by("granted_at", "pk")]


def invitations(organisation_id: UUID) -> list[OpenInvitation]:
    """Invitations that wait to be used."""
    rows = Invitation.objects.filter(organisation_id=organisation_id, accepted_at__isnull=True, expires__gt=clock.now())
    return [OpenInvitation(row.pk, row.email, Role(row.role), row.expires) for row in rows.order_by("created", "pk")]


def names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Users' names by id, in one query; unknown ids are left out."""
    wanted = set(ids)
    return dict(get_user_model().objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def persons(ids: Iterable[UUID]) -> dict[UUID, Person]:
    """Users by id, in one query; unknown ids are left out."""
    return {user.pk: _person(user) for user in get_user_model().objects.filter(pk__in=set(ids))}


# --- The actor


def actor_for(user_id: UUID, *, acting_for: UUID | None, second_factor: bool) -> Actor:
    """The person as an actor today: only roles in force, for the organisation chosen (or the first one joined).

    One query; a second one only for a substitute, whose role is in force while contact and deputy are away (R18).
    """
    today = clock.today()
    held: dict[UUID, set[Role]] = {}
    rows = Membership.objects.filter(_active(), user_id=user_id).order_by("granted_at", "pk")
    for organisation_id, name, kind, valid_from, valid_to in rows.values_list(*ROLE_COLUMNS):
        role, roles = Role(name), held.setdefault(organisation_id, set())
        appointed = kind is not None and valid_from <= today <= valid_to  # one row for each appointment, or one
        if role not in APPOINTED_ROLES or (appointed and APPOINTED_ROLES[role] == kind):
            roles.add(role)
    chosen = acting_for if acting_for in held else next(iter(held), None)
    roles = held.get(chosen, set()) if chosen else set()
    if chosen and Role.SUBSTITUTE in roles and receivers(chosen).kind != AppointmentKind.SUBSTITUTE:
        roles.discard(Role.SUBSTITUTE)
    return Actor(user_id=user_id, organisation_id=chosen, roles=frozenset(roles), second_factor=second_factor)


# --- Inside


def _active(prefix: str = "") -> Q:
    """A membership in force: not ended, its user active, and confirmed where the role needs a second person."""
    confirmed = Q(**{f"{prefix}confirmed_at__isnull": False}) | ~Q(**{f"{prefix}role__in": ROLES_NEEDING_TWO_PERSONS})
    return Q(**{f"{prefix}ended_at__isnull": True, f"{prefix}user__is_active": True}) & confirmed


def _in_force(rows: QuerySet[Any], on: date | None = None) -> QuerySet[Any]:
    """Rows whose `valid_from`–`valid_to` covers a day (today); both days are included."""
    day = on or clock.today()
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


def _appointed(on: date | None, **filters: Any) -> QuerySet[Any]:
    """Appointments in force on a day with an active membership, `away_until` annotated; oldest first within a kind."""
    day = on or clock.today()
    away = Q(membership__absences__away_from__lte=day, membership__absences__away_to__gte=day)
    rows = _in_force(Appointment.objects.filter(_active("membership__"), **filters), day)
    rows = rows.annotate(away_until=Max("membership__absences__away_to", filter=away))
    ordered: QuerySet[Any] = rows.select_related("membership__user").order_by("kind", "valid_from", "pk")
    return ordered


def _appointed_by_municipality(on: date | None, **filters: Any) -> dict[UUID, list[AppointedPerson]]:
    found: dict[UUID, list[AppointedPerson]] = defaultdict(list)
    for row in _appointed(on, **filters):
        person = _person(row.membership.user)
        found[row.municipality_id].append(
            AppointedPerson(row.pk, AppointmentKind(row.kind), person, row.valid_from, row.valid_to, row.away_until)
        )
    for appointed in found.values():
        appointed.sort(key=lambda each: ORDER.index(each.kind))
    return found


def _holders(organisation_id: UUID, role: Role) -> list[Person]:
    rows = Membership.objects.filter(_active(), organisation_id=organisation_id, role=role)
    return [_person(row.user) for row in rows.select_related("user").order_by("granted_at", "pk")]


def _sorted(rows: QuerySet[Organisation]) -> list[OrganisationCard]:
    return sorted((_card(row) for row in rows), key=lambda card: (norwegian_order(card.name), card.number))


def _card(row: Organisation) -> OrganisationCard:
    return OrganisationCard(
        row.pk, OrganisationKind(row.kind), row.number, row.name, row.language, row.population, row.phone
    )


def _member(row: Membership) -> Member:
    role = Role(row.role)
    waiting = role in ROLES_NEEDING_TWO_PERSONS and row.confirmed_at is None
    return Member(row.pk, _person(row.user), role, row.granted_by, row.granted_at, waiting)


def _person(user: Any) -> Person:
    return Person(user.pk, user.name, user.email, user.phone, user.language)
