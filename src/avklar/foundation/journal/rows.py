"""The three statements of a journal row, as plain SQL: every write and every reading waits for them.

Django's query builder would take two to three times as long. Reading the journal goes through the models.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from avklar.foundation.journal.chain import START, Row, seal_of
from avklar.foundation.journal.models import Head

_HEAD = "SELECT segment, number, mac, oldest, opening FROM journal_head WHERE organisation_id = %s"
_ENTRY = (
    "INSERT INTO journal_entry (id, organisation_id, segment, number, at, user_id, verb, kind, object_id, reason,"
    " previous, mac) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
_MOVE = "UPDATE journal_head SET segment = %s, number = %s, mac = %s, seal = %s WHERE organisation_id = %s"


@dataclass(frozen=True)
class LockedHead:
    """Where the chain ends, while nobody else can add to it."""

    segment: str
    number: int
    mac: bytes
    oldest: str
    opening: bytes


def locked_head(owner: UUID, key: bytes, segment: str) -> LockedHead:
    """The organisation's head, locked until the transaction ends; made with `segment` for its very first row."""
    return _locked(owner) or _first(owner, key, segment)


def append(row: Row, mac: bytes, head: LockedHead, key: bytes) -> None:
    """Add the row and move the head to it."""
    of = row.organisation_id
    seal = seal_of(key, of, segment=row.segment, number=row.number, mac=mac, oldest=head.oldest, opening=head.opening)
    entry = [_id(row.id), _id(of), row.segment, row.number, _moment(row.at), _id(row.user_id), row.verb, row.kind]
    entry += [_id(row.object_id), row.reason, row.previous, mac]
    move = [row.segment, row.number, mac, seal, _id(of)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # together: others wait for the head until the commit
            cursor.execute(f"{_ENTRY}; {_MOVE}", entry + move)
        else:
            cursor.execute(_ENTRY, entry)
            cursor.execute(_MOVE, move)


def _locked(owner: UUID) -> LockedHead | None:
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(_HEAD + lock, [_id(owner)])
        found = cursor.fetchone()
    if found is None:
        return None
    segment, number, mac, oldest, opening = found
    return LockedHead(segment, number, bytes(mac), oldest, bytes(opening))


def _first(owner: UUID, key: bytes, segment: str) -> LockedHead:
    seal = seal_of(key, owner, segment=segment, number=0, mac=START, oldest=segment, opening=START)
    head = Head(organisation_id=owner, segment=segment, number=0, mac=START, oldest=segment, opening=START, seal=seal)
    Head.objects.bulk_create([head], ignore_conflicts=True)  # two first writers: the second waits here, then below
    made = _locked(owner)
    if made is None:
        raise RuntimeError("the head that was just made can't be read: is the organisation in scope?")
    return made


def _id(value: UUID | None) -> Any:
    """A UUID as the database's column takes it."""
    return value if value is None or connection.features.has_native_uuid_field else value.hex


def _moment(value: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(value)
