"""A worry is sent: slow work first, the key committed, then one short transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection

from avklar.followup.concerns import rules
from avklar.followup.concerns.actions.reach import KIND, answer_due, page
from avklar.followup.concerns.cards import Sent
from avklar.followup.concerns.content import ConcernContent, reasons_for, unsettled
from avklar.followup.concerns.models import Concern, Counter, Observation
from avklar.foundation import clock, journal, notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.prepared import Prepared, Statement, adapted, drawn_up, insert_counted, run
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.drafts import drafts
from avklar.foundation.vault import keys
from avklar.foundation.vault.keys import Record
from avklar.people.organisations import queries as people


def advise_danger(actor: Actor, *, intake_id: UUID) -> None:
    """Journal that the advice on danger was shown (R1). Asks for nothing and needs no concern to exist."""
    actor.must(Permission.CONCERN_SEND)
    with writing(actor):
        journal.write(actor, "advised", kind="concern_intake", object_id=intake_id, reason="danger")


def send(actor: Actor, *, content: ConcernContent, submission: UUID, draft_form: str | None = None) -> Sent:
    """Send a worry to the municipality's contact; the same `submission` gives the same concern, however often.

    The check of the text, the key and the encryption come before one short transaction. Invalid when a text can't be
    received or a find is left (R2); Conflict when nobody can receive (R18).
    """
    actor.must(Permission.CONCERN_SEND)
    rules.check_sender(content.sender_kind, private=False)
    rules.check_content(content)
    rules.check_settled(unsettled(content.texts(), content.kept))
    return _store(actor, content=content, submission=submission, draft_form=draft_form)


def _store(actor: Actor, *, content: ConcernContent, submission: UUID, draft_form: str | None = None) -> Sent:
    """What is left when the text has been checked: key, encryption, rows, note, mail and journal. Only for `send`."""
    receivers = people.receivers(actor.organisation)
    if receivers.shut:
        return _earlier_or(actor, submission, Conflict(rules.NOBODY_RECEIVES, rule="R18"))
    rows = prepared(actor, content, submission=submission, reporter_id=actor.person)
    told = [each.id for each in receivers.people]
    notes = drawn_up(*notifications.unsent(actor, told, "concern_new", page(rows.concern.pk)))
    try:
        with writing(actor):
            if draft_form is not None:
                drafts.discard(actor.person, draft_form)
            insert_all(actor, rows, notes)
    except IntegrityError as error:  # the same submission is there already: a second click
        keys.destroy(rows.concern.pk)
        return _earlier_or(actor, submission, error)
    return Sent(rows.concern.pk, rows.concern.number)


@dataclass(frozen=True)
class Rows:
    """A worry with all it needs to be inserted: it is encrypted already."""

    concern: Concern
    numbered: Statement
    observations: list[Statement]


def prepared(actor: Actor, content: ConcernContent, *, code: keys.Code | None = None, **sender: Any) -> Rows:
    """The rows with their key, which is committed first: a process that dies now leaves only a key to sweep.

    `sender` are the columns that say who sends and what they have in their hand; `code` opens the record for them.
    """
    now = clock.now()
    row = Concern(
        organisation_id=actor.organisation,
        sender_kind=content.sender_kind,
        about=content.about,
        age_band=content.age_band,
        setting=content.setting,
        danger_advised=content.danger_advised,
        ordinary=content.ordinary,
        works_well=content.works_well,
        done=content.done,
        wish=content.wish,
        kept=reasons_for(content.texts(), content.kept) if content.kept else [],
        note="",
        sent_at=now,
        due_at=answer_due(now),
        **sender,
    )
    observations = [
        Observation(
            organisation_id=actor.organisation,
            concern_id=row.pk,
            position=position,
            seen=seen.seen,
            hand=seen.hand,
            reported_class=seen.utterance,
            fact=seen.fact,
            interpretation=seen.interpretation,
        )
        for position, seen in enumerate(content.observations, 1)
    ]
    keys.attach(keys.create(Record(actor.organisation, row.pk), code=code), row, *observations)
    [numbered] = drawn_up([row])
    return Rows(row, numbered, drawn_up(observations))


def insert_all(actor: Actor, rows: Rows, notes: Sequence[Statement]) -> None:
    """Insert a worry and the notes about it, and journal that it came. Inside `writing(actor)`, last of all."""
    # before their concern: the database asks for it at the commit
    run([*rows.observations, *notes])
    _insert_numbered(actor, rows.numbered)  # a lock on the municipality: as late as possible
    journal.write(actor, "sent", kind=KIND, object_id=rows.concern.pk)


def _insert_numbered(actor: Actor, row: Statement) -> None:
    """Insert with the next number, without a gap or a race: the counter's row is locked until the transaction ends."""
    municipality = [adapted(connection, actor.organisation)]
    try:
        insert_counted(row, "number", _COUNT, municipality)
    except LookupError:
        Counter.objects.bulk_create([Counter(organisation_id=actor.organisation)], ignore_conflicts=True)
        insert_counted(row, "number", _COUNT, municipality)


def _earlier_or(actor: Actor, submission: UUID, error: Exception) -> Sent:
    """What the same submission has sent before; raises `error` when it has sent nothing."""
    with scope(actor.organisation_id):
        rows = _SENT.rows(organisation=actor.organisation, reporter=actor.person, submission=submission)
    if not rows:
        raise error
    return Sent(rows[0][0], rows[0][1], again=True)


_COUNT = "UPDATE concerns_counter SET last = last + 1 WHERE organisation_id = %s RETURNING last"
_SENT = Prepared(
    lambda slot: Concern.objects.filter(
        organisation_id=slot.id("organisation"), reporter_id=slot.id("reporter"), submission=slot.id("submission")
    ).values_list("pk", "number")
)
