"""The meeting that the actor may change, and the conditional step from one state to the next."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F

from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.network.meetings import queries, rules
from avklar.network.meetings.models import Meeting
from avklar.network.meetings.states import Kind, State


def own(actor: Actor, meeting_id: UUID) -> Meeting:
    """A meeting of the actor's own organisation, of a kind that the role arranges; NotFound, Denied."""
    actor.must(Permission.MEETING_ARRANGE)
    row = queries.visible(actor).filter(pk=meeting_id, organisation_id=actor.organisation).first()
    if row is None:
        raise NotFound
    rules.check_kind(actor, Kind(row.kind))
    return row


def alone(row: Meeting) -> None:
    """Let no other change of the meeting in until this transaction ends."""
    Meeting.objects.select_for_update().get(pk=row.pk)


def step(row: Meeting, to: State) -> None:
    """Move the meeting on, once; Conflict when it can't, or when somebody else has done it in between."""
    rules.check_step(State(row.state), to)
    if not Meeting.objects.filter(pk=row.pk, state=row.state).update(state=to, version=F("version") + 1):
        raise Conflict(rules.CHANGED)
    row.state = to


def hold(row: Meeting) -> None:
    """The first attendance or minutes of a meeting say that it was held."""
    Meeting.objects.filter(pk=row.pk, state=State.INVITED).update(state=State.HELD, version=F("version") + 1)
