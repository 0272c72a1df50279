"""How many concerns, without identity and without text: for "my day" and, with small numbers left out, statistics."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, Sum

from avklar.followup.concerns.models import ClosedCount, Concern
from avklar.followup.concerns.states import Shelf, State
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.permissions import Permission

MOST_COUNTED = 1000


@dataclass(frozen=True)
class Counts:
    """Concerns that are not closed. Each number stops at a thousand: then it means "a thousand or more"."""

    new: int = 0
    open: int = 0
    waiting: int = 0
    overdue: int = 0


def unclosed(actor: Actor) -> Counts:
    """The numbers of the municipality's concerns that are not closed. One query over at most a thousand rows."""
    actor.must(Permission.CONCERN_READ)
    rows = Concern.objects.filter(organisation_id=actor.organisation, closed_at__isnull=True)
    return Counts(
        **rows.order_by("state", "due_at")[:MOST_COUNTED].aggregate(
            new=Count("pk", filter=Q(state=State.NEW)),
            open=Count("pk", filter=Q(shelf=Shelf.OPEN)),
            waiting=Count("pk", filter=Q(shelf=Shelf.WAITING)),
            overdue=Count("pk", filter=Q(due_at__lt=clock.now())),
        )
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
