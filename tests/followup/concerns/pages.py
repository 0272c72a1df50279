"""Reading pages: a hidden field, and what both databases were asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connections
from django.test.utils import CaptureQueriesContext


def hidden(page: Any, name: str) -> str:
    """A hidden field of a page."""
    found = re.search(rf'name="{name}" value="([^"]+)"', page.content.decode())
    assert found is not None
    return found.group(1)


@contextmanager
def asked() -> Iterator[list[str]]:
    """What both databases are asked inside the block, without beginnings and ends of transactions."""
    found: list[str] = []
    with ExitStack() as both:
        logs = [both.enter_context(CaptureQueriesContext(each)) for each in connections.all()]
        yield found
        found += [
            query["sql"]
            for log in logs
            for query in log.captured_queries
            if not query["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
        ]
