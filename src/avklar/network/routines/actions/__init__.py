"""Everything that can be done with a routine, a template and the action plan."""

from __future__ import annotations

from avklar.network.routines.actions.adapting import acknowledge, adapt, adopt, approve, review
from avklar.network.routines.actions.planning import add_measure, begin_plan, change_measure, close_plan
from avklar.network.routines.actions.publishing import publish
from avklar.network.routines.actions.reminding import remind

__all__ = [
    "acknowledge",
    "adapt",
    "add_measure",
    "adopt",
    "approve",
    "begin_plan",
    "change_measure",
    "close_plan",
    "publish",
    "remind",
    "review",
]
