"""Reads of the disclosures, through the actor and the access table only. What isn't theirs doesn't exist."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from avklar.followup.cases.queries import line as case_line
from avklar.followup.cases.states import Age, Hand, Waiting
from avklar.followup.disclosures import reach
from avklar.followup.disclosures.cards import (
    Brief,
    ConsentCard,
    CopiedFact,
    Copy,
    Earlier,
    Event,
    Line,
    Listing,
    Page,
    Said,
    reference,
)
from avklar.followup.disclosures.composing import words_of
from avklar.followup.disclosures.consenting import card
from avklar.followup.disclosures.models import Access, Consent, Disclosure, Entry, Fact, Link, Ownership
from avklar.followup.disclosures.reach import access_of, in_box, of_own_case
from avklar.followup.disclosures.states import Box, Side, State, Verb
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.prepared import Prepared, Slots
from avklar.foundation.access.roles import Role
from avklar.foundation.vault import keys
from avklar.foundation.vault.errors import KeyGone
from avklar.people.organisations import queries as people

PER_PAGE = 20
DISCLOSURE_COLUMNS = (
    "id",
    "sender_name",
    "receiver_name",
    "age",
    "facts_sent",
    "state",
    "turn",
    "sent_at",
    "last_at",
    "answer_by",
    "returned_at",
    "corrected_at",
    "withdrawn_at",
    "ended_at",
)
COLUMNS = ("side", *(f"disclosure__{name}" for name in DISCLOSURE_COLUMNS))


def listing(actor: Actor, box: Box, *, before: UUID | None = None, size: int = PER_PAGE) -> Listing:
    """What went out or came in, newest first: `size` rows after the id `before`. One query, no text."""
    rows = in_box(actor, box)
    if before is not None:
        rows = rows.filter(disclosure_id__lt=before)
    found = list(rows.order_by("-disclosure_id").only(*COLUMNS).select_related("disclosure")[: size + 1])
    lines = [_line(each) for each in found[:size]]
    return Listing(box, tuple(lines), lines[-1].id if len(found) > size else None)


def waiting(actor: Actor, limit: int = 8) -> list[Line]:
    """Those where it is the actor's side's turn, both ways, the last touched first; for my day. One query."""
    rows = reach.waiting(actor).order_by("-disclosure__last_at", "-disclosure_id")
    return [_line(each) for each in rows.only(*COLUMNS).select_related("disclosure")[:limit]]


def page(actor: Actor, disclosure_id: UUID) -> Page:
    """The opened disclosure with its texts; NotFound unless the actor takes part. The caller journals the reading."""
    access = access_of(actor, disclosure_id)
    row, side = access.disclosure, Side(access.side)
    facts = list(Fact.objects.filter(disclosure_id=row.pk).order_by("position", "revision"))
    entries = list(Entry.objects.filter(disclosure_id=row.pk).order_by("at", "pk"))
    _unlock(actor, row, facts, entries)
    gone = side is Side.RECEIVER and row.returned_at is not None
    names = people.names({each.author_id for each in entries})
    return Page(
        line=_line(access),
        copy=None if gone else _copy(row, facts),
        entries=tuple(_said(each, row, side, names) for each in entries),
        case_id=_own_case(actor, disclosure_id, side),
        consent_until=row.consent_until,
        own=row.sender_name if side is Side.OWNER else row.receiver_name,
    )


def brief(actor: Actor, disclosure_id: UUID) -> Brief:
    """What a receiver begins a case of its own from; NotFound for everybody else and once it was sent back."""
    access = access_of(actor, disclosure_id)
    row = access.disclosure
    if access.side != Side.RECEIVER or row.returned_at is not None:
        raise NotFound
    facts = list(Fact.objects.filter(disclosure_id=row.pk).order_by("position", "revision"))
    _unlock(actor, row, facts, [])
    return Brief(row.pk, reference(row.pk, row.sent_at), row.sender_name, Age(row.age), tuple(_facts(facts)))


def of_case(actor: Actor, case_id: UUID) -> list[Event]:
    """What happened with everything the case sent or received, oldest first, for its timeline. One query.

    Empty unless the actor is named in the case. Holds no text: the page of each disclosure does.
    """
    actor.must(Permission.DISCLOSURE_READ)
    actor.must(Permission.CASE_READ)
    told = _TOLD.rows(organisation=actor.organisation, person=actor.person, case=case_id)
    events: list[Event] = []
    begun: set[UUID] = set()
    for side, *columns, verb, by, then in told:
        row = Access(side=side, disclosure=Disclosure(**dict(zip(DISCLOSURE_COLUMNS, columns, strict=True))))
        if row.disclosure_id not in begun:
            begun.add(row.disclosure_id)
            events.append(_event(row, None, Side.OWNER, row.disclosure.sent_at))
        if verb:
            events.append(_event(row, Verb(verb), Side(by), then))
    return sorted(events, key=lambda each: each.at)


def _told(slot: Slots) -> QuerySet[Any, Any]:
    """The rows through the reach of whoever asks: PostgreSQL takes longer to plan them than to find them."""
    asks = Actor(slot.id("person"), slot.id("organisation"), frozenset({Role.RADICALISATION_CONTACT}), True)
    rows = of_own_case(asks, slot.id("case")).annotate(
        verb=F("disclosure__entries__verb"), by=F("disclosure__entries__side"), then=F("disclosure__entries__at")
    )
    ordered = rows.order_by("disclosure__entries__at", "disclosure__entries__pk")
    return ordered.values_list(*COLUMNS, "verb", "by", "then")


_TOLD = Prepared(_told)


def consents(actor: Actor, case_id: UUID) -> list[ConsentCard]:
    """Every answer about sharing in the case, newest first, with its words; NotFound unless named in the case."""
    actor.must(Permission.DISCLOSURE_READ)
    case_line(actor, case_id)
    rows = list(
        Consent.objects.filter(organisation_id=actor.organisation, case_id=case_id).order_by("-recorded_at", "-pk")
    )
    keys.unlock(rows, strict=False)
    names = people.organisations({each.receiver_organisation_id for each in rows})
    return [
        card(
            each,
            words=each.words if keys.SLOT in each.__dict__ else "",
            receiver_name=names[each.receiver_organisation_id].full_name,
        )
        for each in rows
    ]


def _unlock(actor: Actor, row: Disclosure, facts: list[Fact], entries: list[Entry]) -> None:
    """The one key of all, in one query; a disclosure whose key is gone doesn't exist."""
    try:
        keys.unlock([row, *facts, *entries], organisation_id=actor.organisation)
    except KeyGone:
        raise NotFound from None


