"""A disk that is full: a clear page with the text on it, nothing half, and all well again when there is room."""

from __future__ import annotations

import html
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.conftest import Victim, own_environment

pytestmark = pytest.mark.own_installation
PATIENCE = 60.0
MOST_ROOM = 240_000  # bytes; enough for one worry


@pytest.fixture
def roomless(installation: Path) -> Iterator[Victim]:
    """A process with an installation of its own on SQLite, whose files may be forbidden to grow."""
    victim = Victim(own_environment(installation))
    victim.ask("build")
    yield victim
    victim.end()


def _answer(victim: Victim, path: Path, room: int, how: str = "full") -> dict[str, Any]:
    victim.ask(how, path, room)
    end = time.monotonic() + PATIENCE
    while not path.exists() or not path.read_text().endswith("}"):
        assert time.monotonic() < end
        time.sleep(0.02)
    return dict(json.loads(path.read_text()))


@pytest.mark.parametrize("room", [0, 8192])
def test_full_disk_is_said_and_loses_nothing(roomless: Victim, tmp_path: Path, room: int) -> None:
    answer = _answer(roomless, tmp_path / "full.json", room)
    page = html.unescape(answer["page"])
    assert answer["status"] == 503
    assert "Avklar er stengt et øyeblikk" in page
    assert "Dette skrev jeg mens disken ble full." in page
    found = roomless.ask("look")
    assert (found["wrong"], found["journal"]) == ([], [])


def test_who_tells_without_an_account_is_not_said_to_have_tried_too_often(roomless: Victim, tmp_path: Path) -> None:
    answer = _answer(roomless, tmp_path / "told.json", 12_000, "tell-full")  # room to begin, and for no counter
    page = html.unescape(answer["page"])
    assert answer["status"] == 503
    assert "Avklar er stengt et øyeblikk" in page
    assert "Dette skrev jeg mens disken ble full." in page


def test_room_again_and_all_is_well(roomless: Victim, tmp_path: Path) -> None:
    assert _answer(roomless, tmp_path / "full.json", 0)["status"] == 503
    answer = _answer(roomless, tmp_path / "again.json", 100_000_000)
    assert answer["status"] == 302
    assert roomless.ask("look")["wrong"] == []


def test_worry_sent_on_a_full_disk_is_sent_whole_or_not_at_all(roomless: Victim) -> None:
    before = roomless.ask("look")["concerns"]
    failed = 0
    for room in range(0, MOST_ROOM, 12_000):
        failed += roomless.ask("send-full", room) != "sent"
        found = roomless.ask("look")
        assert (found["wrong"], found["journal"]) == ([], [])
    tries = len(range(0, MOST_ROOM, 12_000))
    assert 5 < failed < tries, "the disk was never full, or always"
    assert found["concerns"] == before + tries - failed
