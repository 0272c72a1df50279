"""The lock of the police's own case when PST has been contacted, and opening it for a time by two persons (R5).

Called by the room of step 4, which writes down why and by whom; here only the case's own columns change.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from avklar.followup.cases.actions.reach import KIND, found, is_locked, others, page, touch
from avklar.followup.cases.states import State
from avklar.foundation import clock, journal, notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing

LONGEST_OPENING = timedelta(hours=24)


def lock(actor: Actor, *, case_id: UUID) -> None:
    """Lock an open case, or one that is open for a time; again changes nothing. Everybody named in it is told."""
    actor.must(Permission.ESCALATION_RECORD)
    with writing(actor):
        row = found(actor, case_id, lock=True)
        if is_locked(row) or row.state == State.CLOSED:
            return
        touch(row.pk, locked_at=row.locked_at or clock.now(), open_until=None)
        notifications.notify(actor, others(actor, row.pk), "case_locked", page(row.pk))
        journal.write(actor, "locked", kind=KIND, object_id=row.pk)


def open_for_a_time(actor: Actor, *, case_id: UUID, until: datetime) -> None:
    """Open a locked case until `until`, at most 24 hours ahead; the caller has seen to the second person."""
    actor.must(Permission.ESCALATION_RECORD)
    now = clock.now()
    if not now < until <= now + LONGEST_OPENING:
        raise Invalid(rule="R5")
    with writing(actor):
        row = found(actor, case_id, lock=True)
        if row.locked_at is None or row.state == State.CLOSED:
            raise Conflict
        touch(row.pk, open_until=until)
        journal.write(actor, "unlocked", kind=KIND, object_id=row.pk)
