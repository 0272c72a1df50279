"""How the municipalities of a district stand with their contacts on a day, and how many hand-overs they have."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from avklar.foundation import clock
from avklar.foundation.access.permissions import ROLES_NEEDING_TWO_PERSONS
from avklar.people.organisations.models import Appointment, Confirmation, Handover, Service
from avklar.people.organisations.queries.rows import in_force
from avklar.people.organisations.standing import A_DAY, Asked, ContactStanding, Span, standing
from avklar.people.organisations.states import AppointmentKind, Confirmed

_SPAN = (
    *("municipality_id", "pk", "membership_id", "kind", "membership__user__name", "valid_from", "valid_to"),
    *("membership__role", "membership__confirmed_at", "membership__ended_at"),
)


@dataclass(frozen=True)
class HandoverCount:
    """How many hand-overs a municipality has. Numbers only: what is on the lists is for the two."""

    open: int
    finished: int


def contact_standing(district_id: UUID, on: date | None = None) -> dict[UUID, ContactStanding]:
    """Every municipality that the district serves on a day (today), by id; those without anybody too. Three queries."""
    day = on or clock.today()
    served = in_force(Service.objects.filter(district_id=district_id), day).values("municipality_id")
    appointments = Appointment.objects.filter(municipality_id__in=served, membership__user__is_active=True)
    spans: dict[UUID, list[Span]] = defaultdict(list)
    for place, *row in appointments.order_by("valid_from", "pk").values_list(*_SPAN):
        span = _span(*row)
        if span is not None:
            spans[place].append(span)
    asked = _asked(served, day)
    places = in_force(Service.objects.filter(district_id=district_id), day).values_list("municipality_id", flat=True)
    return {place: standing(spans[place], asked, day) for place in places.order_by("pk")}


def handover_counts(district_id: UUID) -> dict[UUID, HandoverCount]:
    """Open and finished hand-overs by municipality; none, no entry. One query."""
    served = in_force(Service.objects.filter(district_id=district_id)).values("municipality_id")
    rows = Handover.objects.filter(appointment__municipality_id__in=served).values("appointment__municipality_id")
    counted = rows.annotate(all=Count("pk"), finished=Count("pk", filter=Q(finished_at__isnull=False)))
    found = counted.order_by("appointment__municipality_id").values_list(
        "appointment__municipality_id", "all", "finished"
    )
    return {place: HandoverCount(every - finished, finished) for place, every, finished in found}


def _span(
    appointment_id: UUID,
    membership_id: UUID,
    kind: str,
    name: str,
    first: date,
    last: date,
    role: str,
    confirmed_at: datetime | None,
    ended_at: datetime | None,
) -> Span | None:
    """The appointment cut to the days on which its role held; None when there is no such day."""
    if role in ROLES_NEEDING_TWO_PERSONS:
        if confirmed_at is None:
            return None
        first = max(first, _day(confirmed_at))
    if ended_at is not None:
        last = min(last, _day(ended_at) - A_DAY)
    return Span(appointment_id, membership_id, AppointmentKind(kind), name, first, last) if first <= last else None


def _asked(served: QuerySet[Any, Any], day: date) -> dict[UUID, list[Asked]]:
    held = Appointment.objects.filter(municipality_id__in=served).values("membership_id")
    rows = Confirmation.objects.filter(membership_id__in=held, asked_on__lte=day).order_by("asked_on", "pk")
    found: dict[UUID, list[Asked]] = defaultdict(list)
    for membership_id, on, answer, at in rows.values_list("membership_id", "asked_on", "answer", "answered_at"):
        answered = Confirmed(answer) if answer else None
        found[membership_id].append(Asked(on, answered, _day(at) if at else None))
    return found


def _day(moment: datetime) -> date:
    return moment.astimezone(clock.OSLO).date()
