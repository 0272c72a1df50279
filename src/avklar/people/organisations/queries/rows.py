"""From rows to the small values that leave the room, and what "in force" means."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from avklar.foundation import clock
from avklar.foundation.access.permissions import ROLES_NEEDING_TWO_PERSONS
from avklar.foundation.access.roles import Role
from avklar.people.organisations.cards import (
    Member,
    OrganisationCard,
    Person,
)
from avklar.people.organisations.models import (
    Membership,
    Organisation,
)
from avklar.people.organisations.rules import norwegian_order
from avklar.people.organisations.states import OrganisationKind


def active(prefix: str = "") -> Q:
    """A membership in force: not ended, its user active, and confirmed where the role needs a second person."""
    confirmed = Q(**{f"{prefix}confirmed_at__isnull": False}) | ~Q(**{f"{prefix}role__in": ROLES_NEEDING_TWO_PERSONS})
    return Q(**{f"{prefix}ended_at__isnull": True, f"{prefix}user__is_active": True}) & confirmed


def in_force(rows: QuerySet[Any], on: date | None = None) -> QuerySet[Any]:
    """Rows whose `valid_from`–`valid_to` covers a day (today); both days are included."""
    day = on or clock.today()
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


def in_order(rows: QuerySet[Organisation]) -> list[OrganisationCard]:
    return sorted((card_of(row) for row in rows), key=lambda card: (norwegian_order(card.name), card.number))


def card_of(row: Organisation) -> OrganisationCard:
    return OrganisationCard(
        row.pk, OrganisationKind(row.kind), row.number, row.name, row.language, row.population, row.phone
    )


def member_of(row: Membership) -> Member:
    role = Role(row.role)
    waiting = role in ROLES_NEEDING_TWO_PERSONS and row.confirmed_at is None
    return Member(row.pk, person_of(row.user), role, row.granted_by, row.granted_at, waiting)


def person_of(user: Any) -> Person:
    return Person(user.pk, user.name, user.email, user.phone, user.language)
