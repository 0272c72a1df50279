"""Opening a case: only where the organisation has switched cases on, and never on lawful expression alone (R3)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, connection
from django.utils.translation import gettext_lazy as _

from avklar.followup.cases import rules
from avklar.followup.cases.actions.reach import KIND
from avklar.followup.cases.cards import NewCase
from avklar.followup.cases.content import ObservationContent, Telling
from avklar.followup.cases.models import Case, CaseCounter, Observation, Staff
from avklar.followup.cases.states import LONGEST_REASON, REVIEW_EVERY, Age, Origin
from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Denied, Invalid
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.prepared import Statement, adapted, drawn_up, insert_counted, run
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.vault import keys
from avklar.people.organisations import queries as people

SWITCHED_OFF = _("Saker med navn er ikke slått på i virksomheten.")


@dataclass(frozen=True)
class Opening:
    """All that the form asks for when a case is opened."""

    reason: str
    age: Age
    telling: Telling
    origin: Origin = Origin.OTHER
    origin_id: UUID | None = None
    asked_for_help: bool = False
    observations: tuple[ObservationContent, ...] = ()


def open_case(actor: Actor, *, opening: Opening, submission: UUID) -> NewCase:
    """Open a case and stand as responsible for it; the same `submission` gives the same case, however often.

    Denied while the organisation hasn't switched cases on (R8) or when there is nothing but lawful expression (R3).
    """
    actor.must(Permission.CASE_HANDLE)
    check(actor, opening)
    row, numbered, others = _prepared(actor, opening, submission)
    try:
        with writing(actor):
            _insert_numbered(actor, numbered)
            run(others)
            journal.write(actor, "opened", kind=KIND, object_id=row.pk, reason=str(opening.origin))
    except IntegrityError:
        keys.destroy(row.pk)
        earlier = opened_with(actor, submission)
        if earlier is None:
            raise
        return earlier
    return NewCase(row.pk, row.number)


def check(actor: Actor, opening: Opening) -> None:
    """Everything that can stop an opening, before a key is made."""
    if not people.cases_on(actor.organisation):
        raise Denied(SWITCHED_OFF, rule="R8")
    today = clock.today()
    rules.check_text(opening.reason, "reason", longest=LONGEST_REASON)
    opening.telling.check(today)
    for observation in opening.observations:
        observation.check(today)
    if not opening.observations and not opening.asked_for_help:
        raise Invalid(fields={"fact": _("Skriv minst én ting som er sett eller hørt.")})
    rules.check_opening(rules.basis_of(opening.observations, asked_for_help=opening.asked_for_help))


def opened_with(actor: Actor, submission: UUID) -> NewCase | None:
    """The case that this submission already became, if it did."""
    with scope(actor.organisation_id):
        rows = Case.objects.filter(
            organisation_id=actor.organisation, submission=submission, opened_by=actor.person
        ).values_list("pk", "number")
        found = rows.first()
    return NewCase(found[0], found[1], again=True) if found else None


def _prepared(actor: Actor, opening: Opening, submission: UUID) -> tuple[Case, Statement, list[Statement]]:
    """The case, what inserts it, and what inserts all else: encrypted before the transaction."""
    now = clock.now()
    row = Case(
        organisation_id=actor.organisation,
        submission=submission,
        origin=opening.origin,
        origin_id=opening.origin_id,
        age=opening.age,
        asked_for_help=opening.asked_for_help,
        responsible=actor.person,
        opened_by=actor.person,
        opened_at=now,
        last_at=now,
        review_on=clock.today() + REVIEW_EVERY,
        reason=opening.reason,
        waiting_reason=opening.telling.waiting_reason,
        **opening.telling.columns(),
    )
    seen = [
        observation(actor, row.pk, content, position, clock.new_id())
        for position, content in enumerate(opening.observations, 1)
    ]
    keys.attach(keys.create(keys.Record(actor.organisation, row.pk)), row, *seen)
    named = Staff(
        organisation_id=actor.organisation, case_id=row.pk, user_id=actor.person, added_by=actor.person, added_at=now
    )
    [numbered] = drawn_up([row])
    return row, numbered, drawn_up([named], seen)


def observation(
    actor: Actor, case_id: UUID, content: ObservationContent, position: int, submission: UUID
) -> Observation:
    """The row of one observation, not saved."""
    return Observation(
        organisation_id=actor.organisation,
        case_id=case_id,
        position=position,
        seen_on=content.seen_on,
        source=content.source,
        hand=content.hand,
        verified=content.verified,
        kind=content.kind,
        legal_class=content.legal_class,
        provision=content.provision,
        copied_from=content.copied_from,
        added_by=actor.person,
        added_at=clock.now(),
        submission=submission,
        fact=content.fact,
        interpretation=content.interpretation,
    )


def _insert_numbered(actor: Actor, row: Statement) -> None:
    """Insert with the next number, without a gap or a race: the counter's row is locked until the transaction ends."""
    organisation = [adapted(connection, actor.organisation)]
    try:
        insert_counted(row, "number", _COUNT, organisation)
    except LookupError:
        CaseCounter.objects.bulk_create([CaseCounter(organisation_id=actor.organisation)], ignore_conflicts=True)
        insert_counted(row, "number", _COUNT, organisation)


_COUNT = "UPDATE cases_casecounter SET last = last + 1 WHERE organisation_id = %s RETURNING last"
