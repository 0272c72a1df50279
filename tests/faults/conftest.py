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

from tests.cli.conftest import avklar, environment, installation, pristine  # noqa: F401  (fixtures)
from tests.settings import DATABASE, server_url

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
def variables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of an installation of its own, on the database of this run, prepared."""
    folder = tmp_path_factory.mktemp("victim")
    found = own_environment(folder)
    names = {"DATABASE_URL": f"victim_{folder.parent.name[-6:]}_data", "KEYS_DATABASE_URL": "victim_keys"}
    if DATABASE == "postgresql":
        names = {variable: f"{name}_{folder.stat().st_ino}".replace("-", "_") for variable, name in names.items()}
        _databases("CREATE DATABASE {}", names)
        for variable, name in names.items():
            found[f"AVKLAR_{variable}"] = server_url("avklar_app", name)
            found[f"AVKLAR_OWNER_{variable}"] = server_url("avklar_owner", name)
    prepare(found)
    yield found
    if DATABASE == "postgresql":
        _databases("DROP DATABASE {} WITH (FORCE)", names)


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


def _databases(statement: str, names: dict[str, str]) -> None:
    with psycopg.connect(server_url("avklar_owner", "postgres"), autocommit=True) as server:
        for name in names.values():
            server.execute(sql.SQL(statement).format(sql.Identifier(name)))
