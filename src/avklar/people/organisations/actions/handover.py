"""Handing over: the list begins, points come and go, both tick, and when everything is ticked twice it is finished."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import F, Max
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.roles import Role
from avklar.foundation.access.scope import writing
from avklar.foundation.notifications import notify
from avklar.people.organisations import handing_over, queries
from avklar.people.organisations.models import Appointment, Handover, HandoverPoint
from avklar.people.organisations.queries.handover import found, parties_of, points_of, takers
from avklar.people.organisations.states import AppointmentKind, GoesTo, Side

TICK = {Side.LEAVES: ("given_at", "handed-over"), Side.TAKES_OVER: ("received_at", "received")}
"""Each side's column, and what the journal calls its tick."""


def start_handover(actor: Actor, *, appointment_id: UUID, taker_id: UUID | None = None) -> UUID:
    """Begin the list for an appointment, by an administrator or by whoever leaves; its id. Twice makes one."""
    actor.must(Permission.NETWORK_SEE)
    with writing(actor):
        rows = Appointment.objects.filter(pk=appointment_id, membership__organisation_id=actor.organisation)
        appointment = rows.select_for_update(of=("self",)).select_related("membership").first()
        if appointment is None:
            raise NotFound
        own = appointment.membership.user_id == actor.person
        if not own and not actor.may(Permission.APPOINTMENT_MANAGE):
            raise NotFound
        return begin(actor, appointment, taker_id)


def begin(actor: Actor, appointment: Any, taker_id: UUID | None) -> UUID:
    """The list itself with its standard points; for the actions of this room, inside their transaction."""
    already = Handover.objects.filter(appointment=appointment).values_list("pk", flat=True).first()
    if already is not None:
        return already
    leaver_id = appointment.membership.user_id
    _check_taker(actor, leaver_id, taker_id)
    row = Handover.objects.create(
        appointment=appointment, leaver_id=leaver_id, taker_id=taker_id, started_by=actor.person
    )
    HandoverPoint.objects.bulk_create(
        HandoverPoint(handover=row, position=position, code=each.code, goes_to=each.goes_to)
        for position, each in enumerate(handing_over.standard_for(AppointmentKind(appointment.kind)), 1)
    )
    _notify_two(actor, row, "handover_new")
    journal.write(actor, "opened", kind="handover", object_id=row.pk)
    return row.pk


def choose_taker(actor: Actor, *, handover_id: UUID, taker_id: UUID, version: int) -> None:
    """Say who takes over. What somebody else had ticked as received is ticked anew by the new one."""
    with writing(actor):
        row = _arranged(actor, handover_id, version)
        if row.taker_id == taker_id:
            return
        _check_taker(actor, row.leaver_id, taker_id)
        _next_version(row, taker_id=taker_id)
        row.taker_id = taker_id
        row.points.update(received_at=None)
        notify(actor, [taker_id], "handover_new", _url(row))
        journal.write(actor, "changed", kind="handover", object_id=row.pk)


def add_point(
    actor: Actor, *, handover_id: UUID, text: str, goes_to: str, version: int, submission: UUID | None = None
) -> None:
    """Add an own point, by any of the two or an administrator; the same `submission` twice makes one.

    Invalid, at the field, for a text that may identify somebody; Conflict when the list is finished or has changed.
    """
    once = submission or clock.new_id()
    with writing(actor):
        row = _locked(actor, handover_id)
        if row.points.filter(submission=once).exists():
            return
        handing_over.check_version(version, row.version)
        handing_over.check_point(text, already=row.points.count())
        if goes_to not in GoesTo.values:
            raise Invalid(fields={"goes_to": _("Velg ett av svarene.")})
        position = (row.points.aggregate(last=Max("position"))["last"] or 0) + 1
        HandoverPoint.objects.create(
            handover=row, position=position, text=text.strip(), goes_to=goes_to, submission=once
        )
        _next_version(row)
        journal.write(actor, "noted", kind="handover", object_id=row.pk)


