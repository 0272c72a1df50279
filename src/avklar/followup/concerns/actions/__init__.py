"""What one can do with a concern, one verb each. check → change → journal in one transaction; slow work before it."""

from avklar.followup.concerns.actions.desk import classify, close, close_misuse, edit_note, note_consultation, read
from avklar.followup.concerns.actions.dialogue import answer, ask, confirm_read, reply
from avklar.followup.concerns.actions.overdue import notify_overdue
from avklar.followup.concerns.actions.returning import come_back, confirm_with, end_receipts, reply_with
from avklar.followup.concerns.actions.sending import advise_danger, send
from avklar.followup.concerns.actions.telling import advise_anybody, tell

__all__ = [
    "advise_anybody",
    "advise_danger",
    "answer",
    "ask",
    "classify",
    "close",
    "close_misuse",
    "come_back",
    "confirm_read",
    "confirm_with",
    "edit_note",
    "end_receipts",
    "note_consultation",
    "notify_overdue",
    "read",
    "reply",
    "reply_with",
    "send",
    "tell",
]
