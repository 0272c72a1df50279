"""Closing: a decision with a reason, what is kept, and then the texts are put away (R12)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from avklar.followup.cases import disposal, rules
from avklar.followup.cases.actions.deciding import Choice, record
from avklar.followup.cases.actions.reach import KIND, found, others, page, touch, writable
from avklar.followup.cases.models import Decision
from avklar.followup.cases.states import LONGEST_REASON, Answer, Outcome, State, Step
from avklar.foundation import clock, journal, notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.foundation.vault import keys

WAITS = _("En beslutning venter på person nummer to. Saken kan avsluttes når den er besvart.")


def close(
    actor: Actor, *, case_id: UUID, outcome: Outcome, reason: str, kept: str, submission: UUID, version: int
) -> None:
    """Close with an outcome, a reason and what is kept; the texts become unreadable at once (R12).

    Conflict when a decision waits for its second person, or the case has changed since `version`.
    """
    actor.must(Permission.CASE_HANDLE)
    rules.check_text(reason, "reason", longest=LONGEST_REASON)
    rules.check_text(kept, "kept", longest=LONGEST_REASON, required=False)
    with writing(actor):
        if found(actor, case_id, lock=True).state == State.CLOSED:
            return
        row = keys.unlock_one(writable(actor, case_id, version=version, even_off=True))
        if Decision.objects.filter(case_id=row.pk, answer=Answer.WAITING).exists():
            raise Conflict(WAITS, rule="R5")
        record(actor, row, Choice(Step.CLOSE, reason), submission)
        row.closing_reason, row.kept_after = reason, kept
        row.save(update_fields=["closing_reason", "kept_after"])
        now = clock.now()
        touch(row.pk, state=State.CLOSED, step=Step.CLOSE, outcome=outcome, closed_at=now, open_until=None)
        notifications.notify(actor, others(actor, row.pk), "case_seconded", page(row.pk))
        journal.write(actor, "closed", kind=KIND, object_id=row.pk, reason=str(outcome))
        transaction.on_commit(lambda: disposal.put_away(actor.organisation, row.pk))
