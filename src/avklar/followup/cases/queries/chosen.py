"""What was last decided of one step of the ladder, for the room of step 4: no text, so also of a locked case."""

from __future__ import annotations

from uuid import UUID

from avklar.followup.cases.cards import Chosen
from avklar.followup.cases.models import Decision
from avklar.followup.cases.queries.lists import line
from avklar.followup.cases.states import Answer, Step
from avklar.foundation.access.actor import Actor


def last_chosen(actor: Actor, case_id: UUID, step: Step) -> Chosen | None:
    """The last decision of `step` that wasn't refused, or None; NotFound unless the actor is named in the case."""
    line(actor, case_id)
    rows = Decision.objects.filter(case_id=case_id, step=step).exclude(answer=Answer.REFUSED).order_by("-position")
    found = rows.values_list("pk", "by", "answer", "effective_at").first()
    return Chosen(found[0], found[1], Answer(found[2]), holds=found[3] is not None) if found else None
