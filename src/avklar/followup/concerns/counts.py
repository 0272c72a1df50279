"""How many concerns, without identity and without text: for "my day" and, with small numbers left out, statistics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from avklar.followup.concerns.models import ClosedCount, Concern
from avklar.followup.concerns.states import SHELVES, Shelf, State
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.prepared import Prepared, Slots


@dataclass(frozen=True)
class Counts:
    """Concerns that are not closed. `unanswered`: the sender waits, also while the contact consults."""

    new: int = 0
    open: int = 0
    waiting: int = 0
    unanswered: int = 0
    overdue: int = 0


def _unclosed(slot: Slots) -> QuerySet[Concern, Any]:
    rows = Concern.objects.filter(organisation_id=slot.id("organisation"), closed_at__isnull=True).order_by()
    late = Count("due_at", filter=Q(due_at__lt=slot.moment("now")))
    return rows.values_list("state").annotate(number=Count("*"), unanswered=Count("due_at"), overdue=late)


_UNCLOSED = Prepared(_unclosed)


def unclosed(actor: Actor) -> Counts:
    """The numbers of the municipality's concerns that are not closed. One query, answered by an index alone."""
    actor.must(Permission.CONCERN_READ)
    rows = _UNCLOSED.rows(organisation=actor.organisation, now=clock.now())
    found = [(State(state), *numbers) for state, *numbers in rows]
    return Counts(
        new=sum(number for state, number, *_ in found if state is State.NEW),
        open=sum(number for state, number, *_ in found if SHELVES[state] is Shelf.OPEN),
        waiting=sum(number for state, number, *_ in found if SHELVES[state] is Shelf.WAITING),
        unanswered=sum(unanswered for _, _, unanswered, _ in found),
        overdue=sum(overdue for *_, overdue in found),
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
