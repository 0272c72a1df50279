"""Reads of concerns, always through the actor: a stranger finds nothing. Gives small frozen values, never models.

Lists use only columns that identify nobody. They page by key, so the last page costs what the first does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from avklar.followup.concerns.cards import Brief, Line, Opened, Page, Said, Seen, Unsent
from avklar.followup.concerns.models import Concern, Message, Observation
from avklar.followup.concerns.states import (
    DRAFT_LIVES,
    About,
    Hand,
    Naming,
    SenderKind,
    Shelf,
    Side,
    State,
    Utterance,
    When,
)
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.prepared import Prepared, Slots
from avklar.foundation.anonymity import AgeBand, Setting
from avklar.foundation.drafts import drafts
from avklar.foundation.vault import keys
from avklar.foundation.vault.keys import RecordKey

PAGE = 50
HELD_AT_A_TIME = 10
FORM = "concern"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
COLUMNS = (
    "id",
    "number",
    "sender_kind",
    "about",
    "age_band",
    "setting",
    "state",
    "outcome",
    "sent_at",
    "due_at",
    "closed_at",
    "unproved",
)


# --- Lists


def inbox(actor: Actor, shelf: Shelf = Shelf.OPEN, *, after: str = "", before: str = "", last: bool = False) -> Page:
    """A page of the municipality's concerns on one shelf. One query; Denied for others than the receivers."""
    actor.must(Permission.CONCERN_READ)
    values = {"organisation": actor.organisation, "shelf": str(shelf)}
    return _page(_on_shelf, values, shelf, after=after, before=before, last=last)


def mine(actor: Actor, *, after: str = "", before: str = "", last: bool = False) -> Page:
    """A page of the concerns that the person has sent. One query."""
    actor.must(Permission.CONCERN_FOLLOW)
    values = {"organisation": actor.organisation, "reporter": actor.person}
    return _page(_reported, values, None, after=after, before=before, last=last)


def waiting_for_me(actor: Actor, limit: int = 5) -> list[Line]:
    """Those nobody has answered, the one that is due first on top; for "my day"."""
    actor.must(Permission.CONCERN_READ)
    rows = _all(actor).filter(closed_at__isnull=True, due_at__isnull=False).exclude(state=State.HELD)
    rows = rows.order_by("due_at", "id")
    return [_line(row) for row in rows.values_list(*COLUMNS)[:limit]]


def waiting_for_others(actor: Actor, limit: int = 5) -> list[Line]:
    """Those that wait for the sender or for a consultation, newest first; for "my day"."""
    actor.must(Permission.CONCERN_READ)
    return list(inbox(actor, Shelf.WAITING).lines[:limit])


def cursor(line: Line) -> str:
    """Where a page begins or ends: the moment in microseconds and the id."""
    return f"{(line.sent_at - EPOCH) // timedelta(microseconds=1):x}-{line.id.hex}"


# --- One concern


def opened(actor: Actor, concern_id: UUID) -> Opened:
    """The concern with its texts, for a receiver. Four queries; NotFound for another municipality's."""
    actor.must(Permission.CONCERN_READ)
    return open_row(_only(_ANY.instances(organisation=actor.organisation, concern=concern_id)))


def held(actor: Actor, limit: int = HELD_AT_A_TIME) -> list[Opened]:
    """The oldest of those that are held back, with their texts, to be looked through. Three queries for each."""
    actor.must(Permission.CONCERN_HANDLE)
    rows = _all(actor).filter(shelf=Shelf.HELD).order_by("sent_at", "id")
    return [open_row(row) for row in rows[:limit]]


def own(actor: Actor, concern_id: UUID) -> Opened:
    """The concern with its texts, for the one who sent it; without the contact's note and classing."""
    actor.must(Permission.CONCERN_FOLLOW)
    found = _OWN.instances(organisation=actor.organisation, concern=concern_id, reporter=actor.person)
    return open_row(_only(found), for_sender=True)


