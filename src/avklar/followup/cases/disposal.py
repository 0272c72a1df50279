"""How a case leaves (R12): sealed when closed, destroyed with its keys when the organisation has decided so."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from avklar.followup.cases.models import Case, CasePerson
from avklar.followup.cases.states import State
from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor, machine
from avklar.foundation.access.scope import writing
from avklar.foundation.retention import decisions
from avklar.foundation.vault import keys
from avklar.foundation.vault.errors import KeyGone

KIND = "case"


def dispose(actor: Actor, *, object_id: UUID, verb: str) -> bool:
    """`verb` is "seal" or "destroy", inside `writing(actor)`; False when there was nothing to do. Safe to call twice.

    The keys go first, those of the identities with the case's: a run that is killed half-way leaves unreadable rows.
    """
    rows = Case.objects.filter(pk=object_id, organisation_id=actor.organisation, state=State.CLOSED)
    if not rows.exists():
        return False
    people = list(CasePerson.objects.filter(case_id=object_id).values_list("pk", flat=True))
    if verb == "destroy":
        keys.destroy(object_id, *people)
        rows.delete()
        return True
    for record_id in (object_id, *people):
        with suppress(KeyGone):
            keys.seal(record_id)
    return bool(rows.filter(sealed_at__isnull=True).update(sealed_at=clock.now()))


def put_away(organisation_id: UUID, case_id: UUID) -> None:
    """Right after closing: seal the texts, or destroy them where the organisation's decision says at once.

    A process that dies before this leaves a closed case, which no page opens; the next retention run takes it up.
    """
    actor = machine(organisation_id)
    with writing(actor):
        decision = decisions.decision_for(organisation_id, KIND)
        verb = "destroy" if decision is not None and decision.days == 0 else "seal"
        if dispose(actor, object_id=case_id, verb=verb):
            journal.write(actor, {"destroy": "disposed", "seal": "sealed"}[verb], kind=KIND, object_id=case_id)
