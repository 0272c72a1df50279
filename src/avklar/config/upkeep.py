"""The regular work, done by the worker or by `avklar tick`: each job on its own, so that no failure stops another."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from avklar.followup.cases import actions as cases
from avklar.followup.cases.talks import actions as talks
from avklar.followup.concerns import actions as concerns
from avklar.foundation import clock, journal
from avklar.foundation.access.scope import scope
from avklar.foundation.access.tenants import kinds, organisation_ids
from avklar.foundation.notifications.delivery import deliver_due
from avklar.foundation.notifications.mail import mail_heads
from avklar.foundation.retention import engine
from avklar.foundation.vault.fields import EncryptedModel
from avklar.foundation.vault.sweep import sweep_orphans
from avklar.insight.overview import actions as overview
from avklar.network.competence import actions as competence
from avklar.network.meetings import actions as meetings
from avklar.network.routines import actions as routines
from avklar.people.accounts import throttle
from avklar.people.organisations import actions as organisations
from avklar.people.organisations import queries
from avklar.public.guidance import actions as guidance

logger = logging.getLogger(__name__)

STAMPS = "upkeep"
ORPHAN_AGE = timedelta(days=1)  # a key is made just before its record: after a day nobody is still writing it


@dataclass(frozen=True)
class Job:
    """One regular job and how long may pass between two rounds of it."""

    name: str
    every: timedelta
    do: Callable[[], object]


def tick(*, all_jobs: bool = False) -> list[str]:
    """Do every job that is due (or all), and return the names of those that failed."""
    return [job.name for job in JOBS if (all_jobs or _due(job)) and not _done(job)]


def sweep_keys() -> int:
    """Destroy keys of records that were never written; returns how many."""
    return sweep_orphans(_existing, ORPHAN_AGE)


def _due(job: Job) -> bool:
    stamp = _stamp(job)
    if not stamp.exists():
        return True
    return clock.now() - datetime.fromisoformat(stamp.read_text()) >= job.every


def _done(job: Job) -> bool:
    try:
        job.do()
    except Exception as problem:
        # Only the kind of error: a message may hold what must not be logged.
        logger.error("upkeep: %s failed (%s)", job.name, type(problem).__name__)
        return False
    stamp = _stamp(job)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(clock.now().isoformat())
    return True


def _stamp(job: Job) -> Path:
    return Path(settings.DATA) / STAMPS / job.name


def _tell_overdue() -> None:
    for organisation_id, kind in kinds().items():
        if kind == "municipality":
            concerns.notify_overdue(organisation_id)


def _end_receipts() -> None:
    for organisation_id, kind in kinds().items():
        if kind == "municipality":
            concerns.end_receipts(organisation_id)


def _remind() -> None:
    """Reviews, plans that stand still, and talks that are near."""
    for organisation_id, kind in kinds().items():
        cases.remind(organisation_id)
        if kind == "police_district":
            talks.remind(organisation_id)


def _remind_of_agreements() -> None:
    for organisation_id, kind in kinds().items():
        if kind == "police_district":
            organisations.remind_of_agreements(organisation_id)


def _remind_of_appointments() -> None:
    """The yearly question to those appointed, and word of what ends soon."""
    for organisation_id in organisation_ids():
        organisations.ask_for_confirmations(organisation_id)
        organisations.remind_of_endings(organisation_id)


def _remind_of_reviews() -> None:
    for organisation_id, kind in kinds().items():
        if kind == "municipality":
            routines.remind(organisation_id)


def _remind_of_guidance() -> None:
    for organisation_id, kind in kinds().items():
        if kind == "police_district":
            guidance.remind(organisation_id)


def _record_months() -> None:
    """How each district stands, kept once a month."""
    for organisation_id, kind in kinds().items():
        if kind == "police_district":
            overview.record_month(organisation_id)


def _mail_heads() -> None:
    officers = {each: [person.email for person in queries.privacy_officers(each)] for each in organisation_ids()}
    mail_heads({organisation_id: addresses for organisation_id, addresses in officers.items() if addresses})


def _prune() -> None:
    call_command("prune_db_task_results", min_age_days=7, verbosity=0)
    call_command("clearsessions", verbosity=0)


def _existing(record_ids: Iterable[UUID]) -> set[UUID]:
    """Which of the ids are records in any room, asked inside each organisation's scope."""
    wanted, found = list(record_ids), set[UUID]()
    for organisation_id in (None, *organisation_ids()):
        with scope(organisation_id):
            for model in _record_models():
                found |= set(model._base_manager.filter(pk__in=wanted).values_list("pk", flat=True))
    return found


def _record_models() -> Iterator[type[EncryptedModel]]:
    yield from (model for model in apps.get_models() if issubclass(model, EncryptedModel))


JOBS = (
    Job("mail", timedelta(0), deliver_due),
    Job("returned-mail", timedelta(minutes=15), organisations.tell_of_returned_mail),
    Job("overdue", timedelta(0), _tell_overdue),
    Job("receipts", timedelta(hours=6), _end_receipts),
    Job("counters", timedelta(minutes=15), throttle.forget),
    Job("case-reminders", timedelta(minutes=15), _remind),
    Job("agreement-reminders", timedelta(hours=6), _remind_of_agreements),
    Job("appointments", timedelta(hours=6), _remind_of_appointments),
    Job("routine-reviews", timedelta(hours=6), _remind_of_reviews),
    Job("guidance-reviews", timedelta(hours=6), _remind_of_guidance),
    Job("meetings", timedelta(minutes=15), meetings.remind),
    Job("competence", timedelta(hours=6), competence.remind),
    Job("months", timedelta(hours=6), _record_months),
    Job("retention", timedelta(hours=1), engine.run),
    Job("anchor", timedelta(hours=6), journal.anchor),
    Job("heads-by-mail", timedelta(days=7), _mail_heads),
    Job("orphaned-keys", timedelta(days=1), sweep_keys),
    Job("prune", timedelta(days=1), _prune),
)
