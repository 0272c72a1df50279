"""Observations: added, and corrected by a new row beside the old one, which stays (R12)."""

from __future__ import annotations

from uuid import UUID

from avklar.followup.cases.actions.opening import observation
from avklar.followup.cases.actions.reach import KIND, earlier, next_position, touch, writable
from avklar.followup.cases.content import ObservationContent
from avklar.followup.cases.models import Observation
from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing


def observe(actor: Actor, *, case_id: UUID, content: ObservationContent, submission: UUID) -> UUID:
    """Add what was seen or heard; returns its id. The same `submission` is one observation."""
    actor.must(Permission.CASE_HANDLE)
    content.check(clock.today())
    with writing(actor):
        row = writable(actor, case_id)
        again = earlier(Observation, row.pk, submission)
        if again is not None:
            return again
        return _write(actor, "observed", observation(actor, row.pk, content, 0, submission))


def correct(
    actor: Actor, *, case_id: UUID, observation_id: UUID, content: ObservationContent, submission: UUID
) -> UUID:
    """Put a corrected observation beside the old one. Conflict when another has corrected it already."""
    actor.must(Permission.CASE_HANDLE)
    content.check(clock.today())
    with writing(actor):
        row = writable(actor, case_id)
        again = earlier(Observation, row.pk, submission)
        if again is not None:
            return again
        old = Observation.objects.filter(pk=observation_id, case_id=row.pk)
        if not old.exists():
            raise NotFound
        if Observation.objects.filter(replaces_id=observation_id).exists():
            raise Conflict
        new = observation(actor, row.pk, content, 0, submission)
        new.replaces_id = observation_id
        return _write(actor, "corrected", new)


def _write(actor: Actor, verb: str, new: Observation) -> UUID:
    new.position = next_position(Observation, new.case_id)
    new.save(force_insert=True)
    touch(new.case_id)
    journal.write(actor, verb, kind=KIND, object_id=new.case_id)
    return new.pk
