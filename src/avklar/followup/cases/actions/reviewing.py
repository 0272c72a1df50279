"""Reading, reviewing and telling the person (R13, R20)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from avklar.followup.cases import rules
from avklar.followup.cases.actions.reach import KIND, touch, writable
from avklar.followup.cases.content import Telling
from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.foundation.vault import keys


def read(actor: Actor, *, case_id: UUID) -> None:
    """Journal that the actor has read the case (R13). Call it last, when the page is drawn."""
    journal.read(actor, kind=KIND, object_id=case_id)


def set_review(actor: Actor, *, case_id: UUID, on: date, version: int) -> None:
    """The case was looked through, and is to be again on a day to come."""
    actor.must(Permission.CASE_HANDLE)
    rules.check_review(on, clock.today())
    with writing(actor):
        row = writable(actor, case_id, version=version)
        touch(row.pk, review_on=on, review_told_at=None)
        journal.write(actor, "reviewed", kind=KIND, object_id=row.pk)


def tell(actor: Actor, *, case_id: UUID, telling: Telling, version: int) -> None:
    """Enter when the person was told that the case exists, or why not yet and when that is looked at again (R20)."""
    actor.must(Permission.CASE_HANDLE)
    telling.check(clock.today())
    with writing(actor):
        row = keys.unlock_one(writable(actor, case_id, version=version))
        row.waiting_reason = telling.waiting_reason
        row.save(update_fields=["waiting_reason"])
        touch(row.pk, **telling.columns())
        journal.write(actor, "told", kind=KIND, object_id=row.pk, reason=telling.waiting or "now")
