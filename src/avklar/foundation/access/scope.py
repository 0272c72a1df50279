"""The organisation's scope in the application and in the database: no organisation set, no rows.

Net one on both databases is the application's `Actor`; net two on PostgreSQL is row-level security, which reads the
transaction-local setting that this module writes (`avklar.organisation`). See `rls.py` for the policies.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token
from uuid import UUID

from django.db import connection, transaction

from avklar.foundation.access.actor import Actor

SETTING = "avklar.organisation"

_current: ContextVar[UUID | None] = ContextVar("avklar_scope", default=None)


def current() -> UUID | None:
    """The organisation in scope, or None."""
    return _current.get()


@contextmanager
def scope(organisation_id: UUID | None) -> Iterator[None]:
    """Reads inside the block see `organisation_id` only.

    On PostgreSQL it opens a transaction, since the setting must be local to one (a setting at session level leaks
    through the pool). On SQLite it opens none: there every `atomic()` is a writer.
    """
    token = _current.set(organisation_id)
    try:
        inside = connection.in_atomic_block
        told_already = inside and organisation_id is not None and organisation_id == _before(token)
        if connection.vendor == "postgresql" and not told_already:
            with transaction.atomic(), _setting(organisation_id, _before(token), inside=inside):
                yield
        else:
            yield
    finally:
        _current.reset(token)


@contextmanager
def writing(actor: Actor, *, savepoint: bool = True) -> Iterator[None]:
    """One transaction of the actor's organisation: check → change → journal, all or nothing.

    Inside a transaction that is open already it is a savepoint, so that a refused change leaves the rest of the request
    whole. `savepoint=False` spares the two statements where nothing is done with a failure but to let it through.
    """
    token = _current.set(actor.organisation_id)
    inside = connection.in_atomic_block
    try:
        with transaction.atomic(savepoint=savepoint), _setting(actor.organisation_id, _before(token), inside=inside):
            yield
    finally:
        _current.reset(token)


def _before(token: Token[UUID | None]) -> UUID | None:
    """The organisation of the block around this one; the database's setting follows it step by step."""
    return None if token.old_value is Token.MISSING else token.old_value


@contextmanager
def _setting(organisation_id: UUID | None, before: UUID | None, *, inside: bool) -> Iterator[None]:
    """Set the transaction's organisation; put the one of the block around back, if a transaction goes on (`inside`).

    A new transaction knows no organisation, even where a block around still stands (a callback after its commit).
    """
    before = before if inside else None
    changes = connection.vendor == "postgresql" and organisation_id != before
    if changes:
        _tell(organisation_id)
    yield
    if changes and inside and not connection.needs_rollback:
        _tell(before)


def _tell(organisation_id: UUID | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, str(organisation_id or "")])
