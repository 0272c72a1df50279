"""What can be done with competence."""

from __future__ import annotations

from avklar.network.competence.actions.aiming import aim
from avklar.network.competence.actions.editing import follow_shipped, write_page
from avklar.network.competence.actions.recording import record, take_away
from avklar.network.competence.actions.reminding import remind
from avklar.network.competence.actions.taking import answer, begin, finish, go_on

__all__ = ["aim", "answer", "begin", "finish", "follow_shipped", "go_on", "record", "remind", "take_away", "write_page"]
