"""The organisation and the person in scope, in the application and in the database: nobody set, no rows.

Net one on both databases is the application's `Actor`; net two on PostgreSQL is row-level security, which reads the
transaction-local settings that this module writes (`SETTINGS`). See `rls.py` for the policies.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from avklar.foundation.access.actor import Actor

SETTING = "avklar.organisation"
PERSON = "avklar.person"
DUE = "avklar.due"
SETTINGS = (SETTING, PERSON, DUE)


@dataclass(frozen=True)
class _Told:
    """What the database has been told."""

    organisation: UUID | None = None
    person: UUID | None = None
    due: datetime | None = None

    def settings(self) -> tuple[UUID | datetime | None, ...]:
        """The values of `SETTINGS`, in that order."""
        return self.organisation, self.person, self.due


_NOTHING = _Told()
_current: ContextVar[_Told] = ContextVar("avklar_scope", default=_NOTHING)


def current() -> UUID | None:
    """The organisation in scope, or None."""
    return _current.get().organisation


@contextmanager
def scope(organisation_id: UUID | None, *, person_id: UUID | None = None) -> Iterator[None]:
    """Reads inside the block see `organisation_id` only; its person is `person_id`, or that of the block around.

    On PostgreSQL it opens a transaction, since the settings must be local to one (a setting at session level leaks
    through the pool). On SQLite it opens none: there every `atomic()` is a writer.
    """
    around = _current.get()
    with _reading(replace(around, organisation=organisation_id, person=person_id or around.person)):
        yield


@contextmanager
def owning(person_id: UUID) -> Iterator[None]:
    """Inside the block rows that belong to one person, and to no organisation yet, are that person's (drafts)."""
    with _reading(replace(_current.get(), person=person_id)):
        yield


@contextmanager
def disposing(organisation_id: UUID | None, due: datetime) -> Iterator[None]:
    """Inside the block the retention engine also sees what belongs to any one person and was due at `due`."""
    with _reading(_Told(organisation_id, None, due)):
        yield


@contextmanager
def writing(actor: Actor, *, savepoint: bool = True) -> Iterator[None]:
    """One transaction of the actor's organisation: check → change → journal, all or nothing.

    Inside a transaction that is open already it is a savepoint, so that a refused change leaves the rest of the request
    whole. `savepoint=False` spares the two statements where nothing is done with a failure but to let it through.
    """
    token = _current.set(replace(_current.get(), organisation=actor.organisation_id, person=actor.user_id))
    inside = connection.in_atomic_block
    try:
        with transaction.atomic(savepoint=savepoint), _setting(_before(token), inside=inside):
            yield
    finally:
        _current.reset(token)


@contextmanager
def _reading(told: _Told) -> Iterator[None]:
    token = _current.set(told)
    try:
        inside = connection.in_atomic_block
        told_already = inside and told != _NOTHING and told == _before(token)
        if connection.vendor == "postgresql" and not told_already:
            with transaction.atomic(), _setting(_before(token), inside=inside):
                yield
        else:
            yield
    finally:
        _current.reset(token)


def _before(token: Token[_Told]) -> _Told:
    """What the block around this one told; the database's settings follow it step by step."""
    return _NOTHING if token.old_value is Token.MISSING else token.old_value


@contextmanager
def _setting(before: _Told, *, inside: bool) -> Iterator[None]:
    """Tell the transaction what is in scope; put the block around's back, if a transaction goes on (`inside`).

    A new transaction knows nobody, even where a block around still stands (a callback after its commit).
    """
    told, before = _current.get(), before if inside else _NOTHING
    changes = connection.vendor == "postgresql" and told != before
    if changes:
        _tell(told)
    yield
    if changes and inside and not connection.needs_rollback:
        _tell(before)


def _tell(told: _Told) -> None:
    calls = ", ".join(["set_config(%s, %s, true)"] * len(SETTINGS))
    words = [word for name, value in zip(SETTINGS, told.settings(), strict=True) for word in (name, str(value or ""))]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", words)
