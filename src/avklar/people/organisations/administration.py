"""Reads for the administrator's page: appointments that the organisation gave, and those that wait for something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.roles import Role
from avklar.foundation.notifications import returned
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
    user_id: UUID
    name: str
    municipality: str
    valid_from: date
    valid_to: date
    why_began: str
    why_ended: str
    away_until: date | None
    handover_id: UUID | None


@dataclass(frozen=True)
class MemberLine:
    """A member on the administrator's page, with what the actor may do about them."""

    member: Member
    may_confirm: bool
    may_be_appointed: bool
    may_end: bool
    mail_returned: bool


def member_lines(actor: Actor) -> list[MemberLine]:
    """Every member of the actor's organisation."""
    confirms, appoints = actor.may(Permission.MEMBERSHIP_CONFIRM), actor.may(Permission.APPOINTMENT_MANAGE)
    grants, found = actor.may(Permission.MEMBERSHIP_GRANT), queries.members(actor.organisation)
    shut = returned.among(each.person.email for each in found)
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
            mail_returned=member.person.email in shut,
        )
        for member in found
    ]


def member(actor: Actor, membership_id: UUID) -> Member | None:
    """One member of the actor's organisation, or None."""
    return next((line for line in queries.members(actor.organisation) if line.id == membership_id), None)


def appointments(organisation_id: UUID) -> list[HeldAppointment]:
    """Appointments of the organisation's members that have not run out, in the order of kinds, then place and start."""
    running = Appointment.objects.filter(membership__ended_at__isnull=True, valid_to__gte=clock.today())
    found = _held(running, organisation_id)
    order = list(AppointmentKind)
    return sorted(found, key=lambda each: (order.index(each.kind), rules.norwegian_order(each.municipality)))


def held(actor: Actor, appointment_id: UUID) -> HeldAppointment:
    """One appointment that the actor's organisation gave; NotFound for another's."""
    found = _held(Appointment.objects.filter(pk=appointment_id), actor.organisation)
    if not found:
        raise NotFound
    return found[0]


def own_appointment(actor: Actor) -> HeldAppointment | None:
    """The actor's own appointment that ends first, for a hand-over list of one's own; None without one."""
    today = clock.today()
    running = Appointment.objects.filter(
        membership__user_id=actor.person, membership__ended_at__isnull=True, valid_from__lte=today, valid_to__gte=today
    )
    return min(_held(running, actor.organisation), key=lambda each: each.valid_to, default=None)


def _held(rows: QuerySet[Appointment], organisation_id: UUID) -> list[HeldAppointment]:
    today = clock.today()
    away = Q(membership__absences__away_from__lte=today, membership__absences__away_to__gte=today)
    rows = rows.filter(membership__organisation_id=organisation_id).select_related(
        "membership__user", "municipality", "handover"
    )
    annotated = rows.annotate(away_until=Max("membership__absences__away_to", filter=away))
    return [
        HeldAppointment(
            id=row.pk,
            membership_id=row.membership_id,
            kind=AppointmentKind(row.kind),
            user_id=row.membership.user_id,
            name=row.membership.user.name,
            municipality=row.municipality.name,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            why_began=str(row.get_why_began_display()),
            why_ended=str(row.get_why_ended_display()),
            away_until=row.away_until,
            handover_id=row.handover.pk if hasattr(row, "handover") else None,
        )
        for row in annotated.order_by("valid_from", "pk")
    ]


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
