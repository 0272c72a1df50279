"""One case with all its texts, for those named in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from uuid import UUID

from avklar.followup.cases import rules
from avklar.followup.cases.cards import (
    Assessed,
    Decided,
    Entry,
    Fact,
    MeasureCard,
    Named,
    Opened,
    Second,
)
from avklar.followup.cases.ladder import Situation
from avklar.followup.cases.models import Assessment, Case, Decision, FollowUp, Measure, Observation, Staff, Talk
from avklar.followup.cases.queries.lists import line_of
from avklar.followup.cases.queries.situations import put_together, situation_of
from avklar.followup.cases.states import (
    Answer,
    Attitude,
    Effect,
    Hand,
    Kind,
    LegalClass,
    MeasureState,
    Motive,
    Origin,
    Service,
    Source,
    State,
    Step,
    Willingness,
)
from avklar.followup.cases.talks.rows import card
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.prepared import Prepared
from avklar.foundation.vault import keys

_CASE = Prepared(lambda slot: Case.objects.filter(organisation_id=slot.id("organisation"), pk=slot.id("case")))
_STAFF = Prepared(
    lambda slot: (
        Staff.objects.filter(case_id=slot.id("case"), ended_at__isnull=True)
        .order_by("added_at", "pk")
        .values_list("user_id", "added_at")
    )
)
_FACTS = Prepared(lambda slot: Observation.objects.filter(case_id=slot.id("case")).order_by("position"))
_ASSESSMENTS = Prepared(lambda slot: Assessment.objects.filter(case_id=slot.id("case")).order_by("position"))
_DECISIONS = Prepared(lambda slot: Decision.objects.filter(case_id=slot.id("case")).order_by("position"))
_MEASURES = Prepared(lambda slot: Measure.objects.filter(case_id=slot.id("case")).order_by("position"))
_TALKS = Prepared(lambda slot: Talk.objects.filter(case_id=slot.id("case")).order_by("position"))
_ENTRIES = Prepared(lambda slot: FollowUp.objects.filter(case_id=slot.id("case")).order_by("at", "id"))


def opened(actor: Actor, case_id: UUID) -> Opened:
    """The case with its texts; NotFound unless the actor is named in it.

    Seven queries, one more for the police's talks, and one for the key.
    """
    actor.must(Permission.CASE_READ)
    row, named = _found(actor, case_id)
    head = Opened(
        line=line_of(row),
        version=row.version,
        readable=rules.may_write(State(row.state), locked=_locked(row)),
        origin=Origin(row.origin),
        asked_for_help=row.asked_for_help,
        opened_by=row.opened_by,
        told_on=row.told_on,
        waiting=row.waiting,
        locked_at=row.locked_at,
        open_until=row.open_until,
        plan_agreed_on=row.plan_agreed_on,
        staff=tuple(Named(*each) for each in named),
    )
    return _with_texts(head, row, actor) if head.readable else head


def facts(actor: Actor, case_id: UUID) -> list[Fact]:
    """The observations that stand, for a disclosure to pick from; NotFound as `opened`, empty when not readable."""
    actor.must(Permission.CASE_READ)
    row, _named = _found(actor, case_id)
    if not rules.may_write(State(row.state), locked=_locked(row)):
        return []
    seen = keys.unlock(_FACTS.instances(case=row.pk))
    return [each for each in _facts(seen) if not each.replaced]


def situation(actor: Actor, case_id: UUID, *, danger: bool = False) -> Situation:
    """What the ladder looks at, also while the case is locked; NotFound as `opened`. Nothing once it is closed."""
    actor.must(Permission.CASE_READ)
    row, _named = _found(actor, case_id)
    return situation_of(row, danger=danger) if row.state == State.OPEN else Situation(danger=danger)


def situation_from(found: Opened, *, danger: bool = False) -> Situation:
    """The same from a case that is opened already; no assessment that was refused counts."""
    standing = [each for each in found.assessments if each.second.answer is not Answer.REFUSED]
    last = standing[-1] if standing else None
    axes = {"attitude": str(last.attitude), "willingness": str(last.willingness)} if last else {}
    results = [each.result for each in found.talks if each.result is not None]
    talk = results[-1] if results else None
    return put_together(found.standing_facts, axes, asked_for_help=found.asked_for_help, talk=talk, danger=danger)


def _found(actor: Actor, case_id: UUID) -> tuple[Case, list[tuple]]:
    rows = _CASE.instances(organisation=actor.organisation, case=case_id)
    named = _STAFF.rows(case=case_id)
    if not rows or actor.person not in {each[0] for each in named}:
        raise NotFound
    return rows[0], named


def _locked(row: Case) -> bool:
    return row.locked_at is not None and (row.open_until is None or row.open_until <= clock.now())


def _with_texts(head: Opened, row: Case, actor: Actor) -> Opened:
    seen: list[Observation] = _FACTS.instances(case=row.pk)
    assessed: list[Assessment] = _ASSESSMENTS.instances(case=row.pk)
    decided: list[Decision] = _DECISIONS.instances(case=row.pk)
    measures: list[Measure] = _MEASURES.instances(case=row.pk)
    entries: list[FollowUp] = _ENTRIES.instances(case=row.pk) if measures else []
    held: list[Talk] = _TALKS.instances(case=row.pk) if actor.may(Permission.TALK_HANDLE) else []
    keys.unlock([row, *seen, *assessed, *decided, *measures, *entries, *held])
    plan = _plan(measures, entries)
    return replace(
        head,
        line=replace(
            head.line,
            stalled=any(each.stalled for each in plan),
            waits=any(_waits(each, actor.person) for each in assessed)
            or any(_waits(each, actor.person) for each in decided),
        ),
        reason=row.reason,
        waiting_reason=row.waiting_reason or "",
        own_words=row.own_words or "",
        plan_agreed_with=row.plan_agreed_with or "",
        facts=tuple(_facts(seen)),
        assessments=tuple(_assessed(each) for each in assessed),
        decisions=tuple(_decided(each) for each in decided),
        measures=tuple(plan),
        talks=tuple(card(each) for each in held),
    )


def _waits(row: Assessment | Decision, reader: UUID) -> bool:
    return row.answer == Answer.WAITING and row.by != reader


def _facts(rows: list[Observation]) -> list[Fact]:
    replaced = {each.replaces_id for each in rows}
    return [
        Fact(
            id=each.pk,
            position=each.position,
            seen_on=each.seen_on,
            source=Source(each.source),
            hand=Hand(each.hand),
            verified=each.verified,
            kind=Kind(each.kind),
            legal_class=LegalClass(each.legal_class),
            provision=each.provision,
            text=each.fact,
            interpretation=each.interpretation,
            added_by=each.added_by,
            added_at=each.added_at,
            replaces=each.replaces_id,
            replaced=each.pk in replaced,
        )
        for each in rows
    ]


def _second(row: Assessment | Decision) -> Second:
    return Second(Answer(row.answer), row.answered_by, row.answered_at, row.answer_reason or "")


def _assessed(row: Assessment) -> Assessed:
    axes, grounds = row.axes, row.grounds
    return Assessed(
        id=row.pk,
        position=row.position,
        attitude=Attitude(axes["attitude"]),
        willingness=Willingness(axes["willingness"]),
        attitude_reason=row.attitude_reason,
        willingness_reason=row.willingness_reason,
        attitude_grounds=tuple(UUID(each) for each in grounds["attitude"]),
        willingness_grounds=tuple(UUID(each) for each in grounds["willingness"]),
        ordinary=row.ordinary,
        protects=row.protects,
        motives=tuple(Motive(each) for each in row.motives),
        by=row.by,
        at=row.at,
        second=_second(row),
    )


def _decided(row: Decision) -> Decided:
    return Decided(
        id=row.pk,
        position=row.position,
        step=Step(row.step),
        danger=row.danger,
        deviates=row.deviates,
        reason=row.reason,
        deviation=row.deviation,
        shut_because=row.shut_because,
        by=row.by,
        at=row.at,
        effective_at=row.effective_at,
        second=_second(row),
    )


def _plan(measures: list[Measure], entries: list[FollowUp]) -> list[MeasureCard]:
    by_measure: dict[UUID, list[Entry]] = defaultdict(list)
    for each in entries:
        by_measure[each.measure_id].append(Entry(each.pk, each.on, Effect(each.effect), each.text, each.by, each.at))
    return [_measure(each, tuple(by_measure[each.pk])) for each in measures]


def _measure(row: Measure, entries: tuple[Entry, ...]) -> MeasureCard:
    state = MeasureState(row.state)
    return MeasureCard(
        id=row.pk,
        position=row.position,
        service=Service(row.service),
        state=state,
        starts_on=row.starts_on,
        next_on=row.next_on,
        last_entry_at=row.last_entry_at,
        ended_at=row.ended_at,
        what=row.what,
        who=row.who,
        good_enough=row.good_enough,
        effect=row.effect or "",
        certificate_seen_on=row.certificate_seen_on,
        certificate_seen_by=row.certificate_seen_by,
        version=row.version,
        stalled=rules.is_stalled(state, row.last_entry_at, clock.now()),
        by=row.by,
        at=row.at,
        entries=entries,
    )
