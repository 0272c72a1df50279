"""Everything that is stored, as raw bytes: to prove that a text lies nowhere in clear."""

from __future__ import annotations

from pathlib import Path

import psycopg
from django.conf import settings
from psycopg import sql

from tests.settings import DATABASE, NAMES, server_url

LIKELY = ("utf-8", "utf-16-le", "latin-1")


def everything_stored() -> bytes:
    """Both databases with their logs: files on SQLite, every row of every table on PostgreSQL."""
    return _rows() if DATABASE == "postgresql" else _files()


def lies_in_clear(text: str, stored: bytes) -> bool:
    """Whether `text` stands in `stored`, as it is, escaped for JSON, or in base64 (as a session would hold it)."""
    escaped = text.encode("ascii", "backslashreplace")
    return any(form in stored for form in {*(text.encode(each, "replace") for each in LIKELY), escaped})


def _files() -> bytes:
    found = b""
    for alias in NAMES:
        for ending in ("", "-wal", "-shm"):
            path = Path(f"{settings.DATABASES[alias]['NAME']}{ending}")
            found += path.read_bytes() if path.exists() else b""
    return found


def _rows() -> bytes:
    found: list[bytes] = []
    for name in NAMES.values():
        with psycopg.connect(server_url("postgres", name)) as connection:
            tables = connection.execute(
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
            ).fetchall()
            for (table,) in tables:
                with connection.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as copy:
                    found += [bytes(part) for part in copy]
    return b"".join(found)
