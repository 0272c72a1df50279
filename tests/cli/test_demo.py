"""`avklar demo`: builds in a folder of its own, once, and never touches a real installation."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Done, _run


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the demo was built."""
    folder = tmp_path_factory.mktemp("demo")
    done = _run(folder, ["demo", "--no-serve"], {})
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_demo_lies_in_a_folder_of_its_own(demo_folder: Path) -> None:
    assert [path.name for path in (demo_folder / "var").iterdir()] == ["demo"]


def test_built_demo_is_whole_and_its_journal_too(demo_folder: Path) -> None:
    assert _run(demo_folder, ["journal", "verify"], {"AVKLAR_DATA": "var/demo"}).returncode == 0


def test_second_start_builds_nothing(demo_folder: Path) -> None:
    before = (demo_folder / "var/demo/demo-is-built").stat().st_mtime_ns
    assert _run(demo_folder, ["demo", "--no-serve"], {}).returncode == 0
    assert (demo_folder / "var/demo/demo-is-built").stat().st_mtime_ns == before


def test_demo_clock_is_allowed_on_a_demo(demo_folder: Path) -> None:
    variables = {"AVKLAR_DATA": "var/demo", "AVKLAR_DEMO_CLOCK": "2026-11-23T10:00+01:00"}
    assert _run(demo_folder, ["journal", "verify"], variables).returncode == 0


def test_accounts_tell_role_and_how_to_sign_in(demo_folder: Path) -> None:
    cast = json.loads(_run(demo_folder, ["demo", "--accounts", "--json"], {}).stdout)
    assert {"name", "role", "organisation", "email", "sign_in"} <= set(cast[0])
    assert len({person["role"] for person in cast}) >= 8


def test_demo_refuses_a_real_installation(avklar: Callable[..., Done], installation: Path) -> None:
    before = (installation / "avklar.key").read_bytes()
    done = avklar("demo", "--no-serve", AVKLAR_DATA=str(installation))
    assert done.returncode == 3
    assert (installation / "avklar.key").read_bytes() == before
