"""Everybody's unsent text as it lies in the table: seen as the retention run would see it when all of it is due."""

from __future__ import annotations

from datetime import timedelta

from avklar.foundation import clock
from avklar.foundation.access.scope import disposing
from avklar.foundation.drafts.models import Draft


def every_draft() -> list[Draft]:
    """All drafts, whoever wrote them, on both databases."""
    with disposing(None, clock.now() + timedelta(days=365)):
        return list(Draft.objects.order_by("pk"))
