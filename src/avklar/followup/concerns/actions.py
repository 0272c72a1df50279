"""What one can do with a concern, one verb each. check → change → journal in one transaction; slow work before it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse

from avklar.followup.concerns import rules
from avklar.followup.concerns.cards import Sent
from avklar.followup.concerns.content import NO_REASONS, ConcernContent, reasons_for, unsettled
from avklar.followup.concerns.models import Concern, Counter, Message, Observation
from avklar.followup.concerns.states import (
    SHELVES,
    WORKING_DAYS_TO_ANSWER,
    Outcome,
    Shelf,
    Side,
    State,
    Utterance,
    Verb,
    before,
)
from avklar.foundation import clock, journal, notifications
from avklar.foundation.access.actor import Actor, machine
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.drafts import drafts
from avklar.foundation.vault import keys
from avklar.foundation.vault.keys import Record
from avklar.people.organisations import queries as people

KIND = "concern"


# --- The worried person


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
    rules.check_content(content)
    rules.check_settled(unsettled(content.texts(), content.kept))
    earlier = _sent_before(actor, submission)
    if earlier is not None:
        return earlier
    receivers = people.receivers(actor.organisation)
    if receivers.shut:
        raise Conflict(rules.NOBODY_RECEIVES, rule="R18")
    row, observations = _prepared(actor, content, submission)
    try:
        with writing(actor):
            row.number = _next_number(row.organisation_id)
            row.save(force_insert=True)
            Observation.objects.bulk_create(observations)
            if draft_form is not None:
                drafts.discard(actor.person, draft_form)
            notifications.notify(actor, [each.id for each in receivers.people], "concern_new", _page(row.pk))
            journal.write(actor, "sent", kind=KIND, object_id=row.pk)
    except IntegrityError:
        keys.destroy(row.pk)
        earlier = _sent_before(actor, submission)
        if earlier is None:
            raise
        return earlier
    return Sent(row.pk, row.number)


def reply(
    actor: Actor, *, concern_id: UUID, text: str, submission: UUID | None = None, kept: Mapping[str, str] = NO_REASONS
) -> UUID:
    """The worried person writes to the contact. NotFound for others' concerns; Conflict once it is closed."""
    actor.must(Permission.CONCERN_FOLLOW)
    row = _found(actor, concern_id, reporter_id=actor.person)
    told = [each.id for each in people.receivers(actor.organisation).people]
    return _say(actor, row, Verb.REPLY, text, submission, kept, tell=told, code="concern_reply", url=_page(row.pk))


def confirm_read(actor: Actor, *, concern_id: UUID) -> None:
    """The worried person says that the contact's answer is read, so that the contact can close without losing it."""
    actor.must(Permission.CONCERN_FOLLOW)
    row = _found(actor, concern_id, reporter_id=actor.person)
    with writing(actor):
        if not Concern.objects.filter(pk=row.pk, closed_at__isnull=True).update(read_at=clock.now()):
            raise Conflict(rules.CLOSED_NOW)
        journal.write(actor, "confirmed", kind=KIND, object_id=row.pk)


# --- The contact


def answer(
    actor: Actor, *, concern_id: UUID, text: str, submission: UUID | None = None, kept: Mapping[str, str] = NO_REASONS
) -> UUID:
    """The contact answers or gives advice. The same `submission` is one message."""
    actor.must(Permission.CONCERN_HANDLE)
    row = _found(actor, concern_id)
    code, url = "concern_answer", _own_page(row.pk)
    return _say(actor, row, Verb.ANSWER, text, submission, kept, tell=[row.reporter_id], code=code, url=url)


def ask(
    actor: Actor, *, concern_id: UUID, text: str, submission: UUID | None = None, kept: Mapping[str, str] = NO_REASONS
) -> UUID:
    """The contact asks for more; the concern then waits for the sender."""
    actor.must(Permission.CONCERN_HANDLE)
    row = _found(actor, concern_id)
    code, url = "concern_question", _own_page(row.pk)
    return _say(actor, row, Verb.ASK, text, submission, kept, tell=[row.reporter_id], code=code, url=url)


