"""The bench's cases: as many as asked for over the 46 municipalities, and one with forty entries on its timeline.

Written in bulk through the room's models like the concerns; every case has its own key and every text is encrypted.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from avklar.followup.cases.models import Assessment, Case, CaseCounter, Decision, FollowUp, Measure, Observation, Staff
from avklar.followup.cases.states import (
    Age,
    Answer,
    Effect,
    Hand,
    Kind,
    LegalClass,
    Origin,
    Outcome,
    Service,
    Source,
    State,
    Step,
)
from avklar.foundation import clock
from avklar.foundation.access.scope import writing
from avklar.foundation.vault import keys
from bench.data import LONG_NUMBER, OPEN_IN_THE_MEASURED, TEXT, District, batches, write_keys

Progress = Callable[[int], None]


def fill(district: District, start: int, stop: int, progress: Progress) -> None:
    """Cases number `start` to `stop` over the municipalities; the measured one's contact is named in its own."""
    share: dict[UUID, list[int]] = {organisation_id: [] for organisation_id in district.organisation_ids}
    for number in range(start, stop):
        share[district.home(number)].append(number)
    for organisation_id, numbers in share.items():
        for batch in batches(numbers):
            _write(district, organisation_id, [_case(district, organisation_id, number) for number in batch])
            progress(len(batch))


def long_case(district: District) -> UUID:
    """An open case of the measured municipality: 12 observations, 4 assessments, 4 decisions, a plan of 20 rows."""
    case = _case(district, district.measured, 0)
    case.number = LONG_NUMBER
    rows = [
        *(_observation(case, position) for position in range(1, 13)),
        *(_assessment(case, position) for position in range(1, 5)),
        *(_decision(case, position) for position in range(1, 5)),
    ]
    measures = [_measure(case, position) for position in range(1, 5)]
    entries = [_entry(case, measures[number % 4]) for number in range(16)]
    write_keys(district.measured, [case], [])
    keys.attach(case.__dict__[keys.SLOT], *rows, *measures, *entries)
    with writing(district.contact_actor()):
        case.save(force_insert=True)
        for row in (_named(case), *rows, *measures, *entries):
            row.save(force_insert=True)
    return case.pk


def cases_with_facts(district: District, number: int, facts: int) -> list[UUID]:
    """Open cases of the measured municipality with as many observations, to disclose from."""
    made = []
    for place in range(number):
        case = _case(district, district.measured, 0)
        case.number = LONG_NUMBER + 1 + place
        seen = [_observation(case, position) for position in range(1, facts + 1)]
        write_keys(district.measured, [case], [])
        keys.attach(case.__dict__[keys.SLOT], *seen)
        with writing(district.contact_actor()):
            case.save(force_insert=True)
            for row in (_named(case), *seen):
                row.save(force_insert=True)
        made.append(case.pk)
    return made


def _write(district: District, organisation_id: UUID, cases: list[Case]) -> None:
    seen = [_observation(case, 1) for case in cases]
    decided = [_decision(case, 1) for case in cases]
    write_keys(organisation_id, cases, [])
    for case, *children in zip(cases, seen, decided, strict=True):
        keys.attach(case.__dict__[keys.SLOT], *children)
    with writing(district.acting_in(organisation_id)):
        Case.objects.bulk_create(cases)
        Staff.objects.bulk_create(_named(case) for case in cases)
        Observation.objects.bulk_create(seen)
        Decision.objects.bulk_create(decided)
        last = max(case.number for case in cases)
        if not CaseCounter.objects.filter(pk=organisation_id).update(last=last):
            CaseCounter.objects.create(organisation_id=organisation_id, last=last)


def _case(district: District, organisation_id: UUID, number: int) -> Case:
    """Open for the measured municipality's first and for one in a hundred; the rest closed over three years."""
    pick = random.Random(number)
    is_open = number < OPEN_IN_THE_MEASURED or number % 100 == 99
    opened = clock.now() - timedelta(minutes=number % 4000 if is_open else 4000 + pick.randrange(1_500_000))
    closed = None if is_open else opened + timedelta(days=2)
    with clock.frozen(opened):
        identity = clock.new_id()
    owner = district.contact.pk if organisation_id == district.measured else district.teacher.pk
    return Case(
        id=identity, organisation_id=organisation_id, number=number + 1, submission=clock.new_id(),
        origin=Origin.CONCERN, age=pick.choice(Age.values), state=State.OPEN if is_open else State.CLOSED,
        step=Step.SUPPORT if is_open else Step.CLOSE, responsible=owner, opened_by=owner, opened_at=opened,
        review_on=clock.today() + timedelta(days=60), last_at=closed or opened, told_on=opened.date(),
        closed_at=closed, outcome="" if is_open else Outcome.HELPED, reason=TEXT,
    )  # fmt: skip


def _named(case: Case) -> Staff:
    return Staff(
        organisation_id=case.organisation_id, case=case, user_id=case.responsible, added_by=case.responsible,
        added_at=case.opened_at,
    )  # fmt: skip


def _observation(case: Case, position: int) -> Observation:
    return Observation(
        organisation_id=case.organisation_id, case=case, position=position, seen_on=case.opened_at.date(),
        source=Source.OWN_SERVICE, hand=Hand.FIRST, kind=Kind.ACT, legal_class=LegalClass.LAWFUL,
        added_by=case.responsible, added_at=case.opened_at, submission=clock.new_id(), fact=TEXT, interpretation=TEXT,
    )  # fmt: skip


def _assessment(case: Case, position: int) -> Assessment:
    return Assessment(
        organisation_id=case.organisation_id, case=case, position=position, by=case.responsible,
        at=case.opened_at + timedelta(minutes=position), submission=clock.new_id(),
        axes={"attitude": "us_and_them", "willingness": "fascination"}, attitude_reason=TEXT, willingness_reason=TEXT,
        grounds={"attitude": [], "willingness": []}, ordinary=TEXT, protects=TEXT, motives=["belonging"],
    )  # fmt: skip


def _decision(case: Case, position: int) -> Decision:
    return Decision(
        organisation_id=case.organisation_id, case=case, position=position, step=Step.SUPPORT, by=case.responsible,
        at=case.opened_at, answer=Answer.NOT_NEEDED, effective_at=case.opened_at, submission=clock.new_id(),
        reason=TEXT, deviation="", shut_because="",
    )  # fmt: skip


def _measure(case: Case, position: int) -> Measure:
    return Measure(
        organisation_id=case.organisation_id, case=case, position=position, service=Service.SCHOOL,
        starts_on=case.opened_at.date(), last_entry_at=clock.now(), by=case.responsible, at=case.opened_at,
        submission=clock.new_id(), what=TEXT, who=TEXT, good_enough=TEXT,
    )  # fmt: skip


def _entry(case: Case, measure: Measure) -> FollowUp:
    return FollowUp(
        organisation_id=case.organisation_id, case=case, measure=measure, on=case.opened_at.date(),
        effect=Effect.BETTER, by=case.responsible, at=case.opened_at, submission=clock.new_id(), text=TEXT,
    )  # fmt: skip
