"""Installations that may be broken: one for the command, one for the process that is killed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from tests import tables
from tests.cli.conftest import avklar, environment, installation, pristine  # noqa: F401  (fixtures)
from tests.settings import DATABASE, addresses, server_url

ROOT = Path(__file__).resolve().parents[2]


class Victim:
    """The process of tests/faults/victim.py: `ask("die-at", 7)` gives its answer."""

    def __init__(self, variables: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.victim"],
            cwd=ROOT,
            env=variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._answer() == "ready"

    def ask(self, *words: object) -> Any:
        """One command; the answer."""
        assert self.process.stdin
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def end(self) -> None:
        """No more commands."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(20)
        self.process.stdout.close()

    def _answer(self) -> Any:
        assert self.process.stdout
        return json.loads(self.process.stdout.readline())


@pytest.fixture(scope="module")
def variables(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of an installation of its own, on the database of this run, prepared."""
    folder = tmp_path_factory.mktemp("victim")
    found = own_environment(folder)
    if DATABASE == "sqlite":
        tables.files(shared, folder)
        prepare(found)
        yield found
        return
    names = {alias: f"victim_{alias}_{folder.stat().st_ino}" for alias in tables.NAMES}
    tables.on_server(shared, names)
    found |= addresses(names)
    prepare(found)
    yield found
    with psycopg.connect(server_url("avklar_owner", "postgres"), autocommit=True) as server:
        for name in names.values():
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def victim(variables: dict[str, str]) -> Iterator[Victim]:
    """The process that may be killed, ready for commands."""
    process = Victim(variables)
    yield process
    process.end()


def own_environment(folder: Path) -> dict[str, str]:
    """The environment of an installation in `folder`, on SQLite."""
    return environment() | {
        "AVKLAR_DATA": str(folder),
        "AVKLAR_LOG_LEVEL": "CRITICAL",
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
    }


def prepare(variables: dict[str, str]) -> None:
    """Make keys, secret and tables."""
    subprocess.run([sys.executable, "-m", "avklar", "prepare"], env=variables, check=True, capture_output=True)