def own_line(actor: Actor, concern_id: UUID) -> Line:
    """The row of a concern one has sent oneself; NotFound for everybody else's."""
    actor.must(Permission.CONCERN_FOLLOW)
    return _line_of(_one(_own(actor), concern_id))


def brief(actor: Actor, concern_id: UUID) -> Brief:
    """The coarse facts, for an unnamed consultation; NotFound for another municipality's or one that is closed."""
    actor.must(Permission.CONCERN_READ)
    row = _one(_all(actor).exclude(state=State.CLOSED), concern_id)
    line = _line_of(row)
    return Brief(line.id, line.reference, line.about, line.age_band, line.setting, line.state)


def sent_with(actor: Actor, submission: UUID) -> Line | None:
    """The person's concern that a submission made, or None: a second click leads to the receipt of the first."""
    actor.must(Permission.CONCERN_SEND)
    row = _own(actor).filter(submission=submission).values_list(*COLUMNS).first()
    return _line(row) if row else None


def unsent(actor: Actor) -> Unsent | None:
    """The draft that waits to go on, or None."""
    actor.must(Permission.CONCERN_SEND)
    found = drafts.load(actor.person, FORM)
    if not found:
        return None
    saved = datetime.fromisoformat(found["saved"])
    return Unsent(saved, saved + DRAFT_LIVES)


# --- Inside


def _all(actor: Actor) -> QuerySet[Concern]:
    return Concern.objects.filter(organisation_id=actor.organisation)


def _own(actor: Actor) -> QuerySet[Concern]:
    return _all(actor).filter(reporter_id=actor.person)


def _one(rows: QuerySet[Concern], concern_id: UUID) -> Concern:
    return _only(rows.filter(pk=concern_id)[:1])


def _only(rows: Iterable[Concern]) -> Concern:
    for row in rows:
        return row
    raise NotFound


def _by_id(slot: Slots) -> QuerySet[Concern]:
    return Concern.objects.filter(organisation_id=slot.id("organisation"), pk=slot.id("concern"))


_ANY = Prepared(_by_id)
_OWN = Prepared(lambda slot: _by_id(slot).filter(reporter_id=slot.id("reporter")))
_OBSERVATIONS = Prepared(lambda slot: Observation.objects.filter(concern_id=slot.id("concern")).order_by("position"))
_MESSAGES = Prepared(
    lambda slot: Message.objects.filter(concern_id=slot.id("concern")).defer("kept", "submission").order_by("at", "id")
)


Rows = Callable[[Slots], QuerySet[Concern]]


@lru_cache(maxsize=32)
def _query(rows: Rows, backwards: bool, placed: bool, most: int) -> Prepared:
    """The query of one list, forwards or backwards, from its end or from a place in it."""

    def build(slot: Slots) -> QuerySet[Concern, Any]:
        found = rows(slot)
        if placed:
            found = found.filter(_beyond(slot.moment("at"), slot.id("last_id"), backwards=backwards))
        order = ("sent_at", "id") if backwards else ("-sent_at", "-id")
        return found.order_by(*order).values_list(*COLUMNS)[:most]

    return Prepared(build)


def _page(rows: Rows, values: dict[str, Any], shelf: Shelf | None, *, after: str, before: str, last: bool) -> Page:
    backwards = last or bool(before)
    place = _place(before or after)
    if place is not None:
        values = {**values, "at": place[0], "last_id": place[1]}
    query = _query(rows, backwards, place is not None, PAGE + 1)
    found = [_line(row) for row in query.rows(**values)]
    more, lines = len(found) > PAGE, found[:PAGE]
    if backwards:
        return Page(tuple(reversed(lines)), newer=more, older=place is not None and not last, shelf=shelf)
    return Page(tuple(lines), newer=place is not None, older=more, shelf=shelf)


