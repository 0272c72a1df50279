"""PostgreSQL stopped while the server runs: a page says so, with the text on it; all is well after the restart."""

from __future__ import annotations

import html
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http.cookiejar import CookieJar
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest

from tests.cast import PASSWORD
from tests.faults.conftest import ROOT, own_environment, prepare
from tests.faults.victim import observation

pytestmark = pytest.mark.own_installation
TEXT = "Dette skrev jeg mens databasen var borte."
STRANGERS = "Send penger til denne adressen."


def _servers() -> Any:
    loader = SourceFileLoader("avklar_postgresql", str(ROOT / "scripts/postgresql"))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


class Stoppable:
    """A PostgreSQL server of the test's own."""

    def __init__(self, folder: Path) -> None:
        self.server = _servers().Server(folder, durable=True)
        self.server.start()

    def url(self, role: str, name: str) -> str:
        """The address of a database for a role."""
        address: str = self.server.environment()["AVKLAR_TEST_SERVER"]
        return address.replace("%s", role, 1).replace("%s", name, 1)

    def stop(self) -> None:
        """As when the machine loses its power."""
        self.server.stop()

    def start_again(self) -> None:
        """With the data it had."""
        server = self.server
        words = " ".join(f"-c {option}" for option in server.options) + f" -c unix_socket_directories={server.folder}"
        server._run("pg_ctl", "-D", server.data, "-w", "-t", "60", "-l", server.folder / "log", "-o", words, "start")


@pytest.fixture
def postgresql() -> Iterator[Stoppable]:
    folder = Path(tempfile.mkdtemp(prefix="avklar-away-"))
    server = Stoppable(folder)
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


class Visitor:
    """A browser without a window."""

    def __init__(self, address: str) -> None:
        self.address, self.cookies = address, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def get(self, path: str) -> tuple[int, str]:
        """Status and page."""
        return self._open(urllib.request.Request(self.address + path))

    def post(self, path: str, fields: dict[str, str], *, token: str | None = None) -> tuple[int, str]:
        """Status and page; the token that the pages carry goes along, unless another is given."""
        if token is None:
            token = next((cookie.value for cookie in self.cookies if cookie.name == "csrftoken"), "")
        body = urlencode({**fields, "csrfmiddlewaretoken": token}).encode()
        return self._open(urllib.request.Request(self.address + path, body, {"Referer": self.address + path}))

    def _open(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.status, html.unescape(answer.read().decode())
        except urllib.error.HTTPError as answer:
            return answer.code, html.unescape(answer.read().decode())


@pytest.fixture
def visitor(postgresql: Stoppable, tmp_path: Path) -> Iterator[Visitor]:
    """At a real server on two databases of the stoppable PostgreSQL, with the cast."""
    variables = own_environment(tmp_path / "var")
    with psycopg.connect(postgresql.url("avklar_owner", "postgres"), autocommit=True) as connection:
        for variable, name in {"DATABASE_URL": "away", "KEYS_DATABASE_URL": "away_keys"}.items():
            connection.execute(f"CREATE DATABASE {name}")
            variables[f"AVKLAR_{variable}"] = postgresql.url("avklar_app", name)
            variables[f"AVKLAR_OWNER_{variable}"] = postgresql.url("avklar_owner", name)
    prepare(variables)
    build = "import django; django.setup(); from tests import cast; cast.build()"
    subprocess.run([sys.executable, "-c", build], env=variables, cwd=ROOT, check=True)
    words = ["serve", "--workers", "1", "--no-worker"]
    process = subprocess.Popen(
        [sys.executable, "-m", "avklar", *words],
        env=variables | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert process.stdout
    found = re.search(r"http://\S+:\d+", process.stdout.readline())
    assert found
    yield Visitor(found[0])
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(20)
    process.stdout.close()


def _wait_for(happens: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not happens():
        assert time.monotonic() < end
        time.sleep(0.1)


def _answers(visitor: Visitor) -> bool:
    try:
        return visitor.get("/konto/logg-inn/")[0] == 200
    except urllib.error.URLError:
        return False


def _signed_in(visitor: Visitor) -> None:
    _wait_for(lambda: _answers(visitor))  # the socket answers a moment after the line is printed
    person = {"login": "teacher@alvdal.example", "password": PASSWORD}
    assert visitor.post("/konto/logg-inn/", person)[0] == 200
    assert visitor.post("/bekymringer/ny/", {"danger": "no"})[0] == 200
    about = {"about": "person", "age_band": "from_13", "setting": "school", "sender_kind": "school"}
    assert visitor.post("/bekymringer/ny/gjelder/", about)[0] == 200


def test_stopped_database_is_said_with_the_text_and_all_is_well_again(visitor: Visitor, postgresql: Stoppable) -> None:
    _signed_in(visitor)
    postgresql.stop()
    status, page = visitor.get("/min-dag/")
    assert (status, "Avklar er stengt et øyeblikk" in page) == (503, True)
    status, page = visitor.post("/bekymringer/ny/observasjoner/", observation(TEXT))
    assert status == 503
    assert TEXT in page
    _strangers_page_puts_no_words_on_ours(visitor)
    postgresql.start_again()
    _wait_for(lambda: visitor.get("/min-dag/")[0] == 200)  # the pool finds out which of its connections are dead
    status, page = visitor.post("/bekymringer/ny/observasjoner/", observation(TEXT))
    assert status == 200
    assert "Hva kan forklare det" in page
    assert TEXT in visitor.get("/bekymringer/ny/observasjoner/")[1]


def _strangers_page_puts_no_words_on_ours(visitor: Visitor) -> None:
    status, page = visitor.post("/bekymringer/ny/observasjoner/", observation(STRANGERS), token="")
    assert status in {403, 503}  # which one comes first depends on what the worker remembers; neither shows the words
    assert STRANGERS not in page
