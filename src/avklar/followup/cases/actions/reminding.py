"""What the worker sees to: reviews that are due and plans that have stood still for 30 days. Codes only (R13)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db.models import Q

from avklar.followup.cases.actions.reach import named_in, page
from avklar.followup.cases.models import Case, Measure
from avklar.followup.cases.states import STALLED_AFTER, State
from avklar.foundation import clock, notifications
from avklar.foundation.access.actor import machine
from avklar.foundation.access.scope import scope, writing

WARNED_BEFORE = timedelta(days=7)


def remind(organisation_id: UUID) -> int:
    """Tell those named in a case, once, that a review comes or its plan stands still; returns how many cases."""
    now, today = clock.now(), clock.today()
    with scope(organisation_id):
        opened = Case.objects.filter(organisation_id=organisation_id, state=State.OPEN, locked_at__isnull=True)
        soon = today + WARNED_BEFORE
        reviews = opened.filter(Q(review_on__lte=soon) | Q(look_again__lte=soon), review_told_at__isnull=True)
        still = Measure.objects.filter(
            organisation_id=organisation_id, ended_at__isnull=True, last_entry_at__lte=now - STALLED_AFTER
        )
        stalled = opened.filter(pk__in=still.values("case_id"), stalled_told_at__isnull=True)
        work = [(pk, "review_told_at", "case_review") for pk in reviews.values_list("pk", flat=True)]
        work += [(pk, "stalled_told_at", "case_stalled") for pk in stalled.values_list("pk", flat=True)]
    return sum(_tell(organisation_id, *each) for each in work)


def _tell(organisation_id: UUID, case_id: UUID, column: str, code: str) -> bool:
    """One case, once: who is first marks it, and only then is anybody told."""
    actor = machine(organisation_id)
    with writing(actor):
        untold = Case.objects.filter(pk=case_id, **{f"{column}__isnull": True})
        if not untold.update(**{column: clock.now()}):
            return False
        notifications.notify(actor, named_in(case_id), code, page(case_id))
    return True
