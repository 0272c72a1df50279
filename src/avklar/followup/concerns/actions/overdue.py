"""What the clock does: a worry that waits too long is told of, once."""

from __future__ import annotations

from uuid import UUID

from avklar.followup.concerns.actions.reach import KIND, held_list, own_page, page
from avklar.followup.concerns.models import Concern
from avklar.followup.concerns.states import State
from avklar.foundation import clock, journal, notifications
from avklar.foundation.access.actor import Actor, machine
from avklar.foundation.access.scope import scope, writing
from avklar.people.organisations import queries as people


def notify_overdue(organisation_id: UUID) -> int:
    """Tell contact, deputy and sender, once, of every concern past its two working days; returns how many.

    Those held back are told of together, by one note that leads to their list. `avklar tick` calls it for each
    municipality.
    """
    actor = machine(organisation_id)
    with scope(organisation_id):
        late = Concern.objects.filter(
            organisation_id=organisation_id, due_at__lt=clock.now(), overdue_told_at__isnull=True
        )
        waiting = late.exclude(state=State.HELD).order_by("due_at", "id")
        rows = list(waiting.values_list("pk", "reporter_id"))
        told = [each.person.id for each in people.contacts_of(organisation_id) if each.kind in ("contact", "deputy")]
    found = sum(_tell_overdue(actor, concern_id, reporter_id, told) for concern_id, reporter_id in rows)
    return found + _tell_held(actor, told)


def _tell_overdue(actor: Actor, concern_id: UUID, reporter_id: UUID | None, told: list[UUID]) -> int:
    with writing(actor):
        untold = Concern.objects.filter(pk=concern_id, overdue_told_at__isnull=True, due_at__lt=clock.now())
        if not untold.update(overdue_told_at=clock.now()):
            return 0
        notifications.notify(actor, told, "concern_overdue", page(concern_id))
        if reporter_id is not None:
            notifications.notify(actor, [reporter_id], "concern_delayed", own_page(concern_id))
        journal.write(actor, "overdue", kind=KIND, object_id=concern_id)
    return 1


def _tell_held(actor: Actor, told: list[UUID]) -> int:
    """A flood is one note, however many are in it."""
    with writing(actor):
        late = Concern.objects.filter(organisation_id=actor.organisation, state=State.HELD, due_at__lt=clock.now())
        number = late.filter(overdue_told_at__isnull=True).update(overdue_told_at=clock.now())
        if number:
            notifications.notify(actor, told, "concern_overdue", held_list())
            journal.write(actor, "overdue", kind=KIND, object_id=actor.organisation)
    return number
