"""The worker's part: deliver what is due, and come back when a mail must wait."""

from __future__ import annotations

from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from avklar.foundation import clock


@task()
def deliver() -> None:
    """Deliver everything that is due, then book the next round if something is left. Takes no arguments: no data."""
    from avklar.foundation.notifications.delivery import deliver_due, next_round

    deliver_due()
    moment = next_round()
    if moment is not None and not _booked():
        deliver.using(run_after=max(moment, clock.now())).enqueue()


def _booked() -> bool:
    """True when a later round stands in the queue already: one is enough, however many mails wait."""
    waiting = DBTaskResult.objects.filter(task_path=deliver.module_path, status=TaskResultStatus.READY)
    return waiting.filter(run_after__gt=clock.now()).exists()
