"""What one can do on step 4, one verb each. check → change → journal in one transaction, the case's row locked."""

from avklar.followup.escalation.actions.opening import answer_opening, ask_to_open, end_opening
from avklar.followup.escalation.actions.packing import seal_package
from avklar.followup.escalation.actions.recording import answer, record

__all__ = ["answer", "answer_opening", "ask_to_open", "end_opening", "record", "seal_package"]
