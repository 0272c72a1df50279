"""Ways to do harm that only whoever owns the database can: past the triggers, with raw SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any, Protocol
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import connection

from avklar.foundation.journal import triggers
from tests.settings import DATABASE, NAMES, server_url


class Executes(Protocol):
    def execute(self, statement: str, values: Any = ...) -> Any: ...


@contextmanager
def intruder() -> Iterator[Executes]:
    """A connection for which the journal's triggers do not exist; commits at the end. Placeholders are `?`."""
    if DATABASE == "postgresql":
        with psycopg.connect(server_url("postgres", NAMES["default"])) as superuser:
            superuser.execute("SET session_replication_role = replica")
            yield _Marks(superuser)
        return
    connection.close()
    with closing(sqlite3.connect(settings.DATABASES["default"]["NAME"], timeout=20)) as file:
        for statement in triggers.SQLITE_REVERSE:
            file.execute(statement)
        yield file
        for statement in triggers.SQLITE:
            file.execute(statement)
        file.commit()


class _Marks:
    """SQLite's placeholders for psycopg."""

    def __init__(self, inner: psycopg.Connection) -> None:
        self.inner = inner

    def execute(self, statement: str, values: Any = ()) -> Any:
        return self.inner.execute(statement.replace("?", "%s"), values)


def written(value: UUID) -> str:
    """A UUID as the database stores it."""
    return str(value) if DATABASE == "postgresql" else value.hex


def change(of: UUID, number: int, column: str, value: object) -> None:
    """Change one column of a row."""
    with intruder() as database:
        statement = f"UPDATE journal_entry SET {column} = ? WHERE organisation_id = ? AND number = ?"
        database.execute(statement, (value, written(of), number))


def remove(of: UUID, number: int, *, close_the_gap: bool = False) -> None:
    """Remove one row; the later ones may take over its number."""
    with intruder() as database:
        database.execute("DELETE FROM journal_entry WHERE organisation_id = ? AND number = ?", (written(of), number))
        if close_the_gap:
            _renumber(database, of, number, -1)


def insert(of: UUID, number: int, copied_from: int, new_id: UUID) -> None:
    """Put a forged row in at `number` (the later ones move along), made from another row."""
    columns = "organisation_id, segment, at, user_id, verb, kind, object_id, reason, previous, mac"
    with intruder() as database:
        _renumber(database, of, number - 1, 1)
        source = copied_from if copied_from < number else copied_from + 1
        database.execute(
            f"INSERT INTO journal_entry (id, number, {columns}) SELECT ?, ?, {columns} FROM journal_entry"
            " WHERE organisation_id = ? AND number = ?",
            (written(new_id), number, written(of), source),
        )


def swap(of: UUID, one: int, other: int) -> None:
    """Let two rows change places."""
    with intruder() as database:
        for source, goal in ((one, 1_000_000), (other, one), (1_000_000, other)):
            database.execute(
                "UPDATE journal_entry SET number = ? WHERE organisation_id = ? AND number = ?",
                (goal, written(of), source),
            )


def cut(of: UUID, after: int) -> None:
    """Remove every row after `after`."""
    with intruder() as database:
        database.execute("DELETE FROM journal_entry WHERE organisation_id = ? AND number > ?", (written(of), after))


def head_of(of: UUID) -> tuple[Any, ...]:
    """The head's row, to put back later."""
    with intruder() as database:
        found = database.execute(
            "SELECT segment, number, mac, oldest, opening, seal FROM journal_head WHERE organisation_id = ?",
            (written(of),),
        )
        return tuple(found.fetchone())


def put_head_back(of: UUID, row: tuple[Any, ...]) -> None:
    """Write an earlier head over the present one."""
    with intruder() as database:
        database.execute(
            "UPDATE journal_head SET segment = ?, number = ?, mac = ?, oldest = ?, opening = ?, seal = ?"
            " WHERE organisation_id = ?",
            (*row, written(of)),
        )


def erase(of: UUID, segment: str | None = None) -> None:
    """Remove the whole journal of an organisation with its head, or one month of it."""
    with intruder() as database:
        if segment is None:
            database.execute("DELETE FROM journal_entry WHERE organisation_id = ?", (written(of),))
            database.execute("DELETE FROM journal_head WHERE organisation_id = ?", (written(of),))
        else:
            values = (written(of), segment)
            database.execute("DELETE FROM journal_entry WHERE organisation_id = ? AND segment = ?", values)


def _renumber(database: Executes, of: UUID, after: int, by: int) -> None:
    """Move the numbers after `after`, by way of numbers that nobody has."""
    far = 1_000_000
    values = (written(of), after)
    database.execute(
        f"UPDATE journal_entry SET number = number + {far} WHERE organisation_id = ? AND number > ?", values
    )
    database.execute(
        f"UPDATE journal_entry SET number = number - {far} + ({by}) WHERE organisation_id = ? AND number > ?",
        (written(of), far),
    )
