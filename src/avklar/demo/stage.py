"""The stage: plays every script of the demo in the order of time, so that the journal's months follow one another."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from avklar.foundation import clock

Waits = Iterator[float]
"""A script yields how many hours pass before its next line; it acts through the rooms' real actions."""

Part = tuple[float, Waits]
"""How many days ago a script begins, and the script."""


def perform(parts: Sequence[Part], progress: Callable[[int, int], None]) -> None:
    """Play all scripts up to the present moment, the clock standing still while one of them acts."""
    present = clock.now()
    queue: list[tuple[datetime, int, Waits]] = []
    for number, (days_ago, script) in enumerate(parts):
        start = working_hour(present - timedelta(days=days_ago), backwards=True)
        heapq.heappush(queue, (start, number, script))
    done = 0
    while queue:
        moment, number, script = heapq.heappop(queue)
        if moment > present:  # the rest of it has not happened yet
            hours = None
        else:
            with clock.frozen(moment):
                hours = next(script, None)
        if hours is None:
            done += 1
            progress(done, len(parts))
        else:
            heapq.heappush(queue, (working_hour(moment + timedelta(hours=hours)), number, script))


def working_hour(moment: datetime, *, backwards: bool = False) -> datetime:
    """The same moment, or the nearest one after (before) it within working hours: 08–16 on a working day in Norway."""
    local = moment.astimezone(clock.OSLO)
    step = timedelta(hours=-1 if backwards else 1)
    while not (clock.is_working_day(local.date()) and 8 <= local.hour < 16):
        local += step
    return local
