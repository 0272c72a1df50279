"""What waits to be mended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet

from avklar.foundation.access.actor import Actor
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.paging import Found
from avklar.public.accessibility.models import Feedback


@dataclass(frozen=True)
class Told:
    """What somebody said, where, and how to answer them."""

    id: UUID
    text: str
    page: str
    email: str
    at: datetime
    settled_at: datetime | None


def told(actor: Actor) -> Found[Told]:
    """What people have said, unsettled first, then newest first."""
    actor.must(Permission.GUIDANCE_EDIT)
    rows = Feedback.objects.order_by(F("settled_at").asc(nulls_first=True), "-at", "pk")
    return Found(rows, _cards)


def _cards(rows: QuerySet[Feedback]) -> list[Told]:
    return [Told(row.pk, row.text, row.page, row.email, row.at, row.settled_at) for row in rows]
