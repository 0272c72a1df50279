"""Recording that the criminal side or PST was contacted, and the second person's answer afterwards (R1, R5)."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from avklar.followup.cases import actions as cases
from avklar.followup.cases import ladder
from avklar.followup.cases import queries as case_reads
from avklar.followup.cases.actions.reach import earlier, others, page, touch, unclosed
from avklar.followup.cases.rules import check_text
from avklar.followup.cases.states import Answer as Decided
from avklar.followup.escalation import rules
from avklar.followup.escalation.actions.opening import end_those_open
from avklar.followup.escalation.content import ContactContent
from avklar.followup.escalation.models import Escalation
from avklar.followup.escalation.states import LONGEST_REASON, Answer, Kind
from avklar.foundation import clock, journal, notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.foundation.vault import keys

KIND = "escalation"


def record(actor: Actor, *, case_id: UUID, content: ContactContent, submission: UUID) -> UUID:
    """Record a contact that took place; returns its id. When it was PST the case locks in the same transaction.

    Never stopped by a missing confirmation, by the lock, nor by the ladder: where that says no, a reason is asked for
    and the record says so. NotFound for others' cases, Conflict for a closed one, Invalid at the field.
    """
    actor.must(Permission.ESCALATION_RECORD)
    content.check(clock.now())
    with writing(actor):
        case = unclosed(actor, case_id)
        again = earlier(Escalation, case.pk, submission)
        if again is not None:
            return again
        new = _row(actor, case.pk, content, submission)
        new.save(force_insert=True)
        touch(case.pk)
        notifications.notify(actor, others(actor, case.pk), "escalation_second", _page(case.pk, new.pk))
        if content.kind is Kind.PST:
            end_those_open(actor, case.pk)
            cases.lock(actor, case_id=case.pk)
        journal.write(actor, "escalated", kind=KIND, object_id=new.pk, reason=str(content.kind))
    return new.pk


def answer(actor: Actor, *, case_id: UUID, escalation_id: UUID, confirmed: bool, reason: str = "") -> None:
    """The second person confirms, or refuses with a reason. Denied for the one who recorded it, whatever the role (R5).

    A decision that the contact carried out is answered with it, where it waits for somebody other than its maker.
    Refusing doesn't unlock the case: what is done is done.
    """
    actor.must(Permission.ESCALATION_RECORD)
    check_text(reason, "reason", longest=LONGEST_REASON, required=not confirmed)
    with writing(actor):
        case = unclosed(actor, case_id)
        row = Escalation.objects.filter(pk=escalation_id, case_id=case.pk).first()
        if row is None:
            raise NotFound
        rules.check_second(person=actor.person, first=row.by, answer=Answer(row.answer))
        keys.unlock_one(row)
        row.answer = Answer.CONFIRMED if confirmed else Answer.REFUSED
        row.answered_by, row.answered_at, row.answer_reason = actor.person, clock.now(), reason
        row.save(update_fields=["answer", "answered_by", "answered_at", "answer_reason"])
        touch(case.pk)
        notifications.notify(actor, [row.by], "case_seconded", page(case.pk))
        _answer_decision(actor, row, confirmed=confirmed, reason=reason)
        journal.write(actor, "seconded" if confirmed else "refused", kind=KIND, object_id=row.pk, reason=row.kind)


def _row(actor: Actor, case_id: UUID, content: ContactContent, submission: UUID) -> Escalation:
    """The row, not saved, after the ladder has said what it says at this moment."""
    step = content.kind.step
    chosen = case_reads.last_chosen(actor, case_id, step)
    rung = ladder.rung(case_reads.situation(actor, case_id, danger=content.danger), step)
    shut = rules.against(rung, chosen)
    rules.check_reason(shut, content.reason)
    return Escalation(
        organisation_id=actor.organisation,
        case_id=case_id,
        decision_id=chosen.id if chosen else None,
        kind=content.kind,
        outcome=content.outcome or "",
        how=content.how,
        danger=content.danger,
        against_ladder=shut is not None,
        happened_at=content.happened_at,
        by=actor.person,
        at=clock.now(),
        submission=submission,
        handed_to=content.handed_to,
        what=content.what,
        reason=content.reason if shut else "",
        shut_because=f"{shut.why} ({shut.rule})" if shut else "",
    )


def _answer_decision(actor: Actor, row: Escalation, *, confirmed: bool, reason: str) -> None:
    """The case's pages show no decision while it is locked: then it could never be answered."""
    if row.decision_id is None:
        return
    chosen = case_reads.last_chosen(actor, row.case_id, Kind(row.kind).step)
    if chosen is None or chosen.id != row.decision_id or chosen.answer is not Decided.WAITING:
        return
    if rules.may_be_second(person=actor.person, first=chosen.by):
        cases.answer_decision(
            actor, case_id=row.case_id, decision_id=row.decision_id, confirmed=confirmed, reason=reason
        )


def _page(case_id: UUID, escalation_id: UUID) -> str:
    return reverse("escalation:confirm", args=[case_id, escalation_id])
