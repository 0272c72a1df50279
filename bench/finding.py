"""Finding a contact: how long the search takes inside the process, for the way of writing that takes longest."""

from __future__ import annotations

import statistics
import time

from avklar.public.contacts import queries

LIMIT_MILLISECONDS = 5.0
WRITTEN = ("Gjøvik", "gjoevik kommune", "Kongsvnger", "nordre lnad", "Tolga-Os", "toten", "s", "Bergen", "x" * 300)
"""Right, without Norwegian letters, misspelt, a word of a name, a single letter, nothing that is there."""


def slowest_milliseconds(times: int) -> float:
    """The largest of the medians. The names have been read before, as in a process that has answered once."""
    queries.search("")
    return max(statistics.median(_milliseconds(text) for _ in range(times)) for text in WRITTEN)


def _milliseconds(text: str) -> float:
    start = time.perf_counter()
    queries.search(text)
    return (time.perf_counter() - start) * 1000
