"""What the ladder needs to know of clarification talks."""

from __future__ import annotations

from uuid import UUID

from avklar.followup.cases.models import Talk
from avklar.followup.cases.states import Result
from avklar.followup.cases.talks.states import TalkState


def last_result(case_id: UUID) -> Result | None:
    """The result of the last talk that was held, for the ladder (R5). One query."""
    held = Talk.objects.filter(case_id=case_id, state=TalkState.HELD).order_by("-position")
    result = held.values_list("result", flat=True).first()
    return Result(result) if result else None
