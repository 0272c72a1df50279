"""Opening a locked case for a time: one asks with a reason, another says yes, both journalled. Nobody alone (R5)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from avklar.followup.cases import actions as cases
from avklar.followup.cases.actions.reach import earlier, is_locked, others, touch, unclosed
from avklar.followup.cases.rules import check_text
from avklar.followup.escalation import rules
from avklar.followup.escalation.models import Reopening
from avklar.followup.escalation.states import LONGEST_REASON, Answer
from avklar.foundation import clock, journal, notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.foundation.vault import keys

KIND = "reopening"


def ask_to_open(actor: Actor, *, case_id: UUID, hours: int, reason: str, submission: UUID) -> UUID:
    """Ask that a locked case be opened for some `hours` from now; returns the id. Nothing opens before another answers.

    Conflict when the case isn't locked or somebody has asked already; Invalid without a reason or for a wrong time.
    """
    actor.must(Permission.ESCALATION_RECORD)
    check_text(reason, "reason", longest=LONGEST_REASON)
    now = clock.now()
    until = rules.until(hours, now)
    with writing(actor):
        case = unclosed(actor, case_id)
        again = earlier(Reopening, case.pk, submission)
        if again is not None:
            return again
        _waiting(case.pk).filter(until__lte=now).update(ended_at=now)
        rules.check_asking(locked=is_locked(case), waits=_waiting(case.pk).exists())
        new = Reopening(
            organisation_id=actor.organisation,
            case_id=case.pk,
            asked_by=actor.person,
            asked_at=now,
            until=until,
            submission=submission,
            reason=reason,
        )
        new.save(force_insert=True)
        touch(case.pk)
        notifications.notify(actor, others(actor, case.pk), "escalation_second", _page(case.pk))
        journal.write(actor, "asked-to-open", kind=KIND, object_id=new.pk)
    return new.pk


def answer_opening(actor: Actor, *, case_id: UUID, reopening_id: UUID, confirmed: bool, reason: str = "") -> None:
    """Another person opens the case until the time asked for, or refuses with a reason. Denied for the one who asked.

    Conflict when it is answered already or the time has passed.
    """
    actor.must(Permission.ESCALATION_RECORD)
    check_text(reason, "reason", longest=LONGEST_REASON, required=not confirmed)
    now = clock.now()
    with writing(actor):
        case = unclosed(actor, case_id)
        row = Reopening.objects.filter(pk=reopening_id, case_id=case.pk).first()
        if row is None:
            raise NotFound
        rules.check_second(person=actor.person, first=row.asked_by, answer=Answer(row.answer))
        rules.check_in_time(row.ended_at or row.until, now)
        keys.unlock_one(row)
        row.answer = Answer.CONFIRMED if confirmed else Answer.REFUSED
        row.answered_by, row.answered_at, row.answer_reason = actor.person, now, reason
        row.save(update_fields=["answer", "answered_by", "answered_at", "answer_reason"])
        touch(case.pk)
        notifications.notify(actor, [row.asked_by], "case_seconded", _page(case.pk))
        if confirmed:
            cases.open_for_a_time(actor, case_id=case.pk, until=row.until)
        journal.write(actor, "seconded" if confirmed else "refused", kind=KIND, object_id=row.pk)


def end_opening(actor: Actor, *, case_id: UUID) -> None:
    """Lock the case again before the time is out, or take back what was asked for; one person is enough.

    Conflict when nothing is open or asked for.
    """
    actor.must(Permission.ESCALATION_RECORD)
    with writing(actor):
        case = unclosed(actor, case_id)
        if not end_those_open(actor, case.pk):
            raise Conflict(rules.NOT_OPEN, rule="R5")
        touch(case.pk)
        cases.lock(actor, case_id=case.pk)


def end_those_open(actor: Actor, case_id: UUID) -> int:
    """End what is open or asked for, inside `writing`; returns how many, each journalled. The case's lock is apart."""
    now = clock.now()
    going_on = list(_going_on(case_id, now).values_list("pk", flat=True))
    Reopening.objects.filter(pk__in=going_on).update(ended_at=now, ended_by=actor.person)
    for reopening_id in going_on:
        journal.write(actor, "ended", kind=KIND, object_id=reopening_id)
    return len(going_on)


def _going_on(case_id: UUID, now: datetime) -> QuerySet[Reopening]:
    """At most one that waits and one that is open."""
    rows = Reopening.objects.filter(case_id=case_id, until__gt=now, ended_at__isnull=True)
    return rows.exclude(answer=Answer.REFUSED)


def _waiting(case_id: UUID) -> QuerySet[Reopening]:
    return Reopening.objects.filter(case_id=case_id, answer=Answer.WAITING, ended_at__isnull=True)


def _page(case_id: UUID) -> str:
    return reverse("escalation:reopen", args=[case_id])
