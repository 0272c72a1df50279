"""Giving, confirming and ending roles. A role that sees others' step 1 data takes two persons."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Denied, NotFound
from avklar.foundation.access.permissions import TABLE, Permission
from avklar.foundation.access.roles import Role
from avklar.foundation.access.scope import writing
from avklar.foundation.notifications import notify
from avklar.people.organisations import rules
from avklar.people.organisations.models import Membership, Organisation
from avklar.people.organisations.states import OrganisationKind


def grant(actor: Actor, *, user_id: UUID, role: Role) -> UUID:
    """Give a person a role in the actor's organisation; the membership's id. Two-person roles wait for `confirm`."""
    actor.must(Permission.MEMBERSHIP_GRANT)
    with writing(actor):
        if not get_user_model().objects.filter(pk=user_id).exists():
            raise NotFound
        membership = add(actor.organisation, user_id=user_id, role=role, granted_by=actor.person)
        tell_confirmers(actor, membership)
        journal.write(actor, "grant", kind="membership", object_id=membership.pk, reason=role)
    return membership.pk


def add(organisation_id: UUID, *, user_id: UUID, role: Role, granted_by: UUID | None) -> Membership:
    """The membership itself; for the actions of this room, inside their transaction. Conflict if it is there."""
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation is None:
        raise NotFound
    rules.check_role_fits(OrganisationKind(organisation.kind), role)
    held = Membership.objects.filter(organisation_id=organisation_id, user_id=user_id, role=role, ended_at__isnull=True)
    if held.exists():
        raise Conflict(_("Personen har rollen allerede."))
    return Membership.objects.create(organisation_id=organisation_id, user_id=user_id, role=role, granted_by=granted_by)


def admit(*, organisation_id: UUID, user_id: UUID) -> None:
    """A person with a listed work e-mail becomes a frontline employee, once; that role needs no confirmation.

    Denied to somebody whom an administrator has taken that role from: the mailbox alone doesn't give it back.
    """
    actor = Actor(user_id=user_id, organisation_id=organisation_id)
    with writing(actor):
        held = Membership.objects.filter(organisation_id=organisation_id, user_id=user_id, ended_at__isnull=True)
        if held.exists():
            return
        if Membership.objects.filter(organisation_id=organisation_id, user_id=user_id, role=Role.FRONTLINE).exists():
            raise Denied(rule="role ended")
        membership = add(organisation_id, user_id=user_id, role=Role.FRONTLINE, granted_by=None)
        journal.write(actor, "join", kind="membership", object_id=membership.pk, reason=Role.FRONTLINE)


def confirm(actor: Actor, *, membership_id: UUID) -> None:
    """The second person's yes: neither who granted the role nor who receives it."""
    actor.must(Permission.MEMBERSHIP_CONFIRM)
    with writing(actor):
        membership = own(actor, membership_id)
        waiting = rules.needs_second_person(Role(membership.role)) and membership.confirmed_at is None
        rules.check_confirm(
            person_id=actor.person, granted_by=membership.granted_by, member_id=membership.user_id, waiting=waiting
        )
        changed = Membership.objects.filter(pk=membership_id, confirmed_at__isnull=True, ended_at__isnull=True).update(
            confirmed_at=clock.now(), confirmed_by=actor.person
        )
        if not changed:
            raise Conflict
        notify(actor, [membership.user_id], "membership_confirmed", reverse("home:my_day"))
        journal.write(actor, "confirm", kind="membership", object_id=membership_id, reason=membership.role)


def end_membership(actor: Actor, *, membership_id: UUID) -> None:
    """Take a role away. The person is signed out everywhere, so that nothing stays open."""
    actor.must(Permission.MEMBERSHIP_GRANT)
    with writing(actor):
        membership = own(actor, membership_id)
        rules.check_not_last(Role(membership.role), _administrators(actor.organisation), membership_id)
        if not Membership.objects.filter(pk=membership_id, ended_at__isnull=True).update(ended_at=clock.now()):
            raise Conflict
        get_user_model().objects.filter(pk=membership.user_id).update(session_epoch=F("session_epoch") + 1)
        journal.write(actor, "end", kind="membership", object_id=membership_id, reason=membership.role)


def tell_confirmers(actor: Actor, membership: Membership) -> None:
    """A role that waits for a second person is told to those who may be that person."""
    if not rules.needs_second_person(Role(membership.role)):
        return
    rows = Membership.objects.filter(
        organisation_id=membership.organisation_id,
        role__in=TABLE[Permission.MEMBERSHIP_CONFIRM].roles,
        ended_at__isnull=True,
        user__is_active=True,
    ).exclude(user_id__in=[membership.user_id, membership.granted_by or membership.user_id])
    confirmers = rows.order_by("pk").values_list("user_id", flat=True)
    notify(actor, confirmers, "membership_waiting", reverse("organisations:manage"))


def own(actor: Actor, membership_id: UUID) -> Membership:
    """A membership of the actor's organisation that has not ended; otherwise it does not exist for the actor."""
    found = Membership.objects.filter(pk=membership_id, organisation_id=actor.organisation, ended_at__isnull=True)
    membership = found.first()
    if membership is None:
        raise NotFound
    return membership


def _administrators(organisation_id: UUID) -> list[UUID]:
    rows = Membership.objects.filter(
        organisation_id=organisation_id, role=Role.ADMINISTRATOR, ended_at__isnull=True, user__is_active=True
    )
    return list(rows.order_by("pk").values_list("pk", flat=True))
