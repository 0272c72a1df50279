"""The client on loopback: one request after the other, interleaved with its reference, or many senders at once."""

from __future__ import annotations

import http.client
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Ask:
    """One request."""

    path: str
    method: str = "GET"
    cookie: str = ""


@dataclass(frozen=True)
class Burst:
    """What many senders got done together."""

    done: int
    failed: int
    seconds: float
    p95: float  # milliseconds, as the other two
    p50: float = 0
    p99: float = 0

    @property
    def rate(self) -> float:
        """Requests done in a second."""
        return self.done / self.seconds


class Client:
    """A connection that stays open."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def server_time(self, ask: Ask) -> float:
        """Milliseconds inside the application; anything but a page ends the run."""
        status, taken = self.do(ask)
        if status != http.client.OK:
            raise SystemExit(f"{ask.path} answered {status}.")
        return taken

    def do(self, ask: Ask) -> tuple[int, float]:
        """The status and the milliseconds inside the application."""
        headers = {"Cookie": ask.cookie} if ask.cookie else {}
        self.connection.request(ask.method, ask.path, headers=headers)
        answer = self.connection.getresponse()
        answer.read()
        said = answer.headers.get("Server-Timing", "")
        return answer.status, float(said.rpartition("=")[2] or 0)


def interleaved(port: int, asks: Sequence[Ask], rounds: int) -> list[list[float]]:
    """The server times of each ask, asked in turn (A B C A B C …), after a warm-up on every worker."""
    client = Client(port)
    for _ in range(max(3, rounds // 10)):
        for ask in asks:
            # a new connection may land on the other worker
            Client(port).server_time(ask)
            client.server_time(ask)
    taken: list[list[float]] = [[] for _ in asks]
    for number in range(rounds):
        if number % 25 == 0:
            client = Client(port)
        for place, ask in enumerate(asks):
            taken[place].append(client.server_time(ask))
    return taken


def burst(port: int, make: Callable[[int], Ask], senders: int, seconds: float) -> Burst:
    """`senders` threads send one after the other for `seconds`; `make(n)` is the n-th request."""
    taken: list[list[float]] = [[] for _ in range(senders)]
    failed = [0] * senders
    until = time.perf_counter() + seconds

    def send(place: int) -> None:
        client, number = Client(port), place
        while time.perf_counter() < until:
            begun = time.perf_counter()
            try:
                status, _ = client.do(make(number))
            except (OSError, http.client.HTTPException):
                status, client = 0, Client(port)
            if status == http.client.OK:
                taken[place].append((time.perf_counter() - begun) * 1000)
            else:
                failed[place] += 1
            number += senders

    begun = time.perf_counter()
    threads = [threading.Thread(target=send, args=(place,)) for place in range(senders)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    together = [each for one in taken for each in one]
    p50, p95, p99 = (percentile(together, percent) for percent in (50, 95, 99))
    return Burst(len(together), sum(failed), time.perf_counter() - begun, p95, p50, p99)


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that `percent` of all are at most."""
    if len(values) < 2:
        return max(values, default=float("nan"))
    return statistics.quantiles(values, n=100)[percent - 1]
