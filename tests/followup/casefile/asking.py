"""How many questions a page asks of the data; what sets the scope and opens transactions isn't counted."""

from __future__ import annotations

from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

QUIET = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


def asked(client: Client, path: str) -> list[str]:
    """Every question to both databases, the keys' too."""
    with CaptureQueriesContext(connection) as data, CaptureQueriesContext(connections["keys"]) as keys:
        assert client.get(path).status_code == 200
    said = [query["sql"] for query in (*data.captured_queries, *keys.captured_queries)]
    return [sql for sql in said if "avklar.organisation" not in sql and not sql.startswith(QUIET)]


def questions(client: Client, path: str) -> int:
    """Their number."""
    return len(asked(client, path))
