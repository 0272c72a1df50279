"""A process killed in the middle of a save: all of a worry or nothing of it, and the journal is whole."""

from __future__ import annotations

import os
import random
import signal
import time
from contextlib import suppress

import psutil
import pytest

from tests.faults.conftest import Victim

KILLS = 10
SHORTEST, LONGEST = 0.0, 0.3  # seconds between the first worry and the end


@pytest.fixture
def built(victim: Victim) -> Victim:
    """With the cast."""
    victim.ask("build")
    return victim


def _gone(child: int) -> None:
    """Wait until the child is dead; its parent reaps it at the end."""
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(child)
        end = time.monotonic() + 30
        while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
            assert time.monotonic() < end
            time.sleep(0.005)


def _whole(victim: Victim) -> int:
    found = victim.ask("look")
    assert found["wrong"] == []
    assert found["journal"] == []
    assert found["keys"] == found["concerns"] + found["orphans"]
    return int(found["concerns"])


def test_killed_after_every_statement_leaves_all_or_nothing(built: Victim) -> None:
    before, statement = _whole(built), 0
    while True:
        _gone(built.ask("die-at", statement))
        if _whole(built) != before:
            break  # there is no such statement any more: this one was sent
        statement += 1
    assert _whole(built) == before + 1
    assert statement >= 10, "it was not killed in the middle"


def test_killed_at_any_time_leaves_all_or_nothing_and_orphans_are_swept(built: Victim) -> None:
    moments = random.Random(2)
    before = _whole(built)
    for _kill in range(KILLS):
        child = built.ask("send")
        time.sleep(moments.uniform(SHORTEST, LONGEST))
        os.kill(child, signal.SIGKILL)
        _gone(child)
    after = _whole(built)
    assert after >= before + KILLS
    orphans = built.ask("look")["orphans"]
    assert built.ask("sweep") == orphans
    left = built.ask("look")
    assert (left["orphans"], left["concerns"]) == (0, after)
    assert _whole(built) == after
