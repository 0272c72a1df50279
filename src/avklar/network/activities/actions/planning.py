"""An activity's life: planned, moved, held with what was learnt, or called off. Only its owner's."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db.models import F

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.network.activities import queries, rules
from avklar.network.activities.actions.ideas import NOBODY
from avklar.network.activities.cards import Plan
from avklar.network.activities.models import Activity
from avklar.network.activities.states import State

SHOWN = ("title", "place", "first", "last", "starts", "ends")
"""What subscribers see: a change of it gives the calendar's event a higher SEQUENCE."""


def plan(
    actor: Actor,
    *,
    plan: Plan,
    submission: UUID | None,
    idea_id: UUID | None = None,
    not_persons: frozenset[str] = NOBODY,
) -> UUID:
    """Put an activity in the district's calendar, after an idea of the bank or without one; its id.

    The same `submission` twice is one.
    """
    actor.must(Permission.ACTIVITY_MANAGE)
    if idea_id is not None:
        queries.idea(actor, idea_id)
    rules.check_plan(plan, today=clock.today(), not_persons=not_persons)
    with writing(actor):
        row, made = Activity.objects.get_or_create(
            organisation_id=actor.organisation,
            submission=submission or clock.new_id(),
            defaults=asdict(plan) | {"idea_id": idea_id, "written_by": actor.person},
        )
        if made:
            journal.write(actor, "planned", kind="activity", object_id=row.pk)
    return row.pk


def change(actor: Actor, *, activity_id: UUID, plan: Plan, version: int, not_persons: frozenset[str] = NOBODY) -> None:
    """Change a planned activity. Conflict when it isn't `version` any more, or has been held or called off."""
    row = _own(actor, activity_id)
    if row.state != State.PLANNED:
        rules.check_step(State(row.state), State.CANCELLED)
    rules.check_plan(plan, today=clock.today(), not_persons=not_persons)
    words = asdict(plan)
    moved = any(getattr(row, name) != words[name] for name in SHOWN)
    _update(actor, row, version, "corrected", **words, sequence=F("sequence") + (1 if moved else 0))


def hold(
    actor: Actor,
    *,
    activity_id: UUID,
    reach: int,
    evaluation: str,
    version: int,
    not_persons: frozenset[str] = NOBODY,
) -> None:
    """It was held: how many were there, and what one learnt. Done again it puts both right."""
    row = _own(actor, activity_id)
    rules.check_step(State(row.state), State.HELD)
    rules.check_held(reach, evaluation, first=row.first, today=clock.today(), not_persons=not_persons)
    _update(actor, row, version, "evaluated", state=State.HELD, reach=reach, evaluation=evaluation.strip())


def cancel(actor: Actor, *, activity_id: UUID, version: int) -> None:
    """It won't be held, or wasn't; it stays in the calendar as called off."""
    row = _own(actor, activity_id)
    rules.check_step(State(row.state), State.CANCELLED)
    _update(actor, row, version, "called-off", state=State.CANCELLED, sequence=F("sequence") + 1)


def _own(actor: Actor, activity_id: UUID) -> Activity:
    """An activity of the own organisation; NotFound for another's, which one may read but not change."""
    actor.must(Permission.ACTIVITY_MANAGE)
    row = Activity.objects.filter(pk=activity_id, organisation_id=actor.organisation).first()
    if row is None:
        raise NotFound
    return row


def _update(actor: Actor, row: Activity, version: int, verb: str, **fields: Any) -> None:
    with writing(actor):
        rows = Activity.objects.filter(pk=row.pk, version=version, state=row.state)
        if not rows.update(**fields, version=F("version") + 1, written_by=actor.person, written_at=clock.now()):
            raise Conflict(rules.CHANGED)
        journal.write(actor, verb, kind="activity", object_id=row.pk)
