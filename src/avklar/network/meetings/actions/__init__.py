"""Everything that can be done with a meeting."""

from __future__ import annotations

from avklar.network.meetings.actions.answering import answer, answer_by_link, check_in_by_link
from avklar.network.meetings.actions.arranging import arrange, cancel, change, invite, repeat
from avklar.network.meetings.actions.attending import check_in, register
from avklar.network.meetings.actions.minuting import agree, finish, owners, reopen, send_minutes, write_minutes
from avklar.network.meetings.actions.own import own
from avklar.network.meetings.actions.reminding import remind

__all__ = [
    "agree",
    "answer",
    "answer_by_link",
    "arrange",
    "cancel",
    "change",
    "check_in",
    "check_in_by_link",
    "finish",
    "invite",
    "own",
    "owners",
    "register",
    "remind",
    "reopen",
    "repeat",
    "send_minutes",
    "write_minutes",
]
