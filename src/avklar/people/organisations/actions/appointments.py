"""Appointing people from–to and recording absences (R18)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.roles import Role
from avklar.foundation.access.scope import writing
from avklar.foundation.notifications import notify
from avklar.people.organisations import rules
from avklar.people.organisations.actions import handover
from avklar.people.organisations.actions.memberships import own
from avklar.people.organisations.models import Absence, Appointment, Membership, Service
from avklar.people.organisations.states import AppointmentKind, Began, Ended


def appoint(
    actor: Actor,
    *,
    membership_id: UUID,
    valid_from: date,
    valid_to: date,
    municipality_id: UUID | None = None,
    why: Began | None = None,
) -> UUID:
    """Appoint a member from–to, as what the member's role says, with a reason; the appointment's id.

    A municipality appoints for itself; a police district appoints police contacts for a municipality that it serves.
    """
    actor.must(Permission.APPOINTMENT_MANAGE)
    rules.check_dates(valid_from, valid_to, today=clock.today())
    with writing(actor):
        membership = own(actor, membership_id)
        kind = rules.APPOINTED_ROLES.get(Role(membership.role))
        if kind is None:
            raise Invalid(_("Denne rollen trenger ingen oppnevning."))
        place = _place(actor, kind, municipality_id)
        overlapping = Appointment.objects.filter(
            municipality_id=place, membership=membership, kind=kind, valid_from__lte=valid_to, valid_to__gte=valid_from
        )
        if overlapping.exists():
            raise Conflict(_("Personen er allerede oppnevnt i en del av denne tiden."))
        appointment = Appointment.objects.create(
            municipality_id=place,
            membership=membership,
            kind=kind,
            valid_from=valid_from,
            valid_to=valid_to,
            why_began=why or "",
        )
        notify(actor, [membership.user_id], "appointment_new", reverse("home:my_day"))
        journal.write(actor, "appoint", kind="appointment", object_id=appointment.pk, reason=kind)
    return appointment.pk


def end_appointment(
    actor: Actor,
    *,
    appointment_id: UUID,
    last_day: date | None = None,
    why: Ended | None = None,
    hand_over: bool = False,
    taker_id: UUID | None = None,
) -> UUID | None:
    """The appointment ends with `last_day` (yesterday); one that has not lasted a day is taken away.

    With `hand_over` a hand-over list begins, and its id is returned; `taker_id` may be chosen later.
    """
    actor.must(Permission.APPOINTMENT_MANAGE)
    today = clock.today()
    last = last_day or today - timedelta(days=1)
    with writing(actor):
        rows = Appointment.objects.filter(pk=appointment_id, membership__organisation_id=actor.organisation)
        found = rows.select_related("membership").first()
        if found is None:
            raise NotFound
        rules.check_last_day(last, found.valid_to, today=today)
        running = rows.filter(valid_from__lte=last, valid_to__gte=max(last, today))
        if running.update(valid_to=last, why_ended=why or ""):
            list_id = handover.begin(actor, found, taker_id) if hand_over else None
        elif rows.filter(valid_from__gt=last).delete()[0]:
            list_id = None
        else:
            raise Conflict(_("Oppnevningen er avsluttet allerede."))
        journal.write(actor, "end", kind="appointment", object_id=appointment_id, reason=why or "")
    return list_id


def record_absence(actor: Actor, *, membership_id: UUID, away_from: date, away_to: date) -> UUID:
    """The member is away, both days included; one's own, or an administrator for a member. No reason is asked."""
    rules.check_absence(away_from, away_to, today=clock.today())
    with writing(actor):
        membership = own(actor, membership_id)
        _check_own_or_administrator(actor, membership)
        absence = Absence.objects.create(membership=membership, away_from=away_from, away_to=away_to)
        journal.write(actor, "away", kind="membership", object_id=membership_id)
    return absence.pk


def end_absence(actor: Actor, *, membership_id: UUID) -> None:
    """Back again: absences that cover today end with yesterday."""
    today = clock.today()
    with writing(actor):
        membership = own(actor, membership_id)
        _check_own_or_administrator(actor, membership)
        rows = Absence.objects.filter(membership=membership, away_from__lte=today, away_to__gte=today)
        if not rows.exists():
            raise Conflict(_("Det er ikke ført noe fravær i dag."))
        rows.filter(away_from=today).delete()
        rows.update(away_to=today - timedelta(days=1))
        journal.write(actor, "back", kind="membership", object_id=membership_id)


def _place(actor: Actor, kind: AppointmentKind, municipality_id: UUID | None) -> UUID:
    """Where the appointment holds: the own municipality, or one that the own police district serves today."""
    if kind != AppointmentKind.POLICE_CONTACT:
        if municipality_id not in (None, actor.organisation):
            raise NotFound
        return actor.organisation
    today = clock.today()
    served = Service.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today),
        district_id=actor.organisation,
        municipality_id=municipality_id,
        valid_from__lte=today,
    )
    if municipality_id is None or not served.exists():
        raise NotFound
    return municipality_id


def _check_own_or_administrator(actor: Actor, membership: Membership) -> None:
    if membership.user_id != actor.user_id and not actor.may(Permission.APPOINTMENT_MANAGE):
        raise Denied(rule="absence")
