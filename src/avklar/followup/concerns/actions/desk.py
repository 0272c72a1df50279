"""What only the contact does: class, note down, consult, close; and what is read is journalled."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from django.db import transaction
from django.db.models import F

from avklar.followup.concerns import disposal, rules
from avklar.followup.concerns.actions.reach import KIND, found, move, open_one, own_page, sender_of
from avklar.followup.concerns.models import Concern, Observation
from avklar.followup.concerns.states import (
    PRIVATE,
    Outcome,
    State,
    Utterance,
    Verb,
)
from avklar.foundation import clock, journal, notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.vault import keys


def classify(
    actor: Actor, *, concern_id: UUID, observation_id: UUID, utterance: Utterance, provision: str = ""
) -> None:
    """The contact classes an utterance; "possibly punishable" names the provision (R3)."""
    actor.must(Permission.CONCERN_HANDLE)
    row = found(actor, concern_id)
    rules.check_classing(utterance, provision, clock.today())
    if not rules.may_write(State(row.state)):
        raise Conflict(rules.CLOSED_NOW)
    with writing(actor):
        changed = Observation.objects.filter(
            pk=observation_id, concern_id=row.pk, organisation_id=actor.organisation
        ).update(contact_class=utterance, provision=provision, classed_by=actor.person, classed_at=clock.now())
        if not changed:
            raise NotFound
        move(row, None)
        journal.write(actor, "classed", kind=KIND, object_id=row.pk, reason=str(utterance))


def edit_note(actor: Actor, *, concern_id: UUID, text: str, version: int) -> int:
    """Write the contacts' working note; returns its new version. Conflict when somebody saved it after `version`."""
    actor.must(Permission.CONCERN_HANDLE)
    rules.check_text(text, "text")
    rules.check_nameless(text, "text")
    row = keys.unlock_one(open_one(actor, concern_id))
    with writing(actor):
        unchanged = Concern.objects.filter(pk=row.pk, note_version=version, closed_at__isnull=True)
        if not unchanged.update(note_version=F("note_version") + 1, note_by=actor.person):
            raise Conflict
        row.note = text
        row.save(update_fields=["note"])
        journal.write(actor, "noted", kind=KIND, object_id=row.pk)
    return version + 1


def note_consultation(actor: Actor, *, concern_id: UUID) -> None:
    """An unnamed consultation was started from this concern. The answer to the sender is still due."""
    actor.must(Permission.CONCERN_HANDLE)
    row = found(actor, concern_id)
    with writing(actor):
        move(row, Verb.CONSULT)
        journal.write(actor, "consulted", kind=KIND, object_id=row.pk)


def close(actor: Actor, *, concern_id: UUID, outcome: Outcome, reason: str, version: int | None = None) -> None:
    """Close with an outcome and a reason; the texts become unreadable at once, a count remains (R12).

    Misuse of the public form leaves at once and for good, with everything but the count.

    Invalid when the outcome's door is shut; Conflict when the concern has changed since `version` or is closed.
    """
    actor.must(Permission.CONCERN_HANDLE)
    row = open_one(actor, concern_id)
    with scope(actor.organisation_id):
        seen = [_Classed.of(each) for each in row.observations.order_by("position")]
    private = row.sender_kind in PRIVATE
    rules.check_closing(outcome, reason, answered=row.answered_at is not None, observations=seen, private=private)
    keys.unlock_one(row)
    with writing(actor):
        move(row, Verb.CLOSE, version=version, outcome=outcome, closed_at=clock.now(), due_at=None)
        row.closing_reason = reason
        row.save(update_fields=["closing_reason"])
        notifications.notify(actor, sender_of(row), "concern_closed", own_page(row.pk))
        journal.write(actor, "closed", kind=KIND, object_id=row.pk, reason=str(outcome))
        transaction.on_commit(lambda: disposal.put_away(actor.organisation, row.pk))


def close_misuse(actor: Actor, *, concern_ids: Iterable[UUID], reason: str) -> int:
    """Close several as misuse, each by itself; returns how many. Invalid when the reason can't stand.

    What has changed meanwhile, isn't theirs, or was found punishable, stays.
    """
    rules.check_reason(reason)
    closed = 0
    for concern_id in concern_ids:
        with suppress(Conflict, NotFound, Invalid):
            close(actor, concern_id=concern_id, outcome=Outcome.MISUSE, reason=reason)
            closed += 1
    return closed


def read(actor: Actor, *, concern_id: UUID) -> None:
    """Journal that the actor has read the concern (R13). Call it last, when the page is drawn."""
    journal.read(actor, kind=KIND, object_id=concern_id)


class _Classed:
    """What the rules need to know of an observation."""

    def __init__(self, reported: Utterance, by_contact: Utterance | None) -> None:
        self.reported, self.by_contact = reported, by_contact

    @classmethod
    def of(cls, row: Observation) -> _Classed:
        return cls(Utterance(row.reported_class), Utterance(row.contact_class) if row.contact_class else None)
