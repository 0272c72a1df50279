"""Makes both databases ready: tables as their owner, the cache table, and the rights of the runtime role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import dj_database_url
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from psycopg import sql

ALIASES = ("default", "keys")
ROOMS: dict[str, tuple[str, ...]] = {"default": (), "keys": ("vault",)}
"""Whose tables lie there; none named means all. Walking through all migrations twice would take twice as long."""
RETENTION_ROLE = "avklar_retention"
Progress = Callable[[str], None]


def prepare(progress: Progress = lambda alias: None) -> None:
    """Bring the tables of both databases up to date. Safe to run again; `progress` is told each alias."""
    for alias in ALIASES:
        progress(alias)
        runtime_role = connections[alias].settings_dict["USER"]
        with _as_owner(alias):
            call_command("migrate", *ROOMS[alias], database=alias, verbosity=0, interactive=False)
            if alias == "default":
                call_command("createcachetable", database=alias, verbosity=0)
            if connections[alias].vendor == "postgresql":
                _grant(connections[alias], runtime_role)


def close_all() -> None:
    """Close every connection and pool of this thread; a process that forks calls it first."""
    for alias in ALIASES:
        _disconnect(connections[alias])


@contextmanager
def _as_owner(alias: str) -> Iterator[None]:
    """Inside the block the connection is that of the tables' owner, when one is configured."""
    connection = connections[alias]
    address = settings.OWNER_DATABASE_URLS[alias]
    if not address:
        yield
        return
    runtime = dict(connection.settings_dict)
    owner = dj_database_url.parse(address)
    _disconnect(connection)
    connection.settings_dict.update({name: owner[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")})
    connection.settings_dict["OPTIONS"] = {}
    try:
        yield
    finally:
        _disconnect(connection)
        connection.settings_dict.update(runtime)


def _disconnect(connection: BaseDatabaseWrapper) -> None:
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()


def _grant(connection: BaseDatabaseWrapper, role: str) -> None:
    """The runtime role may read and write rows and nothing else; rows of the journal it may only add.

    Deleting an expired segment is left to the retention role (R13). A role that owns the tables needs no grants.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        if cursor.fetchone()[0] == role:
            return
        _allow(cursor, RUNTIME_RIGHTS, role)
        if connection.alias == "default":
            _allow(cursor, RUNTIME_RIGHTS_ON_DATA, role)
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [RETENTION_ROLE])
            if cursor.fetchone():
                _allow(cursor, RETENTION_RIGHTS, RETENTION_ROLE)


def _allow(cursor: CursorWrapper, statements: tuple[str, ...], role: str) -> None:
    for statement in statements:
        cursor.execute(sql.SQL(statement).format(role=sql.Identifier(role)))


RUNTIME_RIGHTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
)
RUNTIME_RIGHTS_ON_DATA = (
    "REVOKE UPDATE, DELETE ON journal_entry FROM {role}",
    "REVOKE DELETE ON journal_head FROM {role}",
)
RETENTION_RIGHTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, DELETE ON journal_entry TO {role}",
    "GRANT SELECT, UPDATE ON journal_head TO {role}",
)


def have_tables() -> bool:
    """True when the data database was prepared before."""
    connection = connections["default"]
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return False
    return bool(connection.introspection.table_names())


def wipe() -> None:
    """Remove every table and row of both databases. Only the demo's rebuild uses it, after asking whether it is one."""
    for alias in ALIASES:
        connection = connections[alias]
        if connection.vendor == "sqlite":
            _disconnect(connection)
            for ending in ("", "-wal", "-shm"):
                Path(f"{connection.settings_dict['NAME']}{ending}").unlink(missing_ok=True)
        else:
            with _as_owner(alias), connection.cursor() as cursor:
                cursor.execute("DROP OWNED BY CURRENT_USER CASCADE")
