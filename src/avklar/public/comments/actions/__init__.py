"""Everything that can be done with comments: by whoever writes, by moderators, and with the settings."""

from __future__ import annotations

from avklar.public.comments.actions.deciding import answer, decide, let_stand, publish, take_down
from avklar.public.comments.actions.opening import change_settings, open_discussion, set_discussion
from avklar.public.comments.actions.own import ask_for_link, complain, confirm, confirmed_writer, edit, withdraw
from avklar.public.comments.actions.writing import Outcome, report, write

__all__ = [
    "Outcome",
    "answer",
    "ask_for_link",
    "change_settings",
    "complain",
    "confirm",
    "confirmed_writer",
    "decide",
    "edit",
    "let_stand",
    "open_discussion",
    "publish",
    "report",
    "set_discussion",
    "take_down",
    "withdraw",
    "write",
]
