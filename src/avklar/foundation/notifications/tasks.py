"""The worker's part: deliver what is due. What must wait is taken up by the regular work (`config.upkeep`)."""

from __future__ import annotations

from django_tasks import task


@task()
def deliver() -> None:
    """Deliver everything that is due now. Takes no arguments: the queue holds no data."""
    from avklar.foundation.notifications.delivery import deliver_due

    deliver_due()
