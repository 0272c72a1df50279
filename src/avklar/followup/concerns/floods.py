"""When many worries reach one municipality at once: none is refused, but what comes after is held back for a look.

Counted are those of private persons, by municipality alone: nothing is remembered of who sent them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from avklar.followup.concerns.models import Concern
from avklar.followup.concerns.states import State
from avklar.foundation.access.prepared import Prepared, Slots

HOUR = timedelta(hours=1)
MOST = 20
MOST_UNPROVED = 5


def is_flood(organisation_id: UUID, now: datetime, *, proved: bool) -> bool:
    """Whether one more within the hour is too many; those without proof of work have a smaller measure of their own.

    Inside the municipality's scope. One or two queries, each of which looks at one place of an index.
    """
    within = {"organisation": organisation_id, "since": now - HOUR}
    if _many(MOST, unproved=False).rows(**within):
        return True
    return not proved and bool(_many(MOST_UNPROVED, unproved=True).rows(**within))


def is_first_held(organisation_id: UUID, now: datetime) -> bool:
    """Whether nothing else was held back in this hour of the clock: then the contact is told.

    Not since an hour ago: a flood that goes on would be told of once, however many days it lasts.
    """
    begun = now.replace(minute=0, second=0, microsecond=0)
    held = Concern.objects.filter(organisation_id=organisation_id, state=State.HELD, sent_at__gte=begun)
    return not held.exists()


@lru_cache(maxsize=8)
def _many(most: int, *, unproved: bool) -> Prepared:
    """Gives a row when there are `most` or more."""

    def build(slot: Slots) -> QuerySet[Concern, Any]:
        rows = Concern.objects.filter(organisation_id=slot.id("organisation"), reporter__isnull=True)
        rows = rows.filter(sent_at__gt=slot.moment("since"))
        if unproved:
            rows = rows.filter(unproved=True)
        return rows.order_by("-sent_at", "-id").values_list("pk")[most - 1 : most]

    return Prepared(build)
