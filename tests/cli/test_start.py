"""What stops the start: one sentence, exit code 3, and nothing written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import tables
from tests.cli.conftest import Done

Command = Callable[..., Done]
BAD_SETTINGS = {
    "AVKLAR_DEBUG": "kanskje",
    "AVKLAR_DATABASE_URL": "mysql://a/b",
    "AVKLAR_KEYS_DATABASE_URL": "file.db",
    "AVKLAR_ADDRESS": "avklar.example",
    "AVKLAR_SESSION_HOURS": "100",
    "AVKLAR_DEMO_CLOCK": "i går",
    "AVKLAR_MAIL_URL": "http://mail",
}


def assert_one_sentence(done: Done) -> None:
    assert done.returncode == 3, done.stdout + done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stderr.startswith("Avklar")


@pytest.mark.parametrize(("name", "value"), BAD_SETTINGS.items())
def test_bad_setting_stops_and_names_itself(avklar: Command, name: str, value: str) -> None:
    done = avklar("journal", "verify", **{name: value})
    assert_one_sentence(done)
    assert name in done.stderr


def test_unprepared_installation_stops_and_writes_nothing(avklar: Command, tmp_path: Path) -> None:
    assert_one_sentence(avklar("journal", "verify"))
    assert list(tmp_path.iterdir()) == []


def test_short_secret_stops(avklar: Command, installation: Path) -> None:
    done = avklar("journal", "verify", AVKLAR_SECRET="kort")
    assert_one_sentence(done)
    assert "AVKLAR_SECRET" in done.stderr


def test_prepared_installation_is_closed_to_others_starts_and_keeps_its_key(avklar: Command, tmp_path: Path) -> None:
    assert avklar("prepare").returncode == 0
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "var").iterdir()}
    assert {mode & 0o007 for mode in modes.values()} == {0}
    assert modes["avklar.key"] == modes["secret.key"] == 0o600
    before = (tmp_path / "var/avklar.key").read_text()
    assert avklar("prepare").returncode == 0
    assert (tmp_path / "var/avklar.key").read_text() == before
    assert avklar("journal", "verify").returncode == 0


@pytest.mark.parametrize("lost", ["avklar.key", "keys.sqlite3", "avklar.sqlite3", "secret.key"])
def test_lost_file_stops_and_is_not_made_anew(avklar: Command, installation: Path, lost: str) -> None:
    (installation / lost).unlink()
    assert_one_sentence(avklar("journal", "verify"))
    assert not (installation / lost).exists()


def test_lost_key_file_is_not_replaced_by_preparing(avklar: Command, installation: Path) -> None:
    (installation / "avklar.key").unlink()
    assert_one_sentence(avklar("prepare"))
    assert not (installation / "avklar.key").exists()


def test_key_file_of_another_installation_stops(avklar: Command, installation: Path) -> None:
    avklar("keys", "new", "other.key")
    assert_one_sentence(avklar("journal", "verify", AVKLAR_KEY_FILE=str(installation.parent / "other.key")))


def test_keys_database_of_another_installation_stops(avklar: Command, installation: Path, shared: Path) -> None:
    key = str(installation / "avklar.key")
    tables.files(shared, installation.parent / "other")
    avklar("prepare", AVKLAR_DATA="other", AVKLAR_KEY_FILE=key)
    other = f"sqlite:///{installation.parent / 'other/keys.sqlite3'}"
    assert_one_sentence(avklar("journal", "verify", AVKLAR_KEYS_DATABASE_URL=other))


def test_demo_clock_is_refused_on_a_real_installation(avklar: Command, installation: Path) -> None:
    done = avklar("journal", "verify", AVKLAR_DEMO_CLOCK="2026-11-23T10:00+01:00")
    assert_one_sentence(done)
    assert "AVKLAR_DEMO_CLOCK" in done.stderr


def test_database_that_does_not_answer_stops(avklar: Command, installation: Path) -> None:
    assert_one_sentence(avklar("journal", "verify", AVKLAR_DATABASE_URL="postgresql://nobody@127.0.0.1:9/nothing"))
