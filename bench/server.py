"""The measured server as a process of its own: granian as `avklar serve` starts it, with the bench's routes beside."""

from __future__ import annotations

import http.client
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

WORKERS = 2
MEGABYTE = 1_000_000


@dataclass
class Server:
    """A running server: where it answers, and how long it took from the start of the process to the first answer."""

    port: int
    process: psutil.Popen
    seconds_to_first_answer: float

    def workers_memory(self) -> list[float]:
        """Resident memory of each worker, in MB, largest first."""
        workers = self.process.children()
        return sorted((worker.memory_info().rss / MEGABYTE for worker in workers), reverse=True)


@contextmanager
def serving(log: Path) -> Iterator[Server]:
    """The server with the bench's routes."""
    with _started([sys.executable, "-m", "bench.server"], log, path="/bench/") as server:
        yield server


@contextmanager
def house(log: Path) -> Iterator[Server]:
    """`avklar serve` as it is, with its background process."""
    with _started([sys.executable, "-m", "avklar", "serve", "--workers", str(WORKERS)], log, path="/") as server:
        yield server


@contextmanager
def _started(command: list[str], log: Path, *, path: str) -> Iterator[Server]:
    port = _free_port()
    with log.open("ab") as output:
        begun = time.perf_counter()
        process = psutil.Popen([*command, "--port", str(port)], stdout=output, stderr=output)
        try:
            _await_answer(port, path, process)
            yield Server(port, process, time.perf_counter() - begun)
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except psutil.TimeoutExpired:
                process.kill()


def _await_answer(port: int, path: str, process: psutil.Popen, seconds: float = 60) -> None:
    """Any answer of the application will do, a redirect or a refusal too."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", path)
            connection.getresponse().read()
        except OSError:
            time.sleep(0.02)
            continue
        finally:
            connection.close()
        return
    raise SystemExit("The server did not start; see its log.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _serve(port: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from avklar.cli.serve import CONNECTIONS, THREADS

    os.environ["AVKLAR_ADDRESS"] = f"http://127.0.0.1:{port}"
    Granian(
        "bench.wsgi:application",
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        backpressure=CONNECTIONS,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    _serve(int(sys.argv[-1]))
