"""What a person hands in about a contact that took place, with everything that can be wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from avklar.followup.cases.rules import check_text
from avklar.followup.escalation import rules
from avklar.followup.escalation.states import LONGEST_OFFICE, LONGEST_WHAT, How, Kind, Outcome


@dataclass(frozen=True)
class ContactContent:
    """Who was contacted, when (aware), how, and what was handed over in their own system: recorded, not copied.

    `handed_to` is an office in words, never a person's name. `reason`: why it was done though the ladder said no.
    """

    kind: Kind
    happened_at: datetime
    how: How
    handed_to: str
    what: str
    outcome: Outcome | None = None
    danger: bool = False
    reason: str = ""

    def check(self, now: datetime) -> None:
        """Invalid at the field that is missing. What the ladder says is looked at later, with the case's row locked."""
        rules.check_happened(self.happened_at, now)
        rules.check_outcome(self.kind, self.outcome)
        check_text(self.handed_to, "handed_to", longest=LONGEST_OFFICE)
        check_text(self.what, "what", longest=LONGEST_WHAT)