def classify(
    actor: Actor, *, concern_id: UUID, observation_id: UUID, utterance: Utterance, provision: str = ""
) -> None:
    """The contact classes an utterance; "possibly punishable" names the provision (R3)."""
    actor.must(Permission.CONCERN_HANDLE)
    row = _found(actor, concern_id)
    rules.check_classing(utterance, provision, clock.today())
    if not rules.may_write(State(row.state)):
        raise Conflict(rules.CLOSED_NOW)
    with writing(actor):
        changed = Observation.objects.filter(
            pk=observation_id, concern_id=row.pk, organisation_id=actor.organisation
        ).update(contact_class=utterance, provision=provision, classed_by=actor.person, classed_at=clock.now())
        if not changed:
            raise NotFound
        _move(row, None)
        journal.write(actor, "classed", kind=KIND, object_id=row.pk, reason=str(utterance))


def edit_note(actor: Actor, *, concern_id: UUID, text: str, version: int) -> int:
    """Write the contacts' working note; returns its new version. Conflict when somebody saved it after `version`."""
    actor.must(Permission.CONCERN_HANDLE)
    rules.check_text(text, "note")
    row = keys.unlock_one(_open_one(actor, concern_id))
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
    row = _found(actor, concern_id)
    with writing(actor):
        _move(row, Verb.CONSULT)
        journal.write(actor, "consulted", kind=KIND, object_id=row.pk)


def close(actor: Actor, *, concern_id: UUID, outcome: Outcome, reason: str, version: int | None = None) -> None:
    """Close with an outcome and a reason; the texts become unreadable at once, a count remains (R12).

    Invalid when the outcome's door is shut; Conflict when the concern has changed since `version` or is closed.
    """
    from avklar.followup.concerns import disposal

    actor.must(Permission.CONCERN_HANDLE)
    row = _open_one(actor, concern_id)
    with scope(actor.organisation_id):
        seen = [_Classed.of(each) for each in row.observations.order_by("position")]
    rules.check_closing(outcome, reason, answered=row.answered_at is not None, observations=seen)
    keys.unlock_one(row)
    with writing(actor):
        _move(row, Verb.CLOSE, version=version, outcome=outcome, closed_at=clock.now(), due_at=None)
        row.closing_reason = reason
        row.save(update_fields=["closing_reason"])
        notifications.notify(actor, [row.reporter_id], "concern_closed", _own_page(row.pk))
        journal.write(actor, "closed", kind=KIND, object_id=row.pk, reason=str(outcome))
        transaction.on_commit(lambda: disposal.put_away(actor.organisation, row.pk))


def read(actor: Actor, *, concern_id: UUID) -> None:
    """Journal that the actor has read the concern (R13). Call it last, when the page is drawn."""
    journal.read(actor, kind=KIND, object_id=concern_id)


# --- The clock


def notify_overdue(organisation_id: UUID) -> int:
    """Tell contact, deputy and sender, once, of every concern past its two working days; returns how many.

    `avklar tick` calls it for each municipality.
    """
    actor = machine(organisation_id)
    with scope(organisation_id):
        late = Concern.objects.filter(
            organisation_id=organisation_id, due_at__lt=clock.now(), overdue_told_at__isnull=True
        )
        rows = list(late.order_by("due_at", "id").values_list("pk", "reporter_id"))
        told = [each.person.id for each in people.contacts_of(organisation_id) if each.kind in ("contact", "deputy")]
    return sum(_tell_overdue(actor, concern_id, reporter_id, told) for concern_id, reporter_id in rows)


def _tell_overdue(actor: Actor, concern_id: UUID, reporter_id: UUID, told: list[UUID]) -> int:
    with writing(actor):
        untold = Concern.objects.filter(pk=concern_id, overdue_told_at__isnull=True, due_at__lt=clock.now())
        if not untold.update(overdue_told_at=clock.now()):
            return 0
        notifications.notify(actor, told, "concern_overdue", _page(concern_id))
        notifications.notify(actor, [reporter_id], "concern_delayed", _own_page(concern_id))
        journal.write(actor, "overdue", kind=KIND, object_id=concern_id)
    return 1


# --- Inside


class _Classed:
    """What the rules need to know of an observation."""

    def __init__(self, reported: Utterance, by_contact: Utterance | None) -> None:
        self.reported, self.by_contact = reported, by_contact

    @classmethod
    def of(cls, row: Observation) -> _Classed:
        return cls(Utterance(row.reported_class), Utterance(row.contact_class) if row.contact_class else None)


