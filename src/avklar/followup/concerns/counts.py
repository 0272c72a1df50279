"""How many concerns, without identity and without text: for "my day" and, with small numbers left out, statistics."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from avklar.followup.concerns.models import ClosedCount, Concern, Tally
from avklar.followup.concerns.states import CLOSING, SHELVES, Outcome, Shelf, State, Topic, Wait, wait_of
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.prepared import Prepared, Slots
from avklar.foundation.anonymity import AgeBand, Setting
from avklar.foundation.clock.quarters import bounds


@dataclass(frozen=True)
class Counts:
    """Concerns that are not closed. `unanswered`: the sender waits, also while the contact consults.

    `held` came in a flood and wait to be looked through; the other numbers leave them out.
    """

    new: int = 0
    open: int = 0
    waiting: int = 0
    unanswered: int = 0
    overdue: int = 0
    held: int = 0


def _unclosed(slot: Slots) -> QuerySet[Concern, Any]:
    rows = Concern.objects.filter(organisation_id=slot.id("organisation"), closed_at__isnull=True).order_by()
    late = Count("due_at", filter=Q(due_at__lt=slot.moment("now")))
    return rows.values_list("state").annotate(number=Count("*"), unanswered=Count("due_at"), overdue=late)


_UNCLOSED = Prepared(_unclosed)


def unclosed(actor: Actor) -> Counts:
    """The numbers of the municipality's concerns that are not closed. One query, answered by an index alone."""
    actor.must(Permission.CONCERN_READ)
    rows = _UNCLOSED.rows(organisation=actor.organisation, now=clock.now())
    every = [(State(state), *numbers) for state, *numbers in rows]
    found = [each for each in every if each[0] is not State.HELD]
    return Counts(
        new=sum(number for state, number, *_ in found if state is State.NEW),
        open=sum(number for state, number, *_ in found if SHELVES[state] is Shelf.OPEN),
        waiting=sum(number for state, number, *_ in found if SHELVES[state] is Shelf.WAITING),
        unanswered=sum(unanswered for _, _, unanswered, _ in found),
        overdue=sum(overdue for *_, overdue in found),
        held=sum(number for state, number, *_ in every if state is State.HELD),
    )


def closed(actor: Actor) -> dict[str, int]:
    """How many have been closed with each outcome, those that are gone included."""
    actor.must(Permission.CONCERN_READ)
    return closed_of(actor.organisation)


def closed_of(organisation_id: UUID) -> dict[str, int]:
    """The same by organisation, for statistics inside its scope."""
    gone = ClosedCount.objects.filter(organisation_id=organisation_id).values_list("outcome").annotate(Sum("number"))
    kept = Concern.objects.filter(organisation_id=organisation_id, closed_at__isnull=False)
    total: dict[str, int] = dict(gone)
    for outcome, number in kept.values_list("outcome").annotate(Count("pk")):
        total[outcome] = total.get(outcome, 0) + number
    return total


CATEGORIES: dict[str, tuple[tuple[str, Any], ...]] = {
    Topic.SETTING: tuple(Setting.choices),
    Topic.AGE: tuple(AgeBand.choices),
    Topic.WAIT: tuple(Wait.choices),
}
"""Topic → its categories and what they are called."""
OUTCOMES: tuple[tuple[str, Any], ...] = tuple((each.value, each.label) for each in Outcome if each in CLOSING)


def facts(setting: str, age_band: str, sent_at: datetime, answered_at: datetime | None) -> dict[str, str]:
    """The coarse facts by which a concern is counted."""
    return {Topic.SETTING: setting, Topic.AGE: age_band, Topic.WAIT: wait_of(sent_at, answered_at)}


def sent_in(organisation_id: UUID, quarter: str) -> dict[str, Counter[str]]:
    """How many concerns were sent in the quarter, by topic and category, those that are gone included.

    For statistics, inside the organisation's scope. Two queries; no identity, no text. Concerns that were destroyed
    before tallies were kept are not in it; nor are misuse of the form, and what is held back and not looked at yet.
    """
    found: dict[str, Counter[str]] = {topic: Counter() for topic in Topic}
    gone = Tally.objects.filter(organisation_id=organisation_id, quarter=quarter)
    for topic, category, number in gone.values_list("topic", "category", "number"):
        found[topic][category] += number
    start, end = bounds(quarter)
    kept = Concern.objects.filter(organisation_id=organisation_id, sent_at__gte=start, sent_at__lt=end)
    kept = kept.exclude(state=State.HELD).exclude(outcome=Outcome.MISUSE)
    for fields in kept.values_list("setting", "age_band", "sent_at", "answered_at"):
        for topic, category in facts(*fields).items():
            found[topic][category] += 1
    return found


def closed_in(organisation_id: UUID, quarter: str) -> Counter[str]:
    """How many concerns were closed in the quarter, by outcome, those that are gone included. Two queries."""
    gone = ClosedCount.objects.filter(organisation_id=organisation_id, quarter=quarter)
    found = Counter(dict(gone.values_list("outcome").annotate(Sum("number"))))
    start, end = bounds(quarter)
    kept = Concern.objects.filter(organisation_id=organisation_id, closed_at__gte=start, closed_at__lt=end)
    found.update(dict(kept.order_by().values_list("outcome").annotate(Count("pk"))))
    return found
