"""Wrong or missing keys and databases: `serve` and `check` stop with a sentence, and nothing is written."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import tables
from tests.cli.conftest import Done
from tests.faults.conftest import own_environment, prepare

pytestmark = pytest.mark.own_installation
Command = Callable[..., Done]
Break = Callable[[Path, Path], None]


def _missing(name: str) -> Break:
    def break_it(folder: Path, other: Path) -> None:
        (folder / name).unlink()

    return break_it


def _replaced(name: str, content: bytes) -> Break:
    def break_it(folder: Path, other: Path) -> None:
        (folder / name).write_bytes(content)

    return break_it


def _foreign(name: str) -> Break:
    """The file of another installation, where it alone was put back from a backup."""

    def break_it(folder: Path, other: Path) -> None:
        for ending in ("", "-wal", "-shm"):
            (folder / f"{name}{ending}").unlink(missing_ok=True)
        shutil.copy(other / name, folder / name)

    return break_it


def _readable_by_all(folder: Path, other: Path) -> None:
    (folder / "avklar.key").chmod(0o644)


BROKEN: dict[str, Break] = {
    "no key file": _missing("avklar.key"),
    "empty key file": _replaced("avklar.key", b""),
    "key file that is not one": _replaced("avklar.key", b"\x89PNG\r\n"),
    "another key": _foreign("avklar.key"),
    "key file that all may read": _readable_by_all,
    "no key database": _missing("keys.sqlite3"),
    "key database that is not one": _replaced("keys.sqlite3", b"not a database, " * 64),
    "empty key database": _replaced("keys.sqlite3", b""),
    "another key database": _foreign("keys.sqlite3"),
    "no database": _missing("avklar.sqlite3"),
    "database that is not one": _replaced("avklar.sqlite3", b"not a database, " * 64),
    "another database": _foreign("avklar.sqlite3"),
    "no secret": _missing("secret.key"),
}


@pytest.fixture(scope="module")
def other(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another installation, prepared."""
    folder = tmp_path_factory.mktemp("other")
    tables.files(shared, folder)
    prepare(own_environment(folder))
    return folder


def _content(folder: Path) -> dict[str, str]:
    """Every file by its digest; SQLite's empty helpers of a reader don't count."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if not path.name.endswith("-shm") and path.stat().st_size
    }


@pytest.mark.parametrize("fault", BROKEN)
def test_serve_stops_with_a_sentence_and_writes_nothing(
    fault: str, avklar: Command, installation: Path, other: Path
) -> None:
    BROKEN[fault](installation, other)
    before = _content(installation)
    done = avklar("serve", "--no-worker", "--workers", "1")
    lines = done.stderr.strip().splitlines()
    assert (done.returncode, len(lines)) == (3, 1), done.stderr + done.stdout
    assert lines[0].startswith("Avklar starter ikke: ")
    assert "svarer på" not in done.stdout
    assert _content(installation) == before


@pytest.mark.parametrize("fault", ["no key file", "another key", "another key database"])
def test_check_says_it_in_a_line_and_writes_nothing(
    fault: str, avklar: Command, installation: Path, other: Path
) -> None:
    BROKEN[fault](installation, other)
    before = _content(installation)
    done = avklar("check")
    assert done.returncode == 1
    assert done.stdout.startswith("✗ ")
    assert "Traceback" not in done.stderr
    assert _content(installation) == before
