"""Counts for «my day»: how many consultations wait for the actor, and how many for others. Numbers only."""

from __future__ import annotations

from django.db.models import Count

from avklar.followup.consultations.reach import mine
from avklar.followup.consultations.states import WAITS_FOR, Group, Side, State
from avklar.foundation.access.actor import Actor


def by_group(actor: Actor) -> dict[Group, int]:
    """The actor's consultations by list, in one query."""
    found = dict.fromkeys(Group, 0)
    rows = mine(actor).order_by().values_list("side", "consultation__state").annotate(count=Count("pk"))
    for side, state, count in rows:
        found[_group(Side(side), State(state))] += count
    return found


def waiting_for_me(actor: Actor) -> int:
    """How many wait for the actor."""
    return by_group(actor)[Group.MINE]


def _group(side: Side, state: State) -> Group:
    turn = WAITS_FOR[state]
    if turn is None:
        return Group.ENDED
    return Group.MINE if turn is side else Group.OTHERS
