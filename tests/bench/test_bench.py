"""The bench measures what it says. How fast anything is, only `make bench` tells: no time is asserted here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bench.results import Figure, load, save, table

ROOT = Path(__file__).resolve().parents[2]
KEYS = {"name", "database", "rows", "value", "unit", "reference", "ratio", "limit", "at_least", "ok"}


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """A quick run on SQLite in a folder of its own."""
    folder = tmp_path_factory.mktemp("bench")
    out = folder / "bench.json"
    words = ["--rows", "1k", "--database", "sqlite", "--quick", "--folder", str(folder), "--out", str(out)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AVKLAR_", "DJANGO_"))}
    command = [sys.executable, "-m", "bench", *words]
    done = subprocess.run(command, cwd=ROOT, env=kept, capture_output=True, text=True, timeout=300, check=False)
    log = folder / "sqlite/server.log"
    assert done.returncode == 0, done.stdout + done.stderr + (log.read_text() if log.exists() else "")
    found: list[dict[str, Any]] = json.loads(out.read_text())
    return found


@pytest.mark.own_installation
def test_bench_measures_everything_that_is_asked_for(figures: list[dict[str, Any]]) -> None:
    names = {each["name"] for each in figures}
    assert {"inbox", "inbox, queries", "concern, 40 entries", "memory of a worker", "contact search"} <= names
    assert all(f"sending, {senders} senders, one municipality" in names for senders in (4, 16))
    assert all(f"telling without an account, {senders} senders" in names for senders in (4, 16))


@pytest.mark.own_installation
def test_figures_have_the_agreed_shape(figures: list[dict[str, Any]]) -> None:
    assert all(set(each) == KEYS for each in figures)


@pytest.mark.own_installation
def test_queries_stay_within_their_limits(figures: list[dict[str, Any]]) -> None:
    counted = [each for each in figures if each["name"].endswith("queries")]
    assert [each for each in counted if not each["ok"]] == []


@pytest.mark.own_installation
def test_no_sending_fails(figures: list[dict[str, Any]]) -> None:
    assert {each["value"] for each in figures if each["name"].endswith("failures")} == {0}


def test_ratio_is_kept_by_a_smaller_value() -> None:
    assert Figure("inbox", "sqlite", 1000, 8.0, "ms", 4.0, 2.0).ok
    assert not Figure("inbox", "sqlite", 1000, 8.1, "ms", 4.0, 2.0).ok


def test_rate_is_kept_by_a_larger_value() -> None:
    assert Figure("sending", "sqlite", 1000, 25.0, "/s", 100.0, 0.25, at_least=True).ok
    assert not Figure("sending", "sqlite", 1000, 24.0, "/s", 100.0, 0.25, at_least=True).ok


def test_saved_figures_are_read_again(tmp_path: Path) -> None:
    kept = [Figure("inbox", "sqlite", 1000, 8.0, "ms", 4.0, 2.0), Figure("p95", "sqlite", 1000, 3.0, "ms")]
    save(tmp_path / "bench.json", kept)
    assert load(tmp_path / "bench.json") == kept


def test_table_marks_what_is_missed() -> None:
    shown = table([Figure("inbox", "sqlite", 1000, 9.0, "ms", 4.0, 2.0)])
    assert "MISSED" in shown
