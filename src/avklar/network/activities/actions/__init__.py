"""Everything that can be done with ideas, activities and the calendar's address."""

from __future__ import annotations

from avklar.network.activities.actions.address import make_address, shut_address
from avklar.network.activities.actions.ideas import borrow, change_idea, share
from avklar.network.activities.actions.planning import cancel, change, hold, plan

__all__ = [
    "borrow",
    "cancel",
    "change",
    "change_idea",
    "hold",
    "make_address",
    "plan",
    "share",
    "shut_address",
]
