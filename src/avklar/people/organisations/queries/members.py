"""Reads of members, invitations and names."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.contrib.auth import get_user_model

from avklar.foundation import clock
from avklar.foundation.access.prepared import Prepared
from avklar.foundation.access.roles import Role
from avklar.people.organisations.cards import (
    Member,
    OpenInvitation,
    OrganisationCard,
    Person,
)
from avklar.people.organisations.models import (
    Invitation,
    Membership,
)
from avklar.people.organisations.queries.rows import active, card_of, member_of, person_of
from avklar.people.organisations.rules import APPOINTED_ROLES, norwegian_order

_HOLDERS = Prepared(
    lambda slot: Membership.objects.filter(
        organisation_id=slot.id("organisation"), ended_at__isnull=True, user__is_active=True
    ).values_list("user_id", "role", "user__name")
)


def members(organisation_id: UUID) -> list[Member]:
    """Everybody with a role that has not ended, by name, then role; those waiting for confirmation too."""
    rows = Membership.objects.filter(organisation_id=organisation_id, ended_at__isnull=True, user__is_active=True)
    found = [member_of(row) for row in rows.select_related("user")]
    return sorted(found, key=lambda each: (norwegian_order(each.person.name), list(Role).index(each.role)))


def holders(organisation_id: UUID, roles: Collection[Role]) -> dict[UUID, str]:
    """Everybody with one of the roles that has not ended, by id, with the name. One prepared query."""
    rows = _HOLDERS.rows(organisation=organisation_id)
    return {user_id: name for user_id, role, name in rows if role in roles}


def memberships_of(user_id: UUID) -> list[tuple[OrganisationCard, Member]]:
    """The person's own roles in every organisation, the unconfirmed too."""
    rows = Membership.objects.filter(user_id=user_id, ended_at__isnull=True).select_related("user", "organisation")
    return [(card_of(row.organisation), member_of(row)) for row in sorted(rows, key=_place_then_role)]


def _place_then_role(row: Membership) -> tuple[str, int]:
    return norwegian_order(row.organisation.name), list(Role).index(Role(row.role))


def appointed_membership(user_id: UUID, organisation_id: UUID | None) -> UUID | None:
    """The person's own membership that an appointment goes with, for «Jeg er borte»; None without one."""
    if organisation_id is None:
        return None
    rows = Membership.objects.filter(
        user_id=user_id, organisation_id=organisation_id, role__in=APPOINTED_ROLES, ended_at__isnull=True
    )
    return rows.order_by("granted_at", "pk").values_list("pk", flat=True).first()


def everybody() -> list[tuple[OrganisationCard, Member]]:
    """Every role in the house that has not ended, in the order they were given; for the demo's cards only."""
    rows = Membership.objects.filter(active()).select_related("user", "organisation")
    return [(card_of(row.organisation), member_of(row)) for row in rows.order_by("granted_at", "pk")]


def invitations(organisation_id: UUID) -> list[OpenInvitation]:
    """Invitations that wait to be used."""
    rows = Invitation.objects.filter(organisation_id=organisation_id, accepted_at__isnull=True, expires__gt=clock.now())
    return [OpenInvitation(row.pk, row.email, Role(row.role), row.expires) for row in rows.order_by("created", "pk")]


def names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Users' names by id, in one query; unknown ids are left out."""
    wanted = set(ids)
    return dict(get_user_model().objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def persons(ids: Iterable[UUID]) -> dict[UUID, Person]:
    """Users by id, in one query; unknown ids are left out."""
    return {user.pk: person_of(user) for user in get_user_model().objects.filter(pk__in=set(ids))}
