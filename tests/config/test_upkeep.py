"""The regular work: every job runs, in its time, and none stops another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from avklar.config import upkeep
from avklar.foundation import clock
from avklar.foundation.vault import keys
from avklar.people.accounts import throttle
from tests.cast import House

NOON = clock.now()


@pytest.fixture(autouse=True)
def _own_stamps(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path
    settings.AVKLAR_ANCHOR_FILE = tmp_path / "anchors.jsonl"


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What was done, when the jobs are two of our own: one that works and one that fails."""
    found: list[str] = []

    def fail() -> None:
        found.append("broken")
        raise ValueError("a secret of somebody's")

    jobs = (
        upkeep.Job("broken", timedelta(hours=1), fail),
        upkeep.Job("works", timedelta(hours=1), lambda: found.append("works")),
    )
    monkeypatch.setattr(upkeep, "JOBS", jobs)
    return found


def test_every_job_of_the_house_runs(house: House) -> None:
    assert upkeep.tick(all_jobs=True) == []


def test_failing_job_stops_no_other(done: list[str]) -> None:
    assert upkeep.tick() == ["broken"]
    assert done == ["broken", "works"]


def test_failing_job_tells_nothing_of_its_data(done: list[str], caplog: pytest.LogCaptureFixture) -> None:
    upkeep.tick()
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text


def test_job_waits_for_its_time_but_a_failed_one_does_not(done: list[str]) -> None:
    with clock.frozen(NOON):
        upkeep.tick()
    with clock.frozen(NOON + timedelta(minutes=59)):
        upkeep.tick()
    assert done == ["broken", "works", "broken"]
    with clock.frozen(NOON + timedelta(minutes=60)):
        upkeep.tick()
    assert done[3:] == ["broken", "works"]


def test_keys_without_a_record_are_swept_after_a_day(house: House) -> None:
    record = keys.Record(house.organisation("alvdal").pk, clock.new_id())
    keys.create(record)
    assert upkeep.sweep_keys() == 0
    with clock.frozen(clock.now() + timedelta(days=2)):
        assert upkeep.sweep_keys() == 1


def test_counter_of_an_address_is_gone_when_it_has_run_out(db: None, rf: Any) -> None:
    def counters() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM cache WHERE cache_key LIKE '%worry%'")
            return int(cursor.fetchone()[0])

    throttle.count(rf.post("/"), "worry")
    throttle.forget()
    assert counters() == 1
    with clock.frozen(clock.now() + timedelta(minutes=61)):
        upkeep.tick(all_jobs=True)
    assert counters() == 0