def _own_case(actor: Actor, disclosure_id: UUID, side: Side) -> UUID | None:
    model: type[Ownership] | type[Link] = Ownership if side is Side.OWNER else Link
    rows = model.objects.filter(organisation_id=actor.organisation, disclosure_id=disclosure_id)
    found: UUID | None = rows.values_list("case_id", flat=True).first()
    return found


def _line(access: Access) -> Line:
    row, side = access.disclosure, Side(access.side)
    return Line(
        id=row.pk,
        side=side,
        other=row.receiver_name if side is Side.OWNER else row.sender_name,
        facts=row.facts_sent,
        age=Age(row.age),
        state=State(row.state),
        turn=row.turn,
        sent_at=row.sent_at,
        last_at=row.last_at,
        answer_by=row.answer_by,
        returned=row.returned_at is not None,
        corrected=row.corrected_at is not None,
        withdrawn=row.withdrawn_at is not None,
        ended_at=row.ended_at,
    )


def _copy(row: Disclosure, facts: list[Fact]) -> Copy:
    return Copy(
        sender=row.sender_name,
        sender_person=row.sender_person,
        receiver=row.receiver_name,
        receiver_person=row.receiver_person,
        age=Age(row.age),
        purpose=row.purpose,
        ground=words_of(row.ground_paragraph, row.ground_title),
        proportionality=row.proportionality,
        facts=tuple(_facts(facts)),
        consent_until=row.consent_until,
        told_on=row.told_on,
        not_told=Waiting(row.not_told) if row.not_told else None,
        not_told_reason=row.not_told_reason or "",
        answer_by=row.answer_by,
        name=row.name,
        name_reason=row.name_reason or "",
        swap_reason=row.swap_reason or "",
    )


def _facts(rows: Iterable[Fact]) -> list[CopiedFact]:
    """The facts by number, each as it was last worded, with what was corrected."""
    by_position: dict[int, list[Fact]] = defaultdict(list)
    for row in rows:
        by_position[row.position].append(row)
    return [_fact(revisions) for revisions in by_position.values()]


def _fact(revisions: list[Fact]) -> CopiedFact:
    newest = revisions[-1]
    earlier = tuple(Earlier(old.text, old.verified, new.at) for old, new in pairwise(revisions))
    return CopiedFact(
        newest.position, newest.text, newest.seen_on, Hand(newest.hand), newest.verified, newest.revision, earlier
    )


def _said(entry: Entry, row: Disclosure, side: Side, names: dict[UUID, str]) -> Said:
    wrote = Side(entry.side)
    organisation = row.sender_name if wrote is Side.OWNER else row.receiver_name
    author = names.get(entry.author_id, "")
    return Said(Verb(entry.verb), wrote is side, author, organisation, entry.at, entry.text)


def _event(access: Access, verb: Verb | None, side: Side, at: datetime) -> Event:
    line = _line(access)
    return Event(line, verb, at, side is line.side)
