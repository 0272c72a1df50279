"""Runs the real command in a process and a folder of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import tables
from tests.test_house import SOURCE

Done = subprocess.CompletedProcess[str]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Their databases are their own SQLite files, whatever the rest of the run uses: once is enough."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.own_installation)


@pytest.fixture(scope="session")
def pristine(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation that was prepared once, to be copied."""
    folder = tmp_path_factory.mktemp("pristine")
    tables.files(shared, folder / "var")
    assert _run(folder, ["prepare"], {}).returncode == 0
    return folder / "var"


@pytest.fixture
def installation(pristine: Path, tmp_path: Path) -> Path:
    """tmp_path/var, prepared: where `avklar` of the same test looks by itself."""
    return Path(shutil.copytree(pristine, tmp_path / "var"))


@pytest.fixture
def avklar(tmp_path: Path) -> Callable[..., Done]:
    """`avklar("keys", "rotate", AVKLAR_DEBUG="1")`: the finished process; its data lie in tmp_path/var, on SQLite."""

    return lambda *words, **variables: _run(tmp_path, list(words), variables)


def _run(folder: Path, words: list[str], variables: dict[str, str]) -> Done:
    return subprocess.run(
        [sys.executable, "-m", "avklar", *words],
        cwd=folder,
        env=environment() | variables,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def unused_port() -> int:
    """A port that nobody listens on; several tests serve at once."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def environment() -> dict[str, str]:
    """The caller's environment without any setting of Avklar's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AVKLAR_", "DJANGO_"))}
    return kept | {"PYTHONPATH": str(SOURCE.parent), "LANGUAGE": "nb"}
