"""Who held which role on a day, for the rooms that count roles (competence)."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q

from avklar.foundation import clock
from avklar.foundation.access.permissions import ROLES_NEEDING_TWO_PERSONS
from avklar.foundation.access.roles import Role
from avklar.people.organisations.models import Organisation, Service
from avklar.people.organisations.queries.rows import in_force


def roles_held(organisation_id: UUID, on: date | None = None) -> dict[UUID, list[tuple[UUID, Role]]]:
    """(user, role) at the end of a day (today) in the organisation, and for a district in all it serves. One query.

    Every one of those organisations has its entry, also where nobody holds anything.
    """
    day = on or clock.today()
    end = datetime.combine(day, time.max, tzinfo=clock.OSLO)
    served = in_force(Service.objects.filter(district_id=organisation_id), day).values("municipality_id")
    rows = Organisation.objects.filter(Q(pk=organisation_id) | Q(pk__in=served)).order_by("pk", "memberships__pk")
    columns = ("user_id", "role", "granted_at", "confirmed_at", "ended_at", "user__is_active")
    found: dict[UUID, list[tuple[UUID, Role]]] = {}
    for place, user_id, role, *since_when in rows.values_list("pk", *(f"memberships__{name}" for name in columns)):
        held = found.setdefault(place, [])
        if user_id is not None and _in_force(end, role, *since_when):
            held.append((user_id, Role(role)))
    return found


def _in_force(
    end: datetime,
    role: str,
    granted_at: datetime,
    confirmed_at: datetime | None,
    ended_at: datetime | None,
    is_active: bool,
) -> bool:
    since = confirmed_at if role in ROLES_NEEDING_TWO_PERSONS else granted_at
    return is_active and since is not None and since <= end and (ended_at is None or ended_at > end)
