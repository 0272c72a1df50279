"""The commands: help at once and in bokmål, exit codes that mean something."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from avklar.cli import COMMANDS
from tests.cli.conftest import Done

Command = Callable[..., Done]


def test_help_lists_every_command_without_loading_django(avklar: Command) -> None:
    done = avklar("--help", PYTHONPROFILEIMPORTTIME="1")
    assert done.returncode == 0
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "avklar.cli" in imported
    assert "django" not in imported
    assert [name for name in COMMANDS if f"  {name} " not in done.stdout] == []


def test_help_is_bokmål(avklar: Command) -> None:
    assert "Start nettjeneren" in avklar("serve", "--help").stdout


@pytest.mark.parametrize("words", [("unknown",), ("keys",), ("keys", "new"), ("serve", "--port", "0")])
def test_wrong_usage_is_2(avklar: Command, words: tuple[str, ...]) -> None:
    assert avklar(*words).returncode == 2


def test_routes_as_json_tell_guard_and_step(avklar: Command) -> None:
    done = avklar("routes", "--json")
    routes = json.loads(done.stdout)
    assert done.returncode == 0
    assert {"path", "name", "methods", "guard", "permission", "step"} <= set(routes[0])


def test_new_key_file_is_never_written_over_an_old_one(avklar: Command, tmp_path: Path) -> None:
    assert avklar("keys", "new", "a.key").returncode == 0
    before = (tmp_path / "a.key").read_text()
    assert avklar("keys", "new", "a.key").returncode == 3
    assert (tmp_path / "a.key").read_text() == before


def test_rotation_leaves_a_working_installation(avklar: Command, installation: Path) -> None:
    assert "versjon 2" in avklar("keys", "rotate").stdout
    assert avklar("journal", "verify").returncode == 0


def test_anchor_file_is_appended_to(avklar: Command, installation: Path) -> None:
    assert avklar("journal", "anchor").returncode == 0
    assert (installation / "anchors.jsonl").exists()


def test_unreadable_anchor_file_is_3(avklar: Command, installation: Path) -> None:
    (installation.parent / "broken.jsonl").write_text("{tull\n")
    assert avklar("journal", "verify", "--anchors", "broken.jsonl").returncode == 3


def test_statistics_asks_for_a_quarter_that_is_over(avklar: Command, installation: Path) -> None:
    for quarter, said in (("2026", "2026K3"), ("2999K4", "ikke over")):
        done = avklar("statistics", "prepare", "--quarter", quarter)
        assert done.returncode == 3
        assert said in done.stderr
    assert avklar("statistics", "prepare", "--quarter", "2026K1").returncode == 3  # no district yet
    assert avklar("statistics", "prepare").returncode == 2