def _prepared(actor: Actor, content: ConcernContent, submission: UUID) -> tuple[Concern, list[Observation]]:
    """The rows with their key, which is committed first: a process that dies now leaves only a key to sweep."""
    now = clock.now()
    row = Concern(
        organisation_id=actor.organisation,
        reporter_id=actor.person,
        submission=submission,
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
        due_at=_due(now),
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
    keys.attach(keys.create(Record(actor.organisation, row.pk)), row, *observations)
    return row, observations


def _next_number(organisation_id: UUID) -> int:
    """The next number without a gap or a race: the counter's row is locked until the transaction ends."""
    row = Counter.objects.filter(pk=organisation_id)
    if not row.update(last=F("last") + 1):
        Counter.objects.bulk_create([Counter(organisation_id=organisation_id)], ignore_conflicts=True)
        row.update(last=F("last") + 1)
    return row.values_list("last", flat=True).get()


def _sent_before(actor: Actor, submission: UUID) -> Sent | None:
    with scope(actor.organisation_id):
        found = Concern.objects.filter(
            organisation_id=actor.organisation, reporter_id=actor.person, submission=submission
        )
        row = found.values_list("pk", "number").first()
    return Sent(*row, again=True) if row else None


def _found(actor: Actor, concern_id: UUID, **more: UUID) -> Concern:
    with scope(actor.organisation_id):
        row = Concern.objects.filter(pk=concern_id, organisation_id=actor.organisation, **more).first()
    if row is None:
        raise NotFound
    return row


def _open_one(actor: Actor, concern_id: UUID) -> Concern:
    row = _found(actor, concern_id)
    if not rules.may_write(State(row.state)):
        raise Conflict(rules.CLOSED_NOW)
    return row


def _say(
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
) -> UUID:
    """Write one message and move the concern; a submission that was received before changes nothing."""
    if not text.strip():
        raise Invalid(fields={"text": rules.EMPTY})
    rules.check_text(text, "text")
    rules.check_settled(unsettled({"text": text}, kept))
    rules.next_state(State(row.state), verb)
    submission = submission or clock.new_id()
    message = Message(
        organisation_id=row.organisation_id,
        concern_id=row.pk,
        side=Side.SENDER if verb is Verb.REPLY else Side.RECEIVER,
        author_id=actor.person,
        question=verb is Verb.ASK,
        text=text,
        kept=reasons_for({"text": text}, kept) if kept else [],
        at=clock.now(),
        submission=submission,
    )
    keys.unlock_one(message)
    with writing(actor):
        earlier = Message.objects.filter(concern_id=row.pk, submission=submission).values_list("pk", flat=True).first()
        if earlier is not None:
            return earlier
        _move(row, verb, version=None, **_clock_after(row, verb, message.at))
        message.save(force_insert=True)
        notifications.notify(actor, [each for each in tell if each != actor.person], code, url)
        journal.write(actor, str(verb), kind=KIND, object_id=row.pk)
    return message.pk


def _clock_after(row: Concern, verb: Verb, now: datetime) -> dict[str, datetime | None]:
    """What a message does to the deadline: the contact's stops it, the sender's starts it anew unless it runs."""
    if verb is Verb.REPLY:
        running = {} if row.due_at else {"due_at": _due(now), "overdue_told_at": None}
        return {"read_at": now} | running
    return {"due_at": None, "answered_at": row.answered_at or now}


def _move(row: Concern, verb: Verb | None, *, version: int | None = None, **changes: object) -> None:
    """Change the state as one conditional update; Conflict when another was faster. `verb` None: only a new version."""
    rows = Concern.objects.filter(pk=row.pk, organisation_id=row.organisation_id)
    if version is not None:
        rows = rows.filter(version=version)
    if verb is None:
        changed = rows.filter(closed_at__isnull=True).update(version=F("version") + 1)
    else:
        to = rules.next_state(State(row.state), verb)
        stands = rows.filter(state=row.state, state__in=before(verb))
        changed = stands.update(state=to, shelf=Shelf(SHELVES[to]), version=F("version") + 1, **changes)
    if not changed:
        raise Conflict


def _due(now: datetime) -> datetime:
    return clock.working_days_after(now, WORKING_DAYS_TO_ANSWER)


def _page(concern_id: UUID) -> str:
    return reverse("concerns:concern", args=[concern_id])


def _own_page(concern_id: UUID) -> str:
    return reverse("concerns:own", args=[concern_id])
