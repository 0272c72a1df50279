"""Decisions on the ladder (R5): a human chooses and writes why; *police* and *PST* are confirmed by a second person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from avklar.followup.cases import rules
from avklar.followup.cases.actions.reach import (
    earlier,
    next_position,
    others,
    page,
    touch,
    unclosed,
    writable,
)
from avklar.followup.cases.ladder import Rung, needs_second, rung
from avklar.followup.cases.models import Case, Decision
from avklar.followup.cases.queries.situations import situation_of
from avklar.followup.cases.states import LONGEST_REASON, Answer, Step
from avklar.foundation import clock, journal, notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Invalid, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.foundation.vault import keys

KIND = "decision"


@dataclass(frozen=True)
class Choice:
    """What a human chose, and why. `deviation`: why a shut step is chosen all the same. `danger`: somebody is, now."""

    step: Step
    reason: str
    deviation: str = ""
    danger: bool = False


def decide(actor: Actor, *, case_id: UUID, choice: Choice, submission: UUID, version: int) -> UUID:
    """Choose a step of the ladder; returns the decision's id. It holds at once, or when a second person has confirmed.

    In danger it holds at once and is confirmed afterwards (R1, R5), and a case that changed meanwhile doesn't stop it.
    Conflict when somebody else decided or wrote since `version`; Invalid for a shut step without a reason to deviate.
    """
    actor.must(Permission.CASE_HANDLE)
    if choice.step is Step.CLOSE:
        raise Invalid(fields={"step": _("Saken avsluttes på sin egen side.")})
    with writing(actor):
        row = writable(actor, case_id)
        again = earlier(Decision, row.pk, submission)
        if again is not None:
            return again
        row = writable(actor, case_id, version=None if choice.danger else version)
        new = record(actor, row, choice, submission)
        touch(row.pk, **({"step": new.step} if new.effective_at else {}))
        if new.answer == Answer.WAITING:
            notifications.notify(actor, others(actor, row.pk), "case_second", page(row.pk))
        journal.write(actor, "chose", kind=KIND, object_id=new.pk, reason=str(choice.step))
    return new.pk


def answer_decision(actor: Actor, *, case_id: UUID, decision_id: UUID, confirmed: bool, reason: str = "") -> None:
    """The second person confirms, or refuses with a reason. Denied for the one who decided, whatever the role (R5).

    Also while PST's lock is on the case: in danger the contact comes first and the answer afterwards.
    """
    actor.must(Permission.CASE_HANDLE)
    rules.check_text(reason, "reason", longest=LONGEST_REASON, required=not confirmed)
    with writing(actor):
        case = unclosed(actor, case_id)
        row = Decision.objects.filter(pk=decision_id, case_id=case.pk).first()
        if row is None:
            raise NotFound
        rules.check_second(person=actor.person, first=row.by, answer=Answer(row.answer))
        keys.unlock_one(row)
        now = clock.now()
        row.answer = Answer.CONFIRMED if confirmed else Answer.REFUSED
        row.answered_by, row.answered_at, row.answer_reason = actor.person, now, reason
        row.effective_at = _holds_from(row, now)
        row.save(update_fields=["answer", "answered_by", "answered_at", "answer_reason", "effective_at"])
        touch(case.pk, step=_step_that_holds(case.pk))
        notifications.notify(actor, [row.by], "case_seconded", page(case.pk))
        journal.write(actor, "seconded" if confirmed else "refused", kind=KIND, object_id=row.pk, reason=row.step)


def record(actor: Actor, case: Case, choice: Choice, submission: UUID) -> Decision:
    """The decision's row, after the rules; inside `writing`, with the case's row locked. Not journalled."""
    chosen = rung(situation_of(case, danger=choice.danger), choice.step)
    rules.check_choice(chosen, reason=choice.reason, deviation=choice.deviation)
    answer = rules.answer_at_first(choice.step, deviates=not chosen.open)
    now = clock.now()
    new = Decision(
        organisation_id=actor.organisation,
        case_id=case.pk,
        position=next_position(Decision, case.pk),
        step=choice.step,
        danger=choice.danger,
        deviates=not chosen.open,
        by=actor.person,
        at=now,
        answer=answer,
        effective_at=now if rules.takes_effect(answer, danger=choice.danger) else None,
        submission=submission,
        reason=choice.reason,
        deviation="" if chosen.open else choice.deviation,
        shut_because=_why(chosen),
    )
    new.save(force_insert=True)
    return new


def asks_second(chosen: Rung) -> bool:
    """Whether a choice of this rung waits for a second person."""
    return needs_second(chosen.step, deviates=not chosen.open)


def _why(chosen: Rung) -> str:
    return f"{chosen.shut.why} ({chosen.shut.rule})" if chosen.shut else ""


def _holds_from(row: Decision, now: datetime) -> datetime | None:
    """Confirmed holds; refused doesn't, unless danger let it act at once: what is done is done, and said so."""
    if row.answer == Answer.CONFIRMED:
        return row.effective_at or now
    return row.effective_at if row.danger else None


def _step_that_holds(case_id: UUID) -> str:
    """The last step that holds and wasn't refused, or none."""
    rows = Decision.objects.filter(case_id=case_id, effective_at__isnull=False).exclude(answer=Answer.REFUSED)
    return rows.order_by("-position").values_list("step", flat=True).first() or ""
