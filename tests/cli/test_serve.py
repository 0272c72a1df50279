"""The real server: starts in time, answers, takes the next port, ends together with its background process."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path

import psutil
import pytest

from tests.cli.conftest import Done, environment, unused_port

PATIENCE = 30.0
FREE_CHOICE = 0  # 8000, or the next free port
MEGABYTE = 1 << 20


@dataclass
class Running:
    """A server in its own process."""

    process: psutil.Popen
    address: str

    def get(self, path: str) -> HTTPResponse:
        """The answer to a GET; redirects are followed."""
        answer: HTTPResponse = urllib.request.urlopen(self.address + path, timeout=10)
        return answer

    def family(self) -> list[psutil.Process]:
        """Every process that the server has started."""
        return [each for each in self.process.children(recursive=True) if "avklar" in " ".join(each.cmdline())]


@pytest.fixture
def serve(installation: Path) -> Iterator[Callable[..., Running]]:
    """`serve()`: a running server; whatever is left of it is killed at the end."""
    started: list[Running] = []

    def start(*words: str, port: int | None = None) -> Running:
        asked = ["--port", str(unused_port() if port is None else port)] if port != FREE_CHOICE else []
        process = psutil.Popen(
            [sys.executable, "-m", "avklar", "serve", "--workers", "1", *asked, *words],
            cwd=installation.parent,
            env=environment() | {"PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        lines: list[str] = []
        running = Running(process, "")
        started.append(running)
        while not running.address and (line := process.stdout.readline()):
            lines.append(line)
            found = re.search(r"svarer på (http://\S+:\d+)", line)
            running.address = found[1] if found else ""
        assert running.address, "".join(lines)
        _wait_until(lambda: _answers(running.address))
        return running

    yield start
    for running in started:
        with suppress(ProcessLookupError):
            os.killpg(running.process.pid, signal.SIGKILL)  # orphans of a killed server as well
        running.process.wait(10)
        running.process.stdout.close()


def _wait_until(happens: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def _answers(address: str) -> bool:
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.socket() as probe:
        return probe.connect_ex((host, int(port))) == 0


def test_server_answers_with_its_own_policy(serve: Callable[..., Running]) -> None:
    answer = serve().get("/personvern/")
    assert answer.status == 200
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


def test_worker_stays_under_200_megabytes(serve: Callable[..., Running]) -> None:
    running = serve()
    running.get("/personvern/")
    sizes = {" ".join(each.cmdline()): each.memory_info().rss // MEGABYTE for each in running.family()}
    assert len(sizes) >= 2
    assert max(sizes.values()) < 200, sizes


def test_empty_installation_shows_the_way_to_the_set_up(serve: Callable[..., Running]) -> None:
    running = serve("--no-worker")
    link = next(word for word in running.process.stdout.readline().split() if word.startswith("http"))
    assert running.get(link.removeprefix(running.address)).status == 200


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_background_process_ends_with_the_server(serve: Callable[..., Running], end: signal.Signals) -> None:
    running = serve()
    [helper] = [each for each in running.family() if "worker" in each.cmdline()]
    os.kill(running.process.pid, end)
    running.process.wait(PATIENCE)
    _wait_until(lambda: not helper.is_running() or helper.status() == psutil.STATUS_ZOMBIE)


def test_taken_port_leads_to_the_next(serve: Callable[..., Running]) -> None:
    first, second = serve("--no-worker", port=FREE_CHOICE), serve("--no-worker", port=FREE_CHOICE)
    assert first.address != second.address
    assert second.get("/personvern/").status == 200


def test_port_that_was_asked_for_and_is_taken_is_3(avklar: Callable[..., Done], installation: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        done = avklar("serve", "--port", str(busy.getsockname()[1]))
    assert done.returncode == 3
    assert "opptatt" in done.stderr
