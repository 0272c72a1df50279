"""The organisation's scope in the application and in the database: no organisation set, no rows.

Net one on both databases is the application's `Actor`; net two on PostgreSQL is row-level security, which reads the
transaction-local setting that this module writes (`avklar.organisation`). See `rls.py` for the policies.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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

    On PostgreSQL it opens a transaction, since the setting must be local to one (a setting at session level leaks through
    the pool). On SQLite it opens none: there every `atomic()` is a writer.
    """
    token = _current.set(organisation_id)
    try:
        if connection.vendor == "postgresql":
            with transaction.atomic(), _setting(organisation_id):
                yield
        else:
            yield
    finally:
        _current.reset(token)


@contextmanager
def writing(actor: Actor) -> Iterator[None]:
    """One transaction of the actor's organisation: check → change → journal, all or nothing."""
    token = _current.set(actor.organisation_id)
    try:
        with transaction.atomic(), _setting(actor.organisation_id):
            yield
    finally:
        _current.reset(token)


@contextmanager
def _setting(organisation_id: UUID | None) -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [SETTING])
        before = cursor.fetchone()[0] or ""
        wanted = str(organisation_id) if organisation_id else ""
        if wanted != before:
            cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, wanted])
    yield
    if wanted != before and not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, before])