def remove_point(actor: Actor, *, handover_id: UUID, point_id: UUID, version: int) -> None:
    """Take away a point that doesn't concern this hand-over and that nobody has ticked."""
    with writing(actor):
        row = _arranged(actor, handover_id, version)
        if not row.points.filter(pk=point_id).exists():
            raise NotFound
        if not row.points.filter(pk=point_id, given_at__isnull=True, received_at__isnull=True).delete()[0]:
            raise Conflict(_("Punktet er krysset av. Ta bort krysset først."))
        _next_version(row)
        _finish(actor, row)
        journal.write(actor, "corrected", kind="handover", object_id=row.pk)


def tick_off(actor: Actor, *, handover_id: UUID, side: Side, point_ids: Collection[UUID], version: int) -> bool:
    """Tick points for one side; whether the hand-over is finished with it. What is ticked already stays as it is."""
    with writing(actor):
        row = _locked(actor, handover_id)
        _check_side(actor, row, side)
        handing_over.check_version(version, row.version)
        points = row.points.filter(pk__in=point_ids)
        if points.count() != len(set(point_ids)):
            raise NotFound
        column, verb = TICK[side]
        if points.filter(**{f"{column}__isnull": True}).update(**{column: clock.now()}):
            _finish(actor, row)
            journal.write(actor, verb, kind="handover", object_id=row.pk)
    return row.finished_at is not None


def take_back_tick(actor: Actor, *, handover_id: UUID, side: Side, point_id: UUID) -> None:
    """A tick that was a mistake is taken back, until the hand-over is finished."""
    with writing(actor):
        row = _locked(actor, handover_id)
        _check_side(actor, row, side)
        column, _verb = TICK[side]
        if not row.points.filter(pk=point_id, **{f"{column}__isnull": False}).update(**{column: None}):
            raise NotFound
        journal.write(actor, "corrected", kind="handover", object_id=row.pk)


def _finish(actor: Actor, row: Any) -> None:
    """When everything is ticked by both: the end of it, told to the administrators."""
    if row.taker_id is None or not handing_over.finished(points_of(row)):
        return
    row.finished_at = clock.now()
    Handover.objects.filter(pk=row.pk).update(finished_at=row.finished_at)
    administrators = queries.holders(actor.organisation, frozenset({Role.ADMINISTRATOR}))
    notify(actor, administrators, "handover_done", _url(row))


def _locked(actor: Actor, handover_id: UUID) -> Any:
    """The row for whoever may see it, with its lock, so that two changes come one after the other; Conflict if done."""
    actor.must(Permission.NETWORK_SEE)
    Handover.objects.select_for_update().filter(pk=handover_id).values_list("pk", flat=True).first()
    row = found(actor, handover_id)
    handing_over.check_open(row.finished_at)
    return row


def _arranged(actor: Actor, handover_id: UUID, version: int) -> Any:
    """The same for whoever arranges it, at the version seen; NotFound for the one who takes over."""
    row = _locked(actor, handover_id)
    if not parties_of(row).may_arrange(actor.person, administers=actor.may(Permission.APPOINTMENT_MANAGE)):
        raise NotFound
    handing_over.check_version(version, row.version)
    return row


def _check_side(actor: Actor, row: Any, side: Side) -> None:
    administers = actor.may(Permission.APPOINTMENT_MANAGE)
    handing_over.check_side(parties_of(row), side, actor.person, administers=administers)


def _check_taker(actor: Actor, leaver_id: UUID, taker_id: UUID | None) -> None:
    if taker_id is not None and taker_id not in takers(actor.organisation, leaver_id):
        raise Invalid(fields={"taker": _("Velg en som har en rolle hos dere, og som ikke er den som går.")})


def _next_version(row: Any, **changes: Any) -> None:
    Handover.objects.filter(pk=row.pk).update(version=F("version") + 1, **changes)


def _notify_two(actor: Actor, row: Any, code: str) -> None:
    notify(actor, [each for each in (row.leaver_id, row.taker_id) if each], code, _url(row))


def _url(row: Any) -> str:
    return reverse("organisations:handover", args=[row.pk])
