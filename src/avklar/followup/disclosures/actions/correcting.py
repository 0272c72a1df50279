"""Correcting a fact that was sent: a new wording beside the old, and the receiver is told (R7, R12)."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError
from django.db.models import F

from avklar.followup.disclosures import rules
from avklar.followup.disclosures.actions.handling import done_already, keep_for, note_down, others
from avklar.followup.disclosures.actions.sending import KIND, page
from avklar.followup.disclosures.models import Disclosure, Fact
from avklar.followup.disclosures.reach import access_of
from avklar.followup.disclosures.states import Side, State, Verb
from avklar.foundation import clock, journal, notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.vault import keys


def correct(
    actor: Actor,
    disclosure_id: UUID,
    *,
    position: int,
    text: str,
    verified: bool,
    reason: str,
    revision: int,
    submission: UUID,
) -> None:
    """Give fact number `position` a new wording; the old one stays readable for both sides.

    `revision` is the one the writer saw: Conflict when somebody corrected in between, or when the receiver sent the
    disclosure back. `reason` is told the receiver. Denied for the receiver.
    """
    actor.must(Permission.DISCLOSURE_SEND)
    rules.check_correction(text, reason)
    try:
        with writing(actor):
            access = access_of(actor, disclosure_id)
            if done_already(disclosure_id, submission):
                return
            row = access.disclosure
            rules.check_move(Verb.CORRECT, Side(access.side), State(row.state))
            rules.check_received(returned=row.returned_at is not None)
            _write(actor, disclosure_id, position, revision, text, verified=verified)
            now = clock.now()
            Disclosure.objects.filter(pk=disclosure_id).update(corrected_at=now, last_at=now)
            note_down(actor, access, Verb.CORRECT, reason, submission)
            if row.state != State.ENDED:
                keep_for(disclosure_id, ended=False)
            notifications.notify(actor, others(access), "disclosure_corrected", page(disclosure_id))
            journal.write(actor, "corrected", kind=KIND, object_id=disclosure_id)
    except IntegrityError:
        with scope(actor.organisation_id):
            if not done_already(disclosure_id, submission):
                raise Conflict from None


def _write(actor: Actor, disclosure_id: UUID, position: int, revision: int, text: str, *, verified: bool) -> None:
    """The new row, right after the revision the writer saw; its number can be taken once only."""
    rows = Fact.objects.filter(disclosure_id=disclosure_id, position=position)
    newest = rows.order_by(F("revision").desc()).first()
    if newest is None:
        raise NotFound
    if newest.revision != revision:
        raise Conflict
    new = Fact(
        disclosure_id=disclosure_id,
        position=position,
        revision=revision + 1,
        seen_on=newest.seen_on,
        hand=newest.hand,
        verified=verified,
        at=clock.now(),
    )
    keys.unlock_one(new, organisation_id=actor.organisation)
    new.text = text.strip()
    new.save(force_insert=True)
