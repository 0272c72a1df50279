"""The acting person of a request: which roles are in force today, for which organisation."""

from __future__ import annotations

from uuid import UUID

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.prepared import Prepared
from avklar.foundation.access.roles import Role
from avklar.people.organisations.models import (
    Membership,
)
from avklar.people.organisations.queries.appointments import receivers
from avklar.people.organisations.queries.rows import active
from avklar.people.organisations.rules import APPOINTED_ROLES
from avklar.people.organisations.states import AppointmentKind

ROLE_COLUMNS = (
    "organisation_id",
    "role",
    "appointments__kind",
    "appointments__valid_from",
    "appointments__valid_to",
)

_ROLES = Prepared(
    lambda slot: (
        Membership.objects.filter(active(), user_id=slot.id("user"))
        .order_by("granted_at", "pk")
        .values_list(*ROLE_COLUMNS)
    )
)


def actor_for(user_id: UUID, *, acting_for: UUID | None, second_factor: bool) -> Actor:
    """The person as an actor today: only roles in force, for the organisation chosen (or the first one joined).

    One query; a second one only for a substitute, whose role is in force while contact and deputy are away (R18).
    """
    today = clock.today()
    held: dict[UUID, set[Role]] = {}
    for organisation_id, name, kind, valid_from, valid_to in _ROLES.rows(user=user_id):
        role, roles = Role(name), held.setdefault(organisation_id, set())
        appointed = kind is not None and valid_from <= today <= valid_to  # one row for each appointment, or one
        if role not in APPOINTED_ROLES or (appointed and APPOINTED_ROLES[role] == kind):
            roles.add(role)
    chosen = acting_for if acting_for in held else next(iter(held), None)
    roles = held.get(chosen, set()) if chosen else set()
    if chosen and Role.SUBSTITUTE in roles and receivers(chosen).kind != AppointmentKind.SUBSTITUTE:
        roles.discard(Role.SUBSTITUTE)
    return Actor(user_id=user_id, organisation_id=chosen, roles=frozenset(roles), second_factor=second_factor)
