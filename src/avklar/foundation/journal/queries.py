"""Reading an organisation's own journal, page by page, for its privacy officer. Codes and ids; nothing is decrypted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.journal import names
from avklar.foundation.journal.labels import KINDS, VERBS, in_words, reason_in_words
from avklar.foundation.journal.models import Entry

PAGE = 50
_PLACE = re.compile(r"(\d{4}-\d{2})\.(\d{1,18})")


@dataclass(frozen=True)
class Line:
    """One row of the log, in words; `thing` is the short form of the object's id."""

    place: str
    at: datetime
    who: str
    user_id: UUID | None
    did: str
    kind: str
    thing: str
    object_id: UUID
    reason: str


@dataclass(frozen=True)
class Page:
    """A page of lines, newest first; `next` is the place to go on from, or ""."""

    lines: list[Line]
    next: str


@dataclass(frozen=True)
class Filter:
    """What to show; empty shows all."""

    verb: str = ""
    kind: str = ""
    user_id: UUID | None = None
    object_id: UUID | None = None


def page(actor: Actor, *, wanted: Filter | None = None, after: str = "") -> Page:
    """The newest lines after the place `after` ("2026-11.123"). Raises Denied; NotFound for what is no place."""
    actor.must(Permission.JOURNAL_READ)
    rows = _filtered(Entry.objects.filter(organisation_id=actor.organisation), wanted or Filter())
    if after:
        rows = _after(rows, after)
    found = list(rows.order_by("-segment", "-number")[: PAGE + 1])
    shown = found[:PAGE]
    known = names.resolve({entry.user_id for entry in shown if entry.user_id})
    more = len(found) > PAGE
    lines = [_line(entry, known.get(entry.user_id, "") if entry.user_id else "") for entry in shown]
    return Page(lines, _place(shown[-1]) if more else "")


def _filtered(rows: QuerySet[Entry], wanted: Filter) -> QuerySet[Entry]:
    given = {"verb": wanted.verb, "kind": wanted.kind, "user_id": wanted.user_id, "object_id": wanted.object_id}
    return rows.filter(**{name: value for name, value in given.items() if value})


def _after(rows: QuerySet[Entry], after: str) -> QuerySet[Entry]:
    place = _PLACE.fullmatch(after)
    if place is None:
        raise NotFound
    segment, number = place[1], int(place[2])
    return rows.filter(segment__lte=segment).filter(Q(segment__lt=segment) | Q(number__lt=number))


def _place(entry: Entry) -> str:
    return f"{entry.segment}.{entry.number}"


def _line(entry: Entry, name: str) -> Line:
    return Line(
        place=_place(entry),
        at=entry.at,
        who=name or (entry.user_id.hex[-8:] if entry.user_id else ""),
        user_id=entry.user_id,
        did=in_words(VERBS, entry.verb),
        kind=in_words(KINDS, entry.kind),
        thing=entry.object_id.hex[-8:],
        object_id=entry.object_id,
        reason=reason_in_words(entry.reason),
    )
