"""`avklar demo`: builds in a folder of its own, once, and never touches a real installation."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.cli.conftest import Done, _run, environment, unused_port
from tests.tables import alone

PAPER = "contacts.pdf"


@dataclass(frozen=True)
class Built:
    """A demo that was built and served at once; `paper` is what the lead then got for the sheet of contacts."""

    folder: Path
    paper: bytes


@pytest.fixture(scope="session")
def built(shared: Path) -> Built:
    """The demo, built and served once, whichever of the workers comes first; the server is stopped again."""
    folder = shared / "demo"
    with alone(shared, "demo"):
        if folder.exists():
            return Built(folder, (folder / PAPER).read_bytes())
        folder.mkdir()
        return _built(folder)


def _built(folder: Path) -> Built:
    process = subprocess.Popen(
        [sys.executable, "-m", "avklar", "demo", "--workers", "1", "--port", str(unused_port())],
        cwd=folder,
        env=environment() | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        address = next(found[1] for line in process.stdout if (found := re.search(r"svarer på (http://\S+:\d+)", line)))
        paper = _paper(address)
    finally:
        process.terminate()
        process.communicate(timeout=30)
    (folder / PAPER).write_bytes(paper)
    return Built(folder, paper)


@pytest.fixture(scope="session")
def demo_folder(built: Built) -> Path:
    """A folder in which the demo was built."""
    return built.folder


def _paper(address: str) -> bytes:
    """The lead signs in by her card and asks for the sheet of contacts."""
    browser = build_opener(HTTPCookieProcessor())
    page = _patiently(lambda: browser.open(f"{address}/inn/", timeout=20)).read().decode()
    form = next(form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if "Ragnhild Moseng" in form)
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    browser.open(f"{address}/konto/demo/", urlencode(fields).encode(), timeout=20)
    paper: bytes = browser.open(f"{address}/virksomheter/liste/last-ned/pdf/", timeout=20).read()
    return paper


def _patiently(ask: Callable[[], Any]) -> Any:
    """The server answers a moment after it says so."""
    for _try in range(100):
        with suppress(OSError):
            return ask()
        time.sleep(0.2)
    return ask()


def test_demo_that_was_just_built_makes_papers(built: Built) -> None:
    assert built.paper.startswith(b"%PDF")


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
