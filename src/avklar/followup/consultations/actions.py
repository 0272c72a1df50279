"""What one can do with a consultation, one verb each: start, write, conclude, end, read.

Every change is one transaction: check → change → journal.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError
from django.db.models import F
from django.utils.translation import gettext as _

from avklar.followup.concerns import actions as concerns
from avklar.followup.concerns import queries as concern_queries
from avklar.followup.consultations import addressing, checking, parties, queries, rules
from avklar.followup.consultations.cards import Page
from avklar.followup.consultations.looking import check_sendable
from avklar.followup.consultations.models import Access, Consultation, Message, Ownership
from avklar.followup.consultations.parties import Party
from avklar.followup.consultations.reach import access_of
from avklar.followup.consultations.states import AFTER_MESSAGE, KEPT_AFTER_ENDING, KEPT_UNTOUCHED, OPEN, Side, State
from avklar.followup.consultations.weighing import Weighed
from avklar.foundation import clock, journal, notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Denied
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.roles import RECEIVERS
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.anonymity import Facts
from avklar.foundation.vault import keys
from avklar.foundation.vault.keys import Record
from avklar.people.organisations.cards import PoliceContact

KIND = "consultation"
Receiver = Party | PoliceContact | tuple[UUID, UUID | None]
"""Whom to ask: a party, a police contact, or (organisation id, user id or None for a municipality's contacts)."""


def check_may_start(actor: Actor) -> None:
    """Only a municipality's contact, deputy or active substitute asks; Denied for everybody else."""
    actor.must(Permission.CONSULTATION_WRITE)
    if not actor.roles & RECEIVERS:
        raise Denied(_("Det er kommunens kontakter som starter en drøfting."), rule="R2 municipality asks")


def start(
    actor: Actor,
    *,
    facts: Facts,
    question: str,
    receiver: Receiver,
    hide_sender: bool = False,
    explanations: Mapping[str, str] | None = None,
    concern_id: UUID | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Send a new consultation and return its id; the same `submission` gives the same consultation.

    Everything is counted and checked anew (R2): Invalid when the facts are unknown or too few, when a find is left, or
    when hiding makes no sense; Denied for others than a municipality's contacts; NotFound for a foreign concern.
    """
    check_may_start(actor)
    submission = submission or clock.new_id()
    sent = started(actor, submission)
    if sent is not None:
        return sent
    weighed = weigh(
        actor, facts=facts, question=question, receiver=receiver, hide_sender=hide_sender, explanations=explanations
    )
    rules.check_stops(weighed.stops)
    notified = parties.to_notify(weighed.party)
    if concern_id is not None:
        with scope(actor.organisation_id):
            concern_queries.brief(actor, concern_id)
    consultation_id = clock.new_id()
    key = keys.create(Record(actor.organisation, consultation_id), also_for=[weighed.party.organisation_id])
    try:
        with writing(actor):
            _write_new(weighed, consultation_id, key, concern_id=concern_id, submission=submission)
            if concern_id is not None:
                concerns.note_consultation(actor, concern_id=concern_id)
            notifications.notify(actor, notified, "consultation_asked", addressing.page(consultation_id))
            reason = "hidden" if weighed.facts.hide_municipality else ""
            journal.write(actor, "asked", kind=KIND, object_id=consultation_id, reason=reason)
    except IntegrityError:
        sent = started(actor, submission)
        if sent is None:
            raise
        return sent
    return consultation_id


def weigh(
    actor: Actor,
    *,
    facts: Facts,
    question: str,
    receiver: Receiver,
    hide_sender: bool = False,
    explanations: Mapping[str, str] | None = None,
) -> Weighed:
    """Put a consultation on the scales without sending it; Invalid if the receiver isn't offered."""
    party = parties.one_of(parties.offered(actor), *_address(receiver))
    hidden = Facts(facts.setting, facts.size, facts.age, facts.sex, hide_municipality=hide_sender)
    return Weighed(actor, party, hidden, question, explanations or {})


def write(
    actor: Actor,
    consultation_id: UUID,
    text: str,
    explanations: Mapping[str, str] | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Send a message to the other side and return its id.

    Invalid when the check stops it; Conflict when the consultation has ended.
    """
    actor.must(Permission.CONSULTATION_WRITE)
    submission = submission or clock.new_id()
    sent = written(actor, consultation_id, submission)
    if sent is not None:
        return sent
    access, checked = check_sendable(actor, consultation_id, text, explanations)
    side, row, now = Side(access.side), access.consultation, clock.now()
    author = None if side is Side.OWNER and row.hidden_sender else actor.person
    message = Message(consultation_id=row.pk, side=side, author_id=author, at=now, submission=submission)
    keys.unlock_one(message, organisation_id=actor.organisation)
    message.text, message.kept = text, checking.kept_reasons(checked, explanations or {})
    try:
        with writing(actor):
            _move(row.pk, state=AFTER_MESSAGE[side], last_at=now)
            if side is Side.OWNER:
                Ownership.objects.filter(consultation_id=row.pk).update(remove_at=now + KEPT_UNTOUCHED)
            message.save(force_insert=True)
            notifications.notify(actor, addressing.others(access), "consultation_message", addressing.link(access))
            journal.write(actor, "wrote", kind=KIND, object_id=row.pk)
    except IntegrityError:
        sent = written(actor, consultation_id, submission)
        if sent is None:
            raise
        return sent
    return message.pk


def conclude(
    actor: Actor,
    consultation_id: UUID,
    text: str,
    explanations: Mapping[str, str] | None = None,
    *,
    version: int,
) -> int:
    """Write the conclusion with its advice, or a new wording of it; returns the new version.

    `version` is the one the writer saw: Conflict when somebody else wrote in between.
    The same text again is no conflict.
    """
    actor.must(Permission.CONSULTATION_WRITE)
    access, checked = check_sendable(actor, consultation_id, text, explanations)
    side, now = Side(access.side), clock.now()
    with writing(actor):
        row = keys.unlock_one(Consultation.objects.get(pk=access.consultation_id), organisation_id=actor.organisation)
        if row.conclusion == text and row.version == version + 1:
            return row.version
        rules.check_open(State(row.state))
        mine = Consultation.objects.filter(pk=row.pk, version=version, state__in=OPEN)
        if not mine.update(version=F("version") + 1, last_at=now):
            raise Conflict
        row.conclusion, row.conclusion_kept = text, checking.kept_reasons(checked, explanations or {})
        row.concluded_by, row.concluded_at, row.state = side, now, State.CONCLUDED
        row.save(update_fields=["conclusion", "conclusion_kept", "concluded_by", "concluded_at", "state"])
        notifications.notify(actor, addressing.others(access), "consultation_advice", addressing.link(access))
        journal.write(actor, "concluded", kind=KIND, object_id=row.pk)
    return version + 1


def end(actor: Actor, consultation_id: UUID) -> None:
    """End the consultation: it is removed 30 days later (R12). Only the side that asked; again changes nothing."""
    actor.must(Permission.CONSULTATION_WRITE)
    now = clock.now()
    with writing(actor):
        access = access_of(actor, consultation_id)
        if access.consultation.state == State.ENDED:
            return
        rules.check_may_end(Side(access.side), State(access.consultation.state))
        _move(consultation_id, state=State.ENDED, last_at=now, ended_at=now)
        Ownership.objects.filter(consultation_id=consultation_id).update(remove_at=now + KEPT_AFTER_ENDING)
        notifications.notify(actor, addressing.others(access), "consultation_ended", addressing.page(consultation_id))
        journal.write(actor, "ended", kind=KIND, object_id=consultation_id)


def read(actor: Actor, consultation_id: UUID) -> Page:
    """Open the consultation; the reading is journalled in the reader's own organisation (R13)."""
    with scope(actor.organisation_id):
        page = queries.page(actor, consultation_id)
    journal.read(actor, kind=KIND, object_id=consultation_id)
    return page


def started(actor: Actor, submission: UUID) -> UUID | None:
    """The consultation that this submission already became, if it did: a second click finds it."""
    with scope(actor.organisation_id):
        row = Ownership.objects.filter(organisation_id=actor.organisation, submission=submission).first()
    return row.consultation_id if row else None


def written(actor: Actor, consultation_id: UUID, submission: UUID) -> UUID | None:
    """The message that this submission already became, if it did."""
    with scope(actor.organisation_id):
        access = access_of(actor, consultation_id)
        row = Message.objects.filter(consultation_id=access.consultation_id, submission=submission).first()
    return row.pk if row else None


def _write_new(
    weighed: Weighed, consultation_id: UUID, key: keys.RecordKey, *, concern_id: UUID | None, submission: UUID
) -> None:
    """The rows of a new consultation. The owner's row goes first: it lets the rest be written (row-level security)."""
    actor, party, facts, now = weighed.actor, weighed.party, weighed.facts, clock.now()
    hidden = facts.hide_municipality
    Ownership.objects.create(
        organisation_id=actor.organisation,
        consultation_id=consultation_id,
        asked_by=actor.person,
        concern_id=concern_id,
        submission=submission,
        remove_at=now + KEPT_UNTOUCHED,
    )
    Access.objects.bulk_create(
        Access(organisation_id=of, consultation_id=consultation_id, side=side, user_id=user, created=now)
        for of, side, user in (
            (actor.organisation, Side.OWNER, None),
            (party.organisation_id, Side.RECEIVER, party.user_id),
        )
    )
    row = Consultation(
        id=consultation_id,
        age=facts.age,
        sex=facts.sex,
        setting=facts.setting,
        setting_size=facts.size or "",
        estimate=weighed.estimate.about,
        hidden_sender=hidden,
        sender_organisation_id=None if hidden else actor.organisation,
        sender_id=None if hidden else actor.person,
        receiver_organisation_id=party.organisation_id,
        receiver_id=party.user_id,
        answer_to=addressing.seal(consultation_id, organisation_id=actor.organisation, user_id=actor.person),
        question=weighed.text,
        kept=checking.kept_reasons(weighed.checked, weighed.explanations),
        asked_at=now,
        last_at=now,
    )
    keys.attach(key, row)
    row.save(force_insert=True)


def _move(consultation_id: UUID, **changes: object) -> None:
    if not Consultation.objects.filter(pk=consultation_id, state__in=OPEN).update(**changes):
        raise Conflict(rules.ENDED_MEANWHILE, rule="R12 ended")


def _address(receiver: Receiver) -> tuple[UUID, UUID | None]:
    if isinstance(receiver, PoliceContact):
        return receiver.organisation_id, receiver.person.id
    if isinstance(receiver, Party):
        return receiver.organisation_id, receiver.user_id
    return receiver
