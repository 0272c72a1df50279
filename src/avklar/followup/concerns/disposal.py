"""How a concern leaves (R12): sealed when closed, destroyed when the municipality has decided so; a count remains."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.db.models import F

from avklar.followup.concerns import counts
from avklar.followup.concerns.models import ClosedCount, Concern, Tally
from avklar.followup.concerns.states import Outcome, State
from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor, machine
from avklar.foundation.access.scope import writing
from avklar.foundation.clock.quarters import quarter_of
from avklar.foundation.retention import decisions
from avklar.foundation.vault import keys
from avklar.foundation.vault.errors import KeyGone

KIND = "concern"


def put_away(organisation_id: UUID, concern_id: UUID) -> None:
    """Right after closing: seal the texts, or destroy them where the decision says at once.

    Misuse of the public form is no document of the municipality's work: it is destroyed whatever the decision says.

    A process that dies before this leaves a closed concern, which no page opens; the next retention run takes it up.
    """
    actor = machine(organisation_id)
    with writing(actor):
        decision = decisions.decision_for(organisation_id, KIND)
        misuse = Concern.objects.filter(pk=concern_id, outcome=Outcome.MISUSE).exists()
        verb = "destroy" if misuse or (decision is not None and decision.days == 0) else "seal"
        if dispose(actor, object_id=concern_id, verb=verb):
            said = {"destroy": "disposed", "seal": "sealed"}[verb]
            journal.write(actor, said, kind=KIND, object_id=concern_id)


def dispose(actor: Actor, *, object_id: UUID, verb: str) -> bool:
    """`verb` is "seal" or "destroy", inside `writing(actor)`; False when there was nothing to do. Safe to call twice.

    Misuse is destroyed whatever is asked for: a process that died after closing leaves it to the run, which would seal.

    The key goes first: a run that is killed half-way leaves an unreadable row, which the next run removes.
    """
    rows = Concern.objects.filter(pk=object_id, organisation_id=actor.organisation, state=State.CLOSED)
    row = rows.first()
    if row is None:
        return False
    if verb == "seal" and row.outcome != Outcome.MISUSE:
        return _seal(row)
    keys.destroy(row.pk)
    _count(row)
    rows.delete()
    if verb == "seal":  # the run would journal a seal
        journal.write(actor, "disposed", kind=KIND, object_id=object_id)
        return False
    return True


def _seal(row: Concern) -> bool:
    with suppress(KeyGone):  # destroyed by a run that was killed: as shut as can be
        keys.seal(row.pk)
    return bool(Concern.objects.filter(pk=row.pk, sealed_at__isnull=True).update(sealed_at=clock.now()))


def _count(row: Concern) -> None:
    """One more in the counts that remain: how it was closed, and by itself each coarse fact of when it was sent.

    Misuse counts as that alone: nobody was worried.
    """
    closed = {
        "organisation_id": row.organisation_id,
        "quarter": quarter_of(row.closed_at or clock.now()),
        "outcome": row.outcome,
        "setting": row.setting,
    }
    _one_more(ClosedCount, closed)
    if row.outcome == Outcome.MISUSE:
        return
    facts = counts.facts(row.setting, row.age_band, row.sent_at, row.answered_at)
    for topic, category in facts.items():
        sent = {"organisation_id": row.organisation_id, "quarter": quarter_of(row.sent_at)}
        _one_more(Tally, {**sent, "topic": topic, "category": category})


def _one_more(model: type[ClosedCount] | type[Tally], cell: dict[str, Any]) -> None:
    rows: Any = model._default_manager
    rows.bulk_create([model(**cell)], ignore_conflicts=True)
    rows.filter(**cell).update(number=F("number") + 1)
