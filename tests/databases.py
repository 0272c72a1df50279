"""The test databases: made by the house's own `prepare`, used as the runtime role, put back after a test that commits.

Rows of the journal refuse to be deleted, and on PostgreSQL the runtime role owns nothing, so putting back goes past
both: SQLite's backup interface on one database, a superuser with triggers switched off on the other.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from psycopg import sql

from avklar.config import databases
from tests import tables
from tests.settings import DATABASE, FOLDER, NAMES, server_url


@contextmanager
def prepared(shared: Path) -> Iterator[Keeper]:
    """Both databases with their tables, for one test session; `shared` is the folder of all its workers."""
    keeper: Keeper = PostgreSQLKeeper() if DATABASE == "postgresql" else SQLiteKeeper()
    keeper.create(shared)
    databases.prepare()
    try:
        yield keeper
    finally:
        databases.close_all()
        keeper.drop()


class Keeper:
    """Remembers the rows of a world, and puts the databases back to them."""

    def create(self, shared: Path) -> None:
        """Make both databases, with their tables."""

    def remember(self, world: int) -> None:
        """Take a copy of what is in them now."""

    def restore(self, world: int) -> None:
        """Put a copy back; every connection may stay open."""

    def drop(self) -> None:
        """Remove the databases."""


class SQLiteKeeper(Keeper):
    """Two files in the session's folder, and a pristine copy of each beside them."""

    def create(self, shared: Path) -> None:
        tables.files(shared, FOLDER)

    def remember(self, world: int) -> None:
        for alias in NAMES:
            with (
                closing(sqlite3.connect(self._file(alias))) as live,
                closing(sqlite3.connect(self._copy(alias, world))) as copy,
            ):
                live.backup(copy)

    def restore(self, world: int) -> None:
        for alias in NAMES:
            with closing(sqlite3.connect(self._file(alias), timeout=20)) as live:
                live.execute("PRAGMA synchronous=OFF")
                with closing(sqlite3.connect(self._copy(alias, world))) as copy:
                    copy.backup(live)

    def _file(self, alias: str) -> str:
        return str(settings.DATABASES[alias]["NAME"])

    def _copy(self, alias: str, world: int) -> str:
        return str(FOLDER / f"world-{world}-{alias}.sqlite3")


class PostgreSQLKeeper(Keeper):
    """Two databases that belong to avklar_owner on the throw-away server."""

    def __init__(self) -> None:
        self.rows: dict[int, dict[str, dict[str, bytes]]] = {}

    def create(self, shared: Path) -> None:
        tables.on_server(shared, NAMES)

    def remember(self, world: int) -> None:
        self.rows[world] = {}
        for alias in NAMES:
            with self._superuser(alias) as connection:
                self.rows[world][alias] = {
                    table: self._copy_out(connection, table) for table in self._tables(connection)
                }

    def restore(self, world: int) -> None:
        for alias, rows_of in self.rows[world].items():
            with self._superuser(alias) as connection:
                connection.execute("SET LOCAL session_replication_role = replica")
                connection.execute("SET LOCAL lock_timeout = '20s'")
                wipe = sql.SQL("; ").join(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)) for table in rows_of)
                connection.execute(wipe)
                for table, rows in rows_of.items():
                    self._copy_in(connection, table, rows)

    def drop(self) -> None:
        with psycopg.connect(server_url("postgres", "postgres"), autocommit=True) as server:
            for name in NAMES.values():
                server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _superuser(self, alias: str) -> psycopg.Connection:
        return psycopg.connect(server_url("postgres", NAMES[alias]))

    def _tables(self, connection: psycopg.Connection) -> list[str]:
        found = connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        )
        return [row[0] for row in found if row[0] != "django_migrations"]

    def _copy_out(self, connection: psycopg.Connection, table: str) -> bytes:
        with connection.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as copy:
            return b"".join(bytes(part) for part in copy)

    def _copy_in(self, connection: psycopg.Connection, table: str, rows: bytes) -> None:
        if rows:
            with connection.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))) as copy:
                copy.write(rows)
