"""The verbs of statistics: ask for a draft, and decide on it."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse

from avklar.foundation import journal, notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.insight.statistics import making, queries, rules
from avklar.insight.statistics.models import Making, Verdict
from avklar.insight.statistics.states import Rounding
from avklar.insight.statistics.tasks import make_draft

QUARTERS_BACK = 12


def prepare(actor: Actor, *, quarter: str, rounding: int, submission: UUID) -> UUID:
    """Ask for a draft of a finished quarter or year; returns the making's id. The worker makes it.

    The same submission again is the same making. Raises Denied, NotFound (no district), Invalid.
    """
    actor.must(Permission.STATISTICS_PREPARE)
    district_id = queries.district_of(actor)
    before = Making.objects.filter(submission=submission, district_id=district_id).first()
    if before is not None:
        return before.pk
    rules.check_period(quarter, queries.periods(actor, QUARTERS_BACK))
    rules.check_free(queries.waits(district_id, quarter), queries.made_up(district_id, quarter[:4]))
    with writing(actor):
        row = Making.objects.create(
            district_id=district_id,
            quarter=quarter,
            rounding=Rounding(rounding),
            asked_by=actor.person,
            submission=submission,
            remove_at=making.kept_until(),
        )
        journal.write(actor, "asked-for", kind="statistics", object_id=row.pk)
        transaction.on_commit(lambda: make_draft.enqueue(str(row.pk)))
    return row.pk


def decide(actor: Actor, *, publication_id: UUID, approve: bool) -> None:
    """Publish a draft, or reject it; the figures stay as they are. Raises Denied, NotFound, Conflict."""
    actor.must(Permission.STATISTICS_APPROVE)
    found = queries.version(actor, publication_id)
    rules.check_deciding(found.stage, found.prepared_by, actor.person)
    try:
        with writing(actor):
            Verdict.objects.create(publication_id=publication_id, approved=approve, by=actor.person)
            if found.prepared_by:
                code = "statistics_published" if approve else "statistics_rejected"
                notifications.notify(actor, [found.prepared_by], code, reverse("statistics:version", args=[found.id]))
            journal.write(actor, "approved" if approve else "refused", kind="statistics", object_id=publication_id)
    except IntegrityError:
        raise Conflict from None
