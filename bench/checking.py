"""The check of a text for what may tell who it is about: how long it takes inside the process."""

from __future__ import annotations

import statistics
import time

from avklar.foundation.anonymity import find

LIMIT_MILLISECONDS = 5.0
TEXT = (
    "Eleven har vist klipp i friminuttet og sagt at noen fortjener det. Klassekameraten Jonas sa fra til læreren "
    "onsdag 4. mars. Faren er trener i håndballaget, og søsteren går i 8B på Solbakken skole. "
)
WHOLE = (TEXT * 11)[:2048]
"""Two kilobytes with names, days and places to find."""


def milliseconds(times: int) -> float:
    """The median."""
    find(WHOLE)
    return statistics.median(_milliseconds() for _ in range(times))


def _milliseconds() -> float:
    start = time.perf_counter()
    find(WHOLE)
    return (time.perf_counter() - start) * 1000
