"""Who held which role on a day, for the rooms that count roles (competence)."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Case, Q, QuerySet, Value, When

from avklar.foundation import clock
from avklar.foundation.access.permissions import ROLES_NEEDING_TWO_PERSONS
from avklar.foundation.access.prepared import Prepared, Slots
from avklar.foundation.access.roles import Role
from avklar.people.organisations.models import Organisation
from avklar.people.organisations.queries.places import served

ROLES = {role.value: role for role in Role}  # asked for by the hundred: calling the enum takes ten times as long


def _in_force(end: datetime) -> Q:
    """Granted, confirmed where the role needs a second person, and not ended, at a moment."""
    two = Q(memberships__role__in=ROLES_NEEDING_TWO_PERSONS)
    since = Q(two, memberships__confirmed_at__lte=end) | Q(~two, memberships__granted_at__lte=end)
    until = Q(memberships__ended_at__isnull=True) | Q(memberships__ended_at__gt=end)
    return since & until & Q(memberships__user__is_active=True)


def _held(slot: Slots) -> QuerySet[Any, Any]:
    own, day = slot.id("organisation"), slot.day("day")
    rows = Organisation.objects.filter(Q(pk=own) | Q(pk__in=served(own, day))).order_by("pk", "memberships__pk")
    counts = Case(When(_in_force(slot.moment("end")), then=Value(True)), default=Value(False))
    rows = rows.annotate(counts=counts)
    return rows.values_list("pk", "memberships__user_id", "memberships__role", "counts")


_HELD = Prepared(_held)


def roles_held(organisation_id: UUID, on: date | None = None) -> dict[UUID, list[tuple[UUID, Role]]]:
    """(user, role) at the end of a day (today) in the organisation, and for a district in all it serves. One query.

    Every one of those organisations has its entry, also where nobody holds anything.
    """
    day = on or clock.today()
    end = datetime.combine(day, time.max, tzinfo=clock.OSLO)
    found: dict[UUID, list[tuple[UUID, Role]]] = {}
    for place, user_id, role, counts in _HELD.rows(organisation=organisation_id, day=day, end=end):
        held = found.setdefault(place, [])
        if counts:
            held.append((user_id, ROLES[role]))
    return found
