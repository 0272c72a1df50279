"""What one can do with a concern, one verb each. check → change → journal in one transaction; slow work before it."""

from avklar.followup.concerns.actions.desk import classify, close, edit_note, note_consultation, read
from avklar.followup.concerns.actions.dialogue import answer, ask, confirm_read, reply
from avklar.followup.concerns.actions.overdue import notify_overdue
from avklar.followup.concerns.actions.sending import advise_danger, send

__all__ = [
    "advise_danger",
    "answer",
    "ask",
    "classify",
    "close",
    "confirm_read",
    "edit_note",
    "note_consultation",
    "notify_overdue",
    "read",
    "reply",
    "send",
]