def _beyond(at: datetime, last_id: UUID, *, backwards: bool) -> Q:
    """Rows on the far side of a place. The first condition alone bounds the index; the second settles equal moments."""
    if backwards:
        return Q(sent_at__gte=at) & (Q(sent_at__gt=at) | Q(id__gt=last_id))
    return Q(sent_at__lte=at) & (Q(sent_at__lt=at) | Q(id__lt=last_id))


def _on_shelf(slot: Slots) -> QuerySet[Concern]:
    return Concern.objects.filter(organisation_id=slot.id("organisation"), shelf=slot.word("shelf"))


def _reported(slot: Slots) -> QuerySet[Concern]:
    return Concern.objects.filter(organisation_id=slot.id("organisation"), reporter_id=slot.id("reporter"))


def _place(text: str) -> tuple[datetime, UUID] | None:
    """The place a cursor names; None for none, NotFound for one we did not make."""
    if not text:
        return None
    try:
        moment, last_id = text.split("-")
        return EPOCH + timedelta(microseconds=int(moment, 16)), UUID(last_id)
    except (ValueError, OverflowError):
        raise NotFound from None


def _line(row: tuple) -> Line:
    concern_id, number, sender, about, age, setting, state, outcome, sent_at, due_at, closed_at, unproved = row
    return Line(
        concern_id,
        number,
        _SENDERS[sender],
        _ABOUTS[about],
        _AGES[age],
        _SETTINGS[setting],
        _STATES[state],
        outcome,
        sent_at,
        due_at,
        closed_at,
        bool(unproved),
    )


# Calling an enum costs ten times a look-up, and a page has fifty rows of five.
_SENDERS = {str(each): each for each in SenderKind}
_ABOUTS = {str(each): each for each in About}
_AGES = {str(each): each for each in AgeBand}
_SETTINGS = {str(each): each for each in Setting}
_STATES = {str(each): each for each in State}


def _line_of(row: Concern) -> Line:
    return _line(tuple(getattr(row, column) for column in COLUMNS))


def open_row(row: Concern, *, for_sender: bool = False, key: RecordKey | None = None) -> Opened:
    """A concern with its texts, under the municipality's key or the one that the sender's receipt gave."""
    head = Opened(
        line=_line_of(row),
        version=row.version,
        danger_advised=row.danger_advised,
        answered_at=row.answered_at,
        read_at=row.read_at,
        sealed_at=row.sealed_at,
        readable=row.state != State.CLOSED,
        naming=Naming(row.naming) if row.naming else None,
        receipt_ends_at=row.receipt_ends_at,
    )
    if not head.readable:
        return head
    seen: list[Observation] = _OBSERVATIONS.instances(concern=row.pk)
    said: list[Message] = _MESSAGES.instances(concern=row.pk)
    if key is None:
        keys.unlock([row, *seen, *said])
    else:
        keys.attach(key, row, *seen, *said)
    return replace(
        head,
        ordinary=row.ordinary,
        works_well=row.works_well,
        done=row.done,
        wish=row.wish,
        kept=tuple(row.kept),
        note="" if for_sender else row.note,
        note_version=row.note_version,
        note_by=None if for_sender else row.note_by,
        observations=tuple(_seen(each, for_sender=for_sender) for each in seen),
        messages=tuple(_messages(said)),
        signature="" if for_sender else row.signature or "",
    )


def _seen(row: Observation, *, for_sender: bool) -> Seen:
    classed = bool(row.contact_class) and not for_sender
    return Seen(
        row.pk,
        row.position,
        When(row.seen),
        Hand(row.hand),
        Utterance(row.reported_class),
        Utterance(row.contact_class) if classed else None,
        row.provision if classed else "",
        row.fact,
        row.interpretation,
    )


def _messages(rows: Iterable[Message]) -> Iterable[Said]:
    return (Said(row.pk, Side(row.side), row.author_id, row.question, row.text, row.at) for row in rows)
