"""Somebody without an account is worried: the same as `sending`, with a receipt in place of a name and a reporter."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError

from avklar.followup.concerns import floods, receipts, rules
from avklar.followup.concerns.actions.reach import held_list, page
from avklar.followup.concerns.actions.sending import insert_all, prepared
from avklar.followup.concerns.cards import Told
from avklar.followup.concerns.content import ConcernContent, Signature, unsettled
from avklar.followup.concerns.models import Concern
from avklar.followup.concerns.states import RECEIPT_LIVES, SHELVES, State
from avklar.foundation import clock, journal, notifications
from avklar.foundation.access.actor import Actor, machine
from avklar.foundation.access.errors import Conflict
from avklar.foundation.access.prepared import Prepared, Statement, drawn_up
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.vault import keys
from avklar.people.organisations import queries as people


def advise_anybody(organisation_id: UUID) -> None:
    """Journal that the advice on danger was shown to somebody without an account (R1). Needs nothing to exist."""
    actor = machine(organisation_id)
    with writing(actor):
        journal.write(actor, "advised", kind="concern_intake", object_id=clock.new_id(), reason="danger")


def tell(
    organisation_id: UUID,
    *,
    content: ConcernContent,
    seed: UUID,
    signature: Signature = Signature(),  # noqa: B008  # frozen
    proved: bool = False,
    crowded: bool = False,
) -> Told:
    """A private person's worry to a municipality; the same `seed` gives the same worry and receipt, however often.

    Nothing is refused for coming often: in a flood, or `crowded` (many without proof of work from one place), it is
    held back, and the contact is told once an hour. Invalid as in `send`; Conflict when nobody can receive (R18).
    """
    rules.check_sender(content.sender_kind, private=True)
    rules.check_signature(signature)
    rules.check_content(content)
    rules.check_settled(unsettled(content.texts(), content.kept))
    return _store(organisation_id, content=content, seed=seed, signature=signature, proved=proved, crowded=crowded)


def _store(
    organisation_id: UUID,
    *,
    content: ConcernContent,
    seed: UUID,
    signature: Signature = Signature(),  # noqa: B008  # frozen
    proved: bool = False,
    crowded: bool = False,
) -> Told:
    """What is left when the text has been checked. Only for `tell`."""
    actor = machine(organisation_id)
    digits, submission = receipts.made(organisation_id, seed)
    with scope(organisation_id):
        receivers = people.receivers(organisation_id)
        if receivers.shut:
            return _earlier_or(actor, digits, submission, Conflict(rules.NOBODY_READS, rule="R18"))
        now = clock.now()
        held = crowded or floods.is_flood(organisation_id, now, proved=proved)
        state = State.HELD if held else State.NEW
        rows = prepared(
            actor,
            content,
            code=receipts.code(digits),
            submission=submission,
            naming=signature.naming,
            signature=signature.name.strip(),
            unproved=not proved,
            state=state,
            shelf=SHELVES[state],
            receipt_ends_at=now + RECEIPT_LIVES,
        )
        try:
            with writing(actor):
                told = [each.id for each in receivers.people]
                insert_all(actor, rows, _notes(actor, told, rows.concern.pk, held=held))
        except IntegrityError as error:  # the same submission is there already: a second click
            keys.destroy(rows.concern.pk)
            return _earlier_or(actor, digits, submission, error)
    return Told(digits, rows.concern.due_at, rows.concern.receipt_ends_at)


def _notes(actor: Actor, told: list[UUID], concern_id: UUID, *, held: bool) -> Sequence[Statement]:
    """One note for each worry; of those held back only one an hour, which leads to their list."""
    if not held:
        return drawn_up(*notifications.unsent(actor, told, "concern_new", page(concern_id)))
    if not floods.is_first_held(actor.organisation, clock.now()):
        return ()
    return drawn_up(*notifications.unsent(actor, told, "concern_held", held_list()))


def _earlier_or(actor: Actor, digits: str, submission: UUID, error: Exception) -> Told:
    """What the same submission has sent before; raises `error` when it has sent nothing."""
    rows = _TOLD.rows(organisation=actor.organisation, submission=submission)
    if not rows:
        raise error
    due_at, receipt_ends_at = rows[0]
    return Told(digits, due_at, receipt_ends_at, again=True)


_TOLD = Prepared(
    lambda slot: Concern.objects.filter(
        organisation_id=slot.id("organisation"), reporter__isnull=True, submission=slot.id("submission")
    ).values_list("due_at", "receipt_ends_at")
)
