"""`avklar bounces` and what `avklar check` says of the mail, on a real installation."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Done


def test_heap_is_read_and_told_of(avklar: Callable[..., Done], installation: Path, tmp_path: Path) -> None:
    (tmp_path / "heap").write_bytes(b"From a@b.no Mon\nSubject: 1\n\n1\n\nFrom a@b.no Mon\nSubject: 2\n\n2\n")
    done = avklar("bounces", "heap")
    assert (done.returncode, done.stdout) == (
        0, "0 kom i retur, 2 gjaldt ingen e-post herfra, 0 kunne ikke leses.\n"
    )  # fmt: skip
    assert avklar("bounces", "no-such").returncode == 2


def test_check_tells_of_the_mail_and_mail_that_waits_too_long_is_a_fault(
    avklar: Callable[..., Done], installation: Path
) -> None:
    with sqlite3.connect(installation / "avklar.sqlite3") as database:
        database.execute(
            "INSERT INTO notifications_outbox (id, sealed, created, tries, next_try_at, last_error, kind, address,"
            " remove_at, failed_at) VALUES ('01', x'', '2026-01-01', 1, '2026-01-01', '', '', x'', '2999-01-01', NULL),"
            " ('02', x'', '2026-01-01', 1, NULL, 'smtp-550', '', x'', '2999-01-01', '2999-01-01')"
        )
    stuck = avklar("check")
    assert (stuck.returncode, "✗ E-posten går ut: venter 1" in stuck.stdout) == (1, True)
    assert "! Gitt opp eller kommet i retur det siste døgnet: 1." in stuck.stdout
