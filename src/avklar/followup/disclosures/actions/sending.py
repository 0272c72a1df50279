"""Sending: everything is checked again inside the transaction, and an extract is frozen under a key of its own."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError
from django.urls import reverse

from avklar.followup.cases import actions as case_actions
from avklar.followup.cases import queries as cases
from avklar.followup.cases.actions.reach import writable
from avklar.followup.cases.states import Age, LookFor, PersonKind
from avklar.followup.disclosures import addressees, composing, rules
from avklar.followup.disclosures.addressees import Addressee
from avklar.followup.disclosures.cards import Copy
from avklar.followup.disclosures.composing import Extract, Sender
from avklar.followup.disclosures.content import DisclosureContent
from avklar.followup.disclosures.models import Access, Disclosure, Fact, Ownership
from avklar.followup.disclosures.states import KEPT_UNTOUCHED, Side
from avklar.foundation import clock, journal, notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.prepared import insert
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.vault import keys
from avklar.foundation.vault.keys import Record

KIND = "disclosure"


def send(actor: Actor, *, case_id: UUID, content: DisclosureContent, submission: UUID, looked_over: str = "") -> UUID:
    """Send an extract of the case to one other organisation and return its id; the same `submission` sends once.

    `looked_over` is the mark of the copy that was shown (`composing.mark`): Conflict when another one would be sent.

    NotFound unless the actor is named in the case; Conflict when it is closed or locked; Invalid at each field that
    no longer holds: an expired ground, a receiver without an appointment, a withdrawn consent, a corrected fact.
    """
    actor.must(Permission.DISCLOSURE_SEND)
    again = sent(actor, submission)
    if again is not None:
        return again
    with scope(actor.organisation_id):
        if not cases.named(actor).filter(case_id=case_id).exists():
            raise NotFound
        sender = composing.sender_of(actor)
        to = addressees.one(sender.own, content.receiver)
    name = subject(actor, case_id) if content.with_name else None
    disclosure_id = clock.new_id()
    key = keys.create(Record(actor.organisation, disclosure_id), also_for=[to.organisation_id])
    try:
        with writing(actor):
            extract = _extract(actor, case_id, content, sender, to, name)
            if looked_over and looked_over != composing.mark(extract.copy):
                raise Conflict(rules.COPY_CHANGED, rule="R7")
            _write(actor, disclosure_id, key, extract, to, case_id=case_id, content=content, submission=submission)
            notifications.notify(actor, to.receiving, "disclosure_new", page(disclosure_id))
            journal.write(actor, "disclosed", kind=KIND, object_id=disclosure_id, reason=extract.ground.code)
    except IntegrityError:
        keys.destroy(disclosure_id)
        again = sent(actor, submission)
        if again is None:
            raise
        return again
    except Exception:
        keys.destroy(disclosure_id)
        raise
    return disclosure_id


def sent(actor: Actor, submission: UUID) -> UUID | None:
    """The disclosure that this submission already became, if it did: a second click finds it."""
    with scope(actor.organisation_id):
        rows = Ownership.objects.filter(
            organisation_id=actor.organisation, submission=submission, sent_by=actor.person
        ).values_list("disclosure_id", flat=True)
        return rows.first()


def subject(actor: Actor, case_id: UUID) -> str:
    """The name of the person the case is about; the reading is journalled apart. Invalid when none is entered."""
    people = case_actions.read_identity(actor, case_id=case_id, look_for=LookFor.DISCLOSE)
    for person in people:
        if person.kind is PersonKind.SUBJECT:
            return person.name
    raise Invalid(fields={"with_name": rules.NO_NAME}, rule="R7")


def page(disclosure_id: UUID) -> str:
    """The disclosure's own address, the same for both sides."""
    return reverse("disclosures:disclosure", args=[disclosure_id])


def _extract(
    actor: Actor, case_id: UUID, content: DisclosureContent, sender: Sender, to: Addressee, name: str | None
) -> Extract:
    """The extract, checked while the case and the consents are held."""
    case = writable(actor, case_id)
    return composing.extract(
        actor,
        case_id,
        content,
        cases.facts(actor, case_id),
        age=Age(case.age),
        sender=sender,
        to=to,
        name=name,
        lock=True,
    )


def _write(
    actor: Actor,
    disclosure_id: UUID,
    key: keys.RecordKey,
    extract: Extract,
    to: Addressee,
    *,
    case_id: UUID,
    content: DisclosureContent,
    submission: UUID,
) -> None:
    """The rows, in one batch. The owner's row goes first: it lets the rest be written (row-level security)."""
    now = clock.now()
    owner = Ownership(
        organisation_id=actor.organisation,
        disclosure_id=disclosure_id,
        case_id=case_id,
        observations=[str(each) for each in content.observations],
        consent_id=extract.consent_id,
        sent_by=actor.person,
        submission=submission,
        remove_at=now + KEPT_UNTOUCHED,
    )
    sides = ((actor.organisation, Side.OWNER, None), (to.organisation_id, Side.RECEIVER, to.user_id))
    accesses = [
        Access(organisation_id=of, disclosure_id=disclosure_id, side=side, user_id=user, created=now)
        for of, side, user in sides
    ]
    row = _row(actor, disclosure_id, extract, to)
    facts = [
        Fact(
            disclosure_id=disclosure_id,
            position=each.position,
            seen_on=each.seen_on,
            hand=each.hand,
            verified=each.verified,
            at=now,
            text=each.text,
        )
        for each in extract.copy.facts
    ]
    keys.attach(key, row, *facts)
    insert([owner], accesses, [row], facts)


def _row(actor: Actor, disclosure_id: UUID, extract: Extract, to: Addressee) -> Disclosure:
    copy, ground, now = extract.copy, extract.ground, clock.now()
    return Disclosure(
        id=disclosure_id,
        sender_organisation_id=actor.organisation,
        sender_id=actor.person,
        sender_name=copy.sender,
        sender_person=copy.sender_person,
        receiver_organisation_id=to.organisation_id,
        receiver_id=to.user_id,
        receiver_name=copy.receiver,
        receiver_person=copy.receiver_person,
        age=copy.age,
        ground=ground.code,
        ground_title=str(ground.title),
        ground_paragraph=f"{ground.act.title} {ground.paragraph}",
        consent_until=copy.consent_until,
        told_on=copy.told_on,
        answer_by=copy.answer_by,
        facts_sent=len(copy.facts),
        sent_at=now,
        last_at=now,
        purpose=copy.purpose,
        proportionality=copy.proportionality,
        **_if_any(copy),
    )


def _if_any(copy: Copy) -> dict[str, object]:
    """The columns that are empty unless something was said."""
    why_not = {"not_told": copy.not_told, "not_told_reason": copy.not_told_reason} if copy.not_told else {}
    named = {"name": copy.name, "name_reason": copy.name_reason} if copy.name is not None else {}
    return {**why_not, **named, "swap_reason": copy.swap_reason or None}
