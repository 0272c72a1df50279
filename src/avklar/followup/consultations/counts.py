"""Numbers only: how many wait for the actor («my day»), and how many were asked (statistics)."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count

from avklar.followup.consultations.models import Ownership, Tally
from avklar.followup.consultations.reach import mine
from avklar.followup.consultations.states import WAITS_FOR, Group, Result, Side, State, Topic
from avklar.foundation.access.actor import Actor
from avklar.foundation.anonymity import Setting
from avklar.foundation.clock.quarters import bounds

CATEGORIES: dict[str, tuple[tuple[str, Any], ...]] = {
    Topic.SETTING: tuple(Setting.choices),
    Topic.RESULT: tuple(Result.choices),
}
"""Topic → its categories and what they are called."""


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


def facts(setting: str, concluded_at: datetime | None) -> dict[str, str]:
    """The coarse facts by which a consultation is counted."""
    return {Topic.SETTING: setting, Topic.RESULT: Result.NONE if concluded_at is None else Result.ADVICE}


def asked_in(organisation_id: UUID, quarter: str) -> dict[str, Counter[str]]:
    """How many consultations the organisation asked for in the quarter, those that are gone included.

    For statistics, inside the organisation's scope. Two queries; no identity, no text.
    """
    found: dict[str, Counter[str]] = {topic: Counter() for topic in Topic}
    gone = Tally.objects.filter(organisation_id=organisation_id, quarter=quarter)
    for topic, category, number in gone.values_list("topic", "category", "number"):
        found[topic][category] += number
    start, end = bounds(quarter)
    owned = Ownership.objects.filter(
        organisation_id=organisation_id, consultation__asked_at__gte=start, consultation__asked_at__lt=end
    )
    for fields in owned.values_list("consultation__setting", "consultation__concluded_at"):
        for topic, category in facts(*fields).items():
            found[topic][category] += 1
    return found


def _group(side: Side, state: State) -> Group:
    turn = WAITS_FOR[state]
    if turn is None:
        return Group.ENDED
    return Group.MINE if turn is side else Group.OTHERS
