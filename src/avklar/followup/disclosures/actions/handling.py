"""What the two sides do with a disclosure that was sent: accept, ask, reply, send back, give feedback, end.

One body for all: the table `MOVES` says who may do what, from where, and whose turn it is then.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError

from avklar.followup.disclosures import addressees, rules
from avklar.followup.disclosures.actions.sending import KIND, page
from avklar.followup.disclosures.models import Access, Disclosure, Entry, Ownership
from avklar.followup.disclosures.reach import access_of
from avklar.followup.disclosures.states import KEPT_AFTER_ENDING, KEPT_UNTOUCHED, Move, Side, State, Verb
from avklar.foundation import clock, journal, notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.vault import keys

JOURNALLED: dict[Verb, str] = {
    Verb.ACCEPT: "received",
    Verb.ASK: "ask",
    Verb.REPLY: "reply",
    Verb.RETURN: "returned",
    Verb.FEEDBACK: "answered",
    Verb.END: "ended",
}


def accept(actor: Actor, disclosure_id: UUID, *, text: str = "", submission: UUID) -> None:
    """The receiver takes it on; feedback is expected."""
    _do(actor, disclosure_id, Verb.ACCEPT, text, submission)


def ask(actor: Actor, disclosure_id: UUID, *, text: str, submission: UUID) -> None:
    """The receiver asks the sender."""
    _do(actor, disclosure_id, Verb.ASK, text, submission)


def reply(actor: Actor, disclosure_id: UUID, *, text: str, submission: UUID) -> None:
    """The sender writes back; Denied once the consent it rests on doesn't hold (R9)."""
    _do(actor, disclosure_id, Verb.REPLY, text, submission)


def send_back(actor: Actor, disclosure_id: UUID, *, text: str, submission: UUID) -> None:
    """The receiver sends it back with a reason, and sees its content no more."""
    _do(actor, disclosure_id, Verb.RETURN, text, submission)


def feedback(actor: Actor, disclosure_id: UUID, *, text: str, submission: UUID) -> None:
    """The receiver tells what came of it."""
    _do(actor, disclosure_id, Verb.FEEDBACK, text, submission)


def end(actor: Actor, disclosure_id: UUID, *, submission: UUID) -> None:
    """The sender ends it: it is removed at both sides a year later (R12)."""
    _do(actor, disclosure_id, Verb.END, "", submission)


def _do(actor: Actor, disclosure_id: UUID, verb: Verb, text: str, submission: UUID) -> None:
    """One verb, once for each `submission`; Denied for the other side's, Conflict when it is too late for it."""
    actor.must(Permission.DISCLOSURE_SEND)
    rules.check_words(verb, text)
    try:
        with writing(actor):
            access = access_of(actor, disclosure_id)
            if done_already(disclosure_id, submission):
                return
            row, side = access.disclosure, Side(access.side)
            move = rules.check_move(verb, side, State(row.state))
            if verb is Verb.REPLY:
                withdrawn = row.withdrawn_at is not None
                rules.check_shareable(withdrawn=withdrawn, until=row.consent_until, today=clock.today())
            _change(row, move)
            note_down(actor, access, verb, text, submission)
            if side is Side.OWNER:
                keep_for(disclosure_id, ended=verb is Verb.END)
            notifications.notify(actor, others(access), move.note or "disclosure_message", page(disclosure_id))
            journal.write(actor, JOURNALLED[verb], kind=KIND, object_id=disclosure_id)
    except IntegrityError:
        with scope(actor.organisation_id):
            if not done_already(disclosure_id, submission):
                raise


def done_already(disclosure_id: UUID, submission: UUID) -> bool:
    """Whether this submission has been received before: a second click changes nothing."""
    return Entry.objects.filter(disclosure_id=disclosure_id, submission=submission).exists()


def note_down(actor: Actor, access: Access, verb: Verb, text: str, submission: UUID) -> Entry:
    """The entry that says what happened, under the disclosure's key."""
    entry = Entry(
        disclosure_id=access.disclosure_id,
        verb=verb,
        side=access.side,
        author_id=actor.person,
        at=clock.now(),
        submission=submission,
    )
    keys.unlock_one(entry, organisation_id=actor.organisation)
    entry.text = text.strip()
    entry.save(force_insert=True)
    return entry


def others(access: Access) -> list[UUID]:
    """Who on the other side gets a note: the one who sent, or those who receive today (R18)."""
    row = access.disclosure
    if access.side == Side.RECEIVER:
        return [row.sender_id]
    return addressees.receiving(row.receiver_organisation_id, row.receiver_id)


def keep_for(disclosure_id: UUID, *, ended: bool) -> None:
    """The date it is removed: a year from its end, at most two from when the sender last wrote (R12)."""
    due = clock.now() + (KEPT_AFTER_ENDING if ended else KEPT_UNTOUCHED)
    Ownership.objects.filter(disclosure_id=disclosure_id).update(remove_at=due)


def _change(row: Disclosure, move: Move) -> None:
    """A conditional update: of two who act at once one wins, and the other hears why (Conflict)."""
    now = clock.now()
    changes: dict[str, Any] = {"last_at": now}
    if move.to is not None:
        changes["state"] = move.to
    if move.turn is not None:
        changes["turn"] = move.turn
    if move.to in MOMENTS:
        changes[MOMENTS[move.to]] = now
    if not Disclosure.objects.filter(pk=row.pk, state=row.state).update(**changes):
        raise Conflict(rules.MOVED_ON, rule="R7")


MOMENTS: dict[State | None, str] = {State.RETURNED: "returned_at", State.ENDED: "ended_at"}
