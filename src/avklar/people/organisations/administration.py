"""Reads for the administrator's page: appointments that the organisation gave, and those that wait for something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, Q

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.roles import Role
from avklar.people.organisations import queries, rules
from avklar.people.organisations.cards import Member, OrganisationCard
from avklar.people.organisations.models import Appointment, Membership
from avklar.people.organisations.states import AppointmentKind


@dataclass(frozen=True)
class HeldAppointment:
    """An appointment that has not run out, as the organisation that gave it sees it."""

    id: UUID
    membership_id: UUID
    kind: AppointmentKind
    name: str
    municipality: str
    valid_from: date
    valid_to: date
    away_until: date | None


@dataclass(frozen=True)
class MemberLine:
    """A member on the administrator's page, with what the actor may do about them."""

    member: Member
    may_confirm: bool
    may_be_appointed: bool
    may_end: bool


def member_lines(actor: Actor) -> list[MemberLine]:
    """Every member of the actor's organisation."""
    confirms, appoints = actor.may(Permission.MEMBERSHIP_CONFIRM), actor.may(Permission.APPOINTMENT_MANAGE)
    grants = actor.may(Permission.MEMBERSHIP_GRANT)
    return [
        MemberLine(
            member=member,
            may_confirm=confirms
            and rules.can_confirm(
                person_id=actor.person,
                granted_by=member.granted_by,
                member_id=member.person.id,
                waiting=member.waiting,
            ),
            may_be_appointed=appoints and member.role in rules.APPOINTED_ROLES,
            may_end=grants,
        )
        for member in queries.members(actor.organisation)
    ]


def member(actor: Actor, membership_id: UUID) -> Member | None:
    """One member of the actor's organisation, or None."""
    return next((line for line in queries.members(actor.organisation) if line.id == membership_id), None)


def appointments(organisation_id: UUID) -> list[HeldAppointment]:
    """Appointments of the organisation's members that have not run out, in the order of kinds, then place and start."""
    today = clock.today()
    away = Q(membership__absences__away_from__lte=today, membership__absences__away_to__gte=today)
    rows = Appointment.objects.filter(
        membership__organisation_id=organisation_id, membership__ended_at__isnull=True, valid_to__gte=today
    ).annotate(away_until=Max("membership__absences__away_to", filter=away))
    found = [
        HeldAppointment(
            id=row.pk,
            membership_id=row.membership_id,
            kind=AppointmentKind(row.kind),
            name=row.membership.user.name,
            municipality=row.municipality.name,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            away_until=row.away_until,
        )
        for row in rows.select_related("membership__user", "municipality").order_by("valid_from", "pk")
    ]
    order = list(AppointmentKind)
    return sorted(found, key=lambda each: (order.index(each.kind), rules.norwegian_order(each.municipality)))


def vacancies(organisation_id: UUID) -> list[AppointmentKind]:
    """What nobody is appointed as today, for a municipality: contact, deputy, substitute (R18)."""
    held = {each.kind for each in queries.contacts_of(organisation_id)}
    return [kind for kind in queries.RECEIVING if kind not in held]


def without_administrator(district_id: UUID) -> list[OrganisationCard]:
    """Municipalities that the district serves and that have no administrator yet."""
    has_one = set(
        Membership.objects.filter(role=Role.ADMINISTRATOR, ended_at__isnull=True).values_list(
            "organisation_id", flat=True
        )
    )
    return [card for card in queries.municipalities(district_id) if card.id not in has_one]
