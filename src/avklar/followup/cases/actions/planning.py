"""The plan: measures in ordinary services, what happens with each, and what the person says of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from avklar.followup.cases import rules
from avklar.followup.cases.actions.reach import KIND as CASE
from avklar.followup.cases.actions.reach import earlier, next_position, touch, writable
from avklar.followup.cases.content import MeasureContent
from avklar.followup.cases.ladder import rung
from avklar.followup.cases.models import Case, FollowUp, Measure
from avklar.followup.cases.queries.situations import situation_of
from avklar.followup.cases.states import LONGEST_REASON, Effect, MeasureState, Service, Step
from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Denied, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.foundation.vault import keys

KIND = "measure"


def plan(actor: Actor, *, case_id: UUID, content: MeasureContent, submission: UUID) -> UUID:
    """Add a measure; returns its id. A mentor only after a named person has seen the certificate (R11)."""
    actor.must(Permission.CASE_HANDLE)
    content.check(clock.today())
    with writing(actor):
        row = writable(actor, case_id)
        again = earlier(Measure, row.pk, submission)
        if again is not None:
            return again
        _check_support_is_open(row)
        new = _row(actor, row.pk, content, submission)
        new.save(force_insert=True)
        touch(row.pk)
        journal.write(actor, "planned", kind=KIND, object_id=new.pk, reason=str(content.service))
    return new.pk


def follow_up(
    actor: Actor, *, case_id: UUID, measure_id: UUID, on: date, effect: Effect, text: str, submission: UUID
) -> UUID:
    """Enter how a measure goes; it is no longer stalled. The same `submission` is one entry."""
    actor.must(Permission.CASE_HANDLE)
    rules.check_text(text, "text", longest=LONGEST_REASON)
    rules.check_past("on", on, clock.today())
    with writing(actor):
        case = writable(actor, case_id)
        again = earlier(FollowUp, case.pk, submission)
        if again is not None:
            return again
        measure = _ongoing(case.pk, measure_id)
        now = clock.now()
        new = FollowUp(
            organisation_id=actor.organisation,
            case_id=case.pk,
            measure_id=measure.pk,
            on=on,
            effect=effect,
            by=actor.person,
            at=now,
            submission=submission,
            text=text,
        )
        new.save(force_insert=True)
        Measure.objects.filter(pk=measure.pk).update(last_entry_at=now, version=F("version") + 1)
        touch(case.pk, stalled_told_at=None)
        journal.write(actor, "followed-up", kind=KIND, object_id=measure.pk, reason=str(effect))
    return new.pk


def end_measure(
    actor: Actor, *, case_id: UUID, measure_id: UUID, state: MeasureState, effect: str, version: int
) -> None:
    """A measure is reached or stopped, with its effect in words. Conflict when it changed since `version`."""
    actor.must(Permission.CASE_HANDLE)
    rules.check_text(effect, "effect", longest=LONGEST_REASON)
    with writing(actor):
        case = writable(actor, case_id)
        measure = keys.unlock_one(_ongoing(case.pk, measure_id))
        if measure.version != version or state is MeasureState.ONGOING:
            raise Conflict
        measure.state, measure.ended_at, measure.effect = state, clock.now(), effect
        measure.version += 1
        measure.save(update_fields=["state", "ended_at", "effect", "version"])
        touch(case.pk)
        journal.write(actor, "ended", kind=KIND, object_id=measure.pk, reason=str(state))


def agree(actor: Actor, *, case_id: UUID, on: date, agreed_with: str, own_words: str, version: int) -> None:
    """Enter that the plan is agreed, with whom, and what the person says of it in their own words."""
    actor.must(Permission.CASE_HANDLE)
    rules.check_text(agreed_with, "agreed_with", longest=LONGEST_REASON)
    rules.check_text(own_words, "own_words", longest=LONGEST_REASON, required=False)
    rules.check_past("on", on, clock.today())
    with writing(actor):
        case = keys.unlock_one(writable(actor, case_id, version=version))
        case.plan_agreed_on, case.plan_agreed_with, case.own_words = on, agreed_with, own_words
        case.save(update_fields=["plan_agreed_on", "plan_agreed_with", "own_words"])
        touch(case.pk)
        journal.write(actor, "planned", kind=CASE, object_id=case.pk)


def _check_support_is_open(case: Case) -> None:
    """Denied when nothing but lawful expression is left in the case (R3): then there is nothing to plan for."""
    shut = rung(situation_of(case), Step.SUPPORT).shut
    if shut is not None:
        raise Denied(shut.why, rule=shut.rule)


def _ongoing(case_id: UUID, measure_id: UUID) -> Measure:
    measure = Measure.objects.filter(pk=measure_id, case_id=case_id).first()
    if measure is None:
        raise NotFound
    if measure.state != MeasureState.ONGOING:
        raise Conflict(_("Tiltaket er avsluttet. Lag et nytt hvis det skal fortsette."))
    return measure


def _row(actor: Actor, case_id: UUID, content: MeasureContent, submission: UUID) -> Measure:
    now, mentor = clock.now(), content.service is Service.MENTOR
    return Measure(
        organisation_id=actor.organisation,
        case_id=case_id,
        position=next_position(Measure, case_id),
        service=content.service,
        starts_on=content.starts_on,
        next_on=content.next_on,
        last_entry_at=now,
        certificate_seen_on=content.certificate_seen_on if mentor else None,
        certificate_seen_by=actor.person if mentor else None,
        by=actor.person,
        at=now,
        submission=submission,
        what=content.what,
        who=content.who,
        good_enough=content.good_enough,
    )
