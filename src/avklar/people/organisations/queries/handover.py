"""Reads of hand-over lists: for the two, and for the administrators of their organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.roles import Role
from avklar.people.organisations.handing_over import Parties, Point
from avklar.people.organisations.models import Handover
from avklar.people.organisations.queries.members import members, names
from avklar.people.organisations.rules import APPOINTED_ROLES
from avklar.people.organisations.states import AppointmentKind, GoesTo, Side

TAKING_OVER = frozenset(APPOINTED_ROLES) - {Role.SUBSTITUTE}
_POINT = ("pk", "code", "text", "goes_to", "given_at", "received_at")


@dataclass(frozen=True)
class HandoverCard:
    """One list as one person sees it: `sides` are those the person ticks for (one or none)."""

    id: UUID
    kind: AppointmentKind
    municipality: str
    parties: Parties
    leaver: str
    taker: str
    version: int
    finished_at: datetime | None
    points: tuple[Point, ...]
    sides: tuple[Side, ...]
    may_arrange: bool


@dataclass(frozen=True)
class HandoverLine:
    """An open list that waits for the person: how many points are left to tick, of how many."""

    id: UUID
    kind: AppointmentKind
    municipality: str
    leaves: bool
    left: int
    points: int


def handover(actor: Actor, handover_id: UUID) -> HandoverCard:
    """One list; NotFound for anybody but the two and the administrators of the organisation. Three queries."""
    actor.must(Permission.NETWORK_SEE)
    row = found(actor, handover_id)
    parties, administers = parties_of(row), actor.may(Permission.APPOINTMENT_MANAGE)
    known = names([each for each in (row.leaver_id, row.taker_id) if each])
    return HandoverCard(
        id=row.pk,
        kind=AppointmentKind(row.appointment.kind),
        municipality=row.appointment.municipality.name,
        parties=parties,
        leaver=known.get(row.leaver_id, ""),
        taker=known.get(row.taker_id, "") if row.taker_id else "",
        version=row.version,
        finished_at=row.finished_at,
        points=points_of(row),
        sides=parties.sides_of(actor.person, administers=administers) if row.finished_at is None else (),
        may_arrange=row.finished_at is None and parties.may_arrange(actor.person, administers=administers),
    )


def my_handovers(actor: Actor) -> list[HandoverLine]:
    """Open lists that the actor leaves or takes over by, the oldest first. One query."""
    me = actor.person
    rows = Handover.objects.filter(
        Q(leaver_id=me) | Q(taker_id=me),
        finished_at__isnull=True,
        appointment__membership__organisation_id=actor.organisation,
    ).annotate(
        all=Count("points"),
        given=Count("points", filter=Q(points__given_at__isnull=False)),
        received=Count("points", filter=Q(points__received_at__isnull=False)),
    )
    lines = rows.order_by("created", "pk").values_list(
        "pk", "appointment__kind", "appointment__municipality__name", "leaver_id", "all", "given", "received"
    )
    return [
        HandoverLine(
            pk, AppointmentKind(kind), place, leaver == me, every - (given if leaver == me else received), every
        )
        for pk, kind, place, leaver, every, given, received in lines
    ]


def handovers_of(organisation_id: UUID) -> dict[UUID, UUID]:
    """The organisation's lists: appointment → hand-over. One query."""
    rows = Handover.objects.filter(appointment__membership__organisation_id=organisation_id)
    return dict(rows.order_by("pk").values_list("appointment_id", "pk"))


def takers(organisation_id: UUID, leaver_id: UUID) -> dict[UUID, str]:
    """Who can take over: members with a role that one is appointed to, but not the leaver.

    A substitute gets the contact's role first: the own one is in force only while the others are away.
    """
    return {
        each.person.id: each.person.name
        for each in members(organisation_id)
        if each.role in TAKING_OVER and each.person.id != leaver_id
    }


def found(actor: Actor, handover_id: UUID) -> Any:
    """The row, for whoever may see it; NotFound otherwise. For this room only."""
    rows = Handover.objects.filter(pk=handover_id, appointment__membership__organisation_id=actor.organisation)
    row = rows.select_related("appointment__membership", "appointment__municipality").first()
    administers = actor.may(Permission.APPOINTMENT_MANAGE)
    if row is None or not parties_of(row).may_see(actor.person, administers=administers):
        raise NotFound
    return row


def parties_of(row: Any) -> Parties:
    """Who is who, and whether the leaver can still come in. For this room only."""
    held = row.appointment
    over = held.membership.ended_at is not None or held.valid_to < clock.today()
    return Parties(row.leaver_id, row.taker_id, shut_out=over or held.kind == AppointmentKind.SUBSTITUTE)


def points_of(row: Any) -> tuple[Point, ...]:
    """The points in their order. For this room only."""
    return tuple(
        Point(pk, code, text, GoesTo(goes_to), given_at, received_at)
        for pk, code, text, goes_to, given_at, received_at in row.points.order_by(F("position")).values_list(*_POINT)
    )
