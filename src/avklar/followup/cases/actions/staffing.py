"""Who is named in a case: added and taken away one by one, and the responsibility handed over when somebody leaves."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from avklar.followup.cases import rules
from avklar.followup.cases.actions.reach import KIND, page, switched_on, touch, unclosed, writable
from avklar.followup.cases.models import Case, Staff
from avklar.followup.cases.queries.colleagues import colleagues
from avklar.followup.cases.states import State
from avklar.foundation import clock, journal, notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing


def add_staff(actor: Actor, *, case_id: UUID, user_id: UUID) -> None:
    """Name a colleague in the case; again changes nothing. Invalid for somebody whose role can't have a case.

    Also while PST's lock is on the case: without a second person nobody could answer or open it for a time.
    """
    actor.must(Permission.CASE_HANDLE)
    _check_colleague(actor, user_id)
    with writing(actor):
        switched_on(actor)
        row = unclosed(actor, case_id)
        if _name(actor, row.pk, user_id):
            touch(row.pk)
            notifications.notify(actor, [user_id], "case_access", page(row.pk))
            journal.write(actor, "added", kind=KIND, object_id=row.pk)


def end_staff(actor: Actor, *, case_id: UUID, user_id: UUID) -> None:
    """Take a colleague's access away. The one responsible hands the case over first."""
    actor.must(Permission.CASE_HANDLE)
    with writing(actor):
        row = writable(actor, case_id)
        if user_id == row.responsible:
            raise Conflict(rules.LAST_ONE)
        named = Staff.objects.filter(case_id=row.pk, user_id=user_id, ended_at__isnull=True)
        if not named.update(ended_at=clock.now()):
            raise NotFound
        touch(row.pk)
        journal.write(actor, "removed", kind=KIND, object_id=row.pk)


def hand_over(actor: Actor, *, case_id: UUID, user_id: UUID, leave: bool = False) -> None:
    """Give a colleague the responsibility; with `leave` one's own access ends at the same moment."""
    actor.must(Permission.CASE_HANDLE)
    _check_colleague(actor, user_id)
    with writing(actor):
        row = writable(actor, case_id)
        _name(actor, row.pk, user_id)
        touch(row.pk, responsible=user_id)
        if leave and user_id != actor.person:
            own = Staff.objects.filter(case_id=row.pk, user_id=actor.person, ended_at__isnull=True)
            own.update(ended_at=clock.now())
        notifications.notify(actor, [user_id], "case_access", page(row.pk))
        journal.write(actor, "handed-over", kind=KIND, object_id=row.pk)


def take_over(actor: Actor, *, case_id: UUID) -> None:
    """Take the responsibility for a case whose responsible no longer has a role here; NotFound for every other case."""
    actor.must(Permission.CASE_HANDLE)
    with writing(actor):
        rows = Case.objects.filter(pk=case_id, organisation_id=actor.organisation, state=State.OPEN)
        row = rows.select_for_update().first()
        if row is None or row.responsible in {each.id for each in colleagues(actor)}:
            raise NotFound
        _name(actor, row.pk, actor.person)
        touch(row.pk, responsible=actor.person)
        journal.write(actor, "handed-over", kind=KIND, object_id=row.pk)


def _name(actor: Actor, case_id: UUID, user_id: UUID) -> bool:
    """Name somebody in the case, unless they are already."""
    if Staff.objects.filter(case_id=case_id, user_id=user_id, ended_at__isnull=True).exists():
        return False
    Staff.objects.create(
        organisation_id=actor.organisation,
        case_id=case_id,
        user_id=user_id,
        added_by=actor.person,
        added_at=clock.now(),
    )
    return True


def _check_colleague(actor: Actor, user_id: UUID) -> None:
    if user_id not in {each.id for each in colleagues(actor)}:
        raise Invalid(fields={"user": _("Velg en kollega som har en rolle som kan lese saker.")})
