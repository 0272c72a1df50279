"""The installation's key: what is read, what is refused, and how the file is written."""

from __future__ import annotations

import base64
import stat
from pathlib import Path
from typing import Any

import pytest

from avklar.foundation.vault import masterkeys
from avklar.foundation.vault.errors import KeyFileError

KEY = base64.b64encode(b"k" * 32).decode()
OTHER = base64.b64encode(b"o" * 32).decode()


@pytest.mark.parametrize("between", ["\n", ",", " , ", "\n# note, with a comma\n"])
def test_parse_reads_versions(between: str) -> None:
    assert masterkeys.parse(f"1:{KEY}{between}2:{OTHER}").keys == {1: b"k" * 32, 2: b"o" * 32}


def test_newest_is_the_highest_version() -> None:
    assert masterkeys.parse(f"9:{KEY},10:{OTHER}").newest == 10


@pytest.mark.parametrize(
    "text", ["", "# only a note", KEY, f"0:{KEY}", f"-1:{KEY}", "1:short", "1:ikke base64", f"1:{KEY},1:{OTHER}"]
)
def test_parse_refuses_what_is_no_key(text: str) -> None:
    with pytest.raises(KeyFileError):
        masterkeys.parse(text)


def test_refusal_does_not_show_the_key() -> None:
    with pytest.raises(KeyFileError) as refused:
        masterkeys.parse(f"x:{KEY}")
    assert KEY not in str(refused.value)


def test_ring_does_not_show_its_keys() -> None:
    assert "kkk" not in repr(masterkeys.parse(f"1:{KEY}"))


def test_created_file_is_for_its_owner_only(tmp_path: Path) -> None:
    masterkeys.create_key_file(tmp_path / "new" / "avklar.key")
    assert stat.S_IMODE((tmp_path / "new" / "avklar.key").stat().st_mode) == 0o600


def test_created_file_reads_back(tmp_path: Path) -> None:
    ring = masterkeys.create_key_file(tmp_path / "avklar.key")
    assert masterkeys.read_key_file(tmp_path / "avklar.key") == ring


def test_creating_over_an_existing_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "avklar.key"
    masterkeys.create_key_file(path)
    before = path.read_bytes()
    with pytest.raises(KeyFileError):
        masterkeys.create_key_file(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "avklar.key"
    masterkeys.create_key_file(path)
    path.chmod(mode)
    with pytest.raises(KeyFileError, match="chmod 600"):
        masterkeys.read_key_file(path)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="finnes ikke"):
        masterkeys.read_key_file(tmp_path / "avklar.key")


def test_file_with_binary_content_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "avklar.key"
    path.touch(0o600)
    path.write_bytes(b"\xff\x00")
    with pytest.raises(KeyFileError, match="kan ikke leses"):
        masterkeys.read_key_file(path)


def test_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "avklar.key"
    ring = masterkeys.create_key_file(path)
    masterkeys.replace_key_file(path, masterkeys.Ring({**ring.keys, 2: b"x" * 32}))
    assert masterkeys.read_key_file(path).newest == 2


def test_replacing_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "avklar.key"
    ring = masterkeys.create_key_file(path)

    def full_disk(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(masterkeys.os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        masterkeys.replace_key_file(path, masterkeys.Ring({2: b"x" * 32}))
    assert masterkeys.read_key_file(path) == ring
    assert [found.name for found in tmp_path.iterdir()] == ["avklar.key"]


def test_environment_goes_before_the_file(key_file: Path, settings: Any) -> None:
    settings.AVKLAR_MASTER_KEYS = f"7:{KEY}"
    assert masterkeys.load().newest == 7


def test_nothing_given_is_refused(settings: Any) -> None:
    settings.AVKLAR_MASTER_KEYS = settings.AVKLAR_KEY_FILE = None
    with pytest.raises(KeyFileError):
        masterkeys.load()


def test_version_added_by_a_rotation_is_found_without_a_restart(key_file: Path) -> None:
    ring = masterkeys.load()
    masterkeys.replace_key_file(key_file, masterkeys.Ring({**ring.keys, 2: b"x" * 32}))
    assert masterkeys.key(2) == b"x" * 32


def test_version_that_is_missing_is_refused(key_file: Path) -> None:
    with pytest.raises(KeyFileError, match="Versjon 3"):
        masterkeys.key(3)
