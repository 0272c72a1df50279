"""The retention run: removes, seals and destroys what is due, organisation by organisation (R12).

Finds the models by asking Django and their disposers by dotted name, so it imports nothing from above. Safe to kill and
to run again: every record is one transaction, and a record's key goes before its rows or right after them.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils.module_loading import import_string

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.scope import disposing, writing
from avklar.foundation.access.tenants import organisation_ids
from avklar.foundation.journal import expiry
from avklar.foundation.retention.decisions import decision_for
from avklar.foundation.retention.declarations import Retention, Step, Verb, declared
from avklar.foundation.vault import keys

log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]

DONE = {"remove": "removed", "destroy": "destroyed", "seal": "sealed"}
SAID = {"remove": "disposed", "destroy": "disposed", "seal": "sealed"}


@dataclass(frozen=True)
class Job:
    """One model's rule for one organisation; None stands for rows that belong to no organisation."""

    model: type[models.Model]
    rule: Retention
    step: Step
    organisation_id: UUID | None
    led_by_organisation: bool


def run(*, simulate: bool = False, progress: Progress | None = None) -> Counter[str]:
    """Do what is due and count it per kind, as "concern sealed"; with `simulate` only count.

    A record that can't be disposed of is counted as "… failed", said in the log without content, and tried again next
    time.
    `progress(done, all)` is told jobs.
    """
    counts: Counter[str] = Counter()
    work = list(jobs())
    for done, job in enumerate(work, start=1):
        _do(job, counts, simulate=simulate)
        if progress:
            progress(done, len(work))
    if expiry.available():
        for expired in journal.drop_expired(simulate=simulate):
            counts["journal removed"] += expired.rows
    return counts


def jobs() -> Iterator[Job]:
    """Every rule with a date, for every organisation it concerns."""
    organisations = organisation_ids()
    for model in every_model():
        privacy = declared(model)
        if privacy is None or privacy.retention.verb not in (Verb.REMOVE, Verb.SEAL_OR_DESTROY):
            continue
        leads = {field.attname: field for field in model._meta.concrete_fields}.get("organisation_id")
        owners: list[UUID | None] = list(organisations) if leads is not None else []
        if leads is None or leads.null:
            owners.append(None)
        for owner in owners:
            yield Job(model, privacy.retention, privacy.step, owner, leads is not None)


def every_model() -> list[type[models.Model]]:
    """All models there are, whichever room they belong to."""
    return apps.get_models()


def _do(job: Job, counts: Counter[str], *, simulate: bool) -> None:
    for verb, ids in _due(job):
        for object_id in ids:
            outcome = DONE[verb] if simulate else _tried(job, verb, object_id)
            if outcome:
                counts[f"{job.rule.kind} {outcome}"] += 1


def _tried(job: Job, verb: str, object_id: Any) -> str:
    """What became of one record; one that fails must not stop the others."""
    try:
        return DONE[verb] if _dispose(job, verb, object_id) else ""
    except Exception as problem:
        log.error("retention: %s %s could not %s (%s)", job.rule.kind, object_id, verb, type(problem).__name__)
        return "failed"


def _dispose(job: Job, verb: str, object_id: Any) -> bool:
    """One record, in one transaction with its journal row; False when there was nothing to do."""
    actor = Actor(user_id=None, organisation_id=job.organisation_id)
    with disposing(job.organisation_id, clock.now()), writing(actor):
        if job.rule.disposer:
            done = bool(import_string(job.rule.disposer)(actor, object_id=object_id, verb=verb))
        else:
            done = bool(job.model._base_manager.filter(pk=object_id).delete()[0])
        if done and job.organisation_id is not None and job.step >= Step.CONCERN:
            journal.write(actor, SAID[verb], kind=job.rule.kind, object_id=object_id)
    if job.rule.record_key:
        keys.destroy(object_id)
    return done


def _due(job: Job) -> list[tuple[str, list[Any]]]:
    """What is due, as (verb, primary keys)."""
    with disposing(job.organisation_id, clock.now()):
        rows = job.model._base_manager.order_by("pk")
        if job.led_by_organisation:
            rows = rows.filter(organisation_id=job.organisation_id)
        if job.rule.verb is Verb.REMOVE:
            return [("remove", _ids(rows.filter(**_passed(job))))]
        return _closed(job, rows)


def _closed(job: Job, rows: models.QuerySet[Any]) -> list[tuple[str, list[Any]]]:
    """Closed records: destroyed where the organisation has decided so and its days have passed, else sealed."""
    decision = decision_for(job.organisation_id, job.rule.kind) if job.organisation_id else None
    destroy = _ids(rows.filter(**_passed(job, decision.days))) if decision else []
    seal = rows.filter(**_passed(job), **{f"{job.rule.sealed}__isnull": True})
    return [("destroy", destroy), ("seal", [found for found in _ids(seal) if found not in set(destroy)])]


def _passed(job: Job, days: int = 0) -> dict[str, Any]:
    field = job.model._meta.get_field(job.rule.due)
    limit = clock.now() - timedelta(days=days)
    if not isinstance(field, models.DateTimeField):
        return {f"{job.rule.due}__lte": limit.astimezone(clock.OSLO).date()}
    return {f"{job.rule.due}__lte": limit}


def _ids(rows: models.QuerySet[Any]) -> list[Any]:
    return list(rows.values_list("pk", flat=True))
