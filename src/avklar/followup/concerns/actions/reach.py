"""Reaching a concern: finding it, moving it, and where its pages are."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import F
from django.urls import reverse

from avklar.followup.concerns import rules
from avklar.followup.concerns.models import Concern
from avklar.followup.concerns.states import (
    SHELVES,
    WORKING_DAYS_TO_ANSWER,
    State,
    Verb,
    before,
)
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, NotFound
from avklar.foundation.access.scope import scope

KIND = "concern"


def found(actor: Actor, concern_id: UUID, **more: UUID) -> Concern:
    """The concern of the actor's own municipality; NotFound for everything else."""
    with scope(actor.organisation_id):
        row = Concern.objects.filter(pk=concern_id, organisation_id=actor.organisation, **more).first()
    if row is None:
        raise NotFound
    return row


def open_one(actor: Actor, concern_id: UUID) -> Concern:
    """The same; Conflict when it is closed."""
    row = found(actor, concern_id)
    if not rules.may_write(State(row.state)):
        raise Conflict(rules.CLOSED_NOW)
    return row


def move(row: Concern, verb: Verb | None, *, version: int | None = None, **changes: object) -> None:
    """Change the state as one conditional update; Conflict when another was faster. `verb` None: only a new version."""
    rows = Concern.objects.filter(pk=row.pk, organisation_id=row.organisation_id)
    if version is not None:
        rows = rows.filter(version=version)
    if verb is None:
        changed = rows.filter(closed_at__isnull=True).update(version=F("version") + 1)
    else:
        to = rules.next_state(State(row.state), verb)
        stands = rows.filter(state=row.state, state__in=before(verb))
        changed = stands.update(state=to, shelf=SHELVES[to], version=F("version") + 1, **changes)
    if not changed:
        raise Conflict


def answer_due(now: datetime) -> datetime:
    """When an answer is due: two working days later."""
    return clock.working_days_after(now, WORKING_DAYS_TO_ANSWER)


def page(concern_id: UUID) -> str:
    """The contact's page."""
    return reverse("concerns:concern", args=[concern_id])


def own_page(concern_id: UUID) -> str:
    """The sender's page."""
    return reverse("concerns:own", args=[concern_id])


def held_list() -> str:
    """The contact's page for looking through what came in a flood."""
    return reverse("concerns:held")


def sender_of(row: Concern) -> list[UUID]:
    """Whom a note about the worry reaches: a private person has no account and comes back with a receipt."""
    return [row.reporter_id] if row.reporter_id else []
