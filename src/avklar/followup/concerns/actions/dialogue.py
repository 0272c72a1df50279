"""The worried person and the contact write to each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid5

from avklar.followup.concerns import rules
from avklar.followup.concerns.actions.reach import KIND, answer_due, found, move, own_page, page, sender_of
from avklar.followup.concerns.content import NO_REASONS, reasons_for, unsettled
from avklar.followup.concerns.models import Concern, Message
from avklar.followup.concerns.states import (
    Side,
    State,
    Verb,
)
from avklar.foundation import clock, journal, notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.foundation.vault import keys
from avklar.foundation.vault.keys import RecordKey
from avklar.people.organisations import queries as people


def reply(
    actor: Actor, *, concern_id: UUID, text: str, submission: UUID | None = None, kept: Mapping[str, str] = NO_REASONS
) -> UUID:
    """The worried person writes to the contact. NotFound for others' concerns; Conflict once it is closed."""
    actor.must(Permission.CONCERN_FOLLOW)
    row = found(actor, concern_id, reporter_id=actor.person)
    told = [each.id for each in people.receivers(actor.organisation).people]
    return say(actor, row, Verb.REPLY, text, submission, kept, tell=told, code="concern_reply", url=page(row.pk))


def answer(
    actor: Actor, *, concern_id: UUID, text: str, submission: UUID | None = None, kept: Mapping[str, str] = NO_REASONS
) -> UUID:
    """The contact answers or gives advice. The same `submission` is one message."""
    actor.must(Permission.CONCERN_HANDLE)
    row = found(actor, concern_id)
    code, url = "concern_answer", own_page(row.pk)
    return say(actor, row, Verb.ANSWER, text, submission, kept, tell=sender_of(row), code=code, url=url)


def ask(
    actor: Actor, *, concern_id: UUID, text: str, submission: UUID | None = None, kept: Mapping[str, str] = NO_REASONS
) -> UUID:
    """The contact asks for more; the concern then waits for the sender."""
    actor.must(Permission.CONCERN_HANDLE)
    row = found(actor, concern_id)
    code, url = "concern_question", own_page(row.pk)
    return say(actor, row, Verb.ASK, text, submission, kept, tell=sender_of(row), code=code, url=url)


def confirm_read(actor: Actor, *, concern_id: UUID) -> None:
    """The worried person says that the contact's answer is read, so that the contact can close without losing it."""
    actor.must(Permission.CONCERN_FOLLOW)
    row = found(actor, concern_id, reporter_id=actor.person)
    with writing(actor):
        if not Concern.objects.filter(pk=row.pk, closed_at__isnull=True).update(read_at=clock.now()):
            raise Conflict(rules.CLOSED_NOW)
        journal.write(actor, "confirmed", kind=KIND, object_id=row.pk)


def say(
    actor: Actor,
    row: Concern,
    verb: Verb,
    text: str,
    submission: UUID | None,
    kept: Mapping[str, str],
    *,
    tell: list[UUID],
    code: str,
    url: str,
    key: RecordKey | None = None,
) -> UUID:
    """Write one message and move the concern; a submission that was received before changes nothing.

    The text is part of it: what was changed on a page sent once before is another message, not a second click.

    The text is encrypted under `key` where the caller has it: whoever came with a receipt.
    """
    if not text.strip():
        raise Invalid(fields={"text": rules.EMPTY})
    rules.check_text(text, "text")
    rules.check_settled(unsettled({"text": text}, kept))
    rules.next_state(State(row.state), verb)
    submission = uuid5(submission, text) if submission else clock.new_id()
    message = Message(
        organisation_id=row.organisation_id,
        concern_id=row.pk,
        side=Side.SENDER if verb is Verb.REPLY else Side.RECEIVER,
        author_id=actor.user_id,
        question=verb is Verb.ASK,
        text=text,
        kept=reasons_for({"text": text}, kept) if kept else [],
        at=clock.now(),
        submission=submission,
    )
    if key is None:
        keys.unlock_one(message)
    else:
        keys.attach(key, message)
    with writing(actor):
        earlier = Message.objects.filter(concern_id=row.pk, submission=submission).values_list("pk", flat=True).first()
        if earlier is not None:
            return earlier
        move(row, verb, version=None, **_clock_after(row, verb, message.at))
        message.save(force_insert=True)
        notifications.notify(actor, [each for each in tell if each != actor.user_id], code, url)
        journal.write(actor, str(verb), kind=KIND, object_id=row.pk)
    return message.pk


def _clock_after(row: Concern, verb: Verb, now: datetime) -> dict[str, datetime | None]:
    """What a message does to the deadline: the contact's stops it, the sender's starts it anew unless it runs."""
    if verb is Verb.REPLY:
        running = {} if row.due_at else {"due_at": answer_due(now), "overdue_told_at": None}
        return {"read_at": now} | running
    return {"due_at": None, "answered_at": row.answered_at or now}
