"""The worker's part: make the draft that somebody has asked for."""

from __future__ import annotations

from uuid import UUID

from django_tasks import task


@task()
def make_draft(making_id: str) -> None:
    """Make it. The queue holds only a random id."""
    from avklar.insight.statistics import making

    making.work(UUID(making_id))
