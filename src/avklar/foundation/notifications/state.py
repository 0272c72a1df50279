"""How the mail is doing, for `avklar check`: in numbers, naming nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Min

from avklar.foundation import clock
from avklar.foundation.notifications.models import Outbox, ReturnedAddress
from avklar.foundation.notifications.returned import SHUT_AFTER

TOO_LONG = timedelta(hours=1)
NEW = timedelta(days=1)


@dataclass(frozen=True)
class State:
    """Mails that wait and for how long the oldest has; news kept for a gathered mail; mails given up or come back in
    the last fortnight, those of the last day among them; addresses that are shut for news."""

    waiting: int
    oldest: timedelta | None
    gathering: int
    failed: int
    failed_lately: int
    shut: int

    @property
    def stuck(self) -> bool:
        """Nothing may wait longer than an hour: either the worker or the mail server doesn't answer."""
        return self.oldest is not None and self.oldest > TOO_LONG


def state() -> State:
    """The state now. Seven queries."""
    now = clock.now()
    kept = Outbox.objects.filter(digest_at__isnull=False, digest_id=None)
    waiting = Outbox.objects.filter(next_try_at__isnull=False)
    failed = Outbox.objects.filter(failed_at__isnull=False)
    since = [
        waiting.aggregate(oldest=Min("created"))["oldest"],
        kept.filter(digest_at__lte=now).aggregate(oldest=Min("digest_at"))["oldest"],
    ]
    began = min((moment for moment in since if moment is not None), default=None)
    return State(
        waiting=waiting.count(),
        oldest=max(now - began, timedelta(0)) if began else None,
        gathering=kept.count(),
        failed=failed.count(),
        failed_lately=failed.filter(failed_at__gte=now - NEW).count(),
        shut=ReturnedAddress.objects.filter(failures__gte=SHUT_AFTER).count(),
    )
