"""The measurements themselves: which requests are compared, and with which limits."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connections
from django.test import Client as InProcess
from django.urls import reverse

from avklar.people.accounts.models import User
from bench import checking, disclosing, finding, importing, loading, news, overview, server
from bench.client import Ask, Burst, burst, interleaved
from bench.data import District
from bench.results import Figure

SIGN_IN = "avklar.people.accounts.backend.Backend"
QUERIES_INBOX, QUERIES_CONCERN, QUERIES_CASES, QUERIES_CASE, QUERIES_OVERVIEW = 10, 15, 12, 20, 15
INBOX, CONCERN, CASES, CASE, SENDING, TELLING, DISCLOSING = 2.0, 3.0, 2.0, 4.0, 0.25, 0.2, 0.2
MILLISECONDS_FOR_A_LETTER = 150.0
OVERVIEW, OVERVIEW_GROWTH, SECONDS_FOR_A_REPORT = 3.0, 2.0, 3.0
GROWTH = {1_000_000: 1.3}
GROWTH_ELSE, LAST_PAGE = 1.2, 1.2
SECONDS_TO_START, MEGABYTES = 3.0, 200.0
BARE_LIST, INBOX_FIRST, SHUT_FIRST, SHUT_LAST, CONCERN_PAGE, CASE_LIST, CASE_PAGE, OVERVIEW_PAGE = range(8)


@dataclass
class Measuring:
    """One database's figures. `small()` first, at the first size; then `full(rows)` at the size asked for."""

    district: District
    long_concern: UUID
    long_case: UUID
    cases_with_facts: list[UUID]
    article: str
    database: str
    log: Path
    quick: bool = False
    _small: list[float] = field(default_factory=list)

    def small(self) -> None:
        """The inbox and the bare view at the first size, to be compared with later."""
        with server.serving(self.log) as running:
            self._small = [statistics.median(each) for each in self._pages(running.port)]

    def full(self, rows: int) -> list[Figure]:
        """All figures at `rows` concerns."""
        found = self._queries(rows)
        with server.serving(self.log) as running:
            taken = self._pages(running.port)
            found += self._page_figures(rows, taken)
            found += self._sending(rows, running.port)
            found += self._telling(rows, running.port)
            found += self._disclosing(rows, running.port)
            found += news.figures(running.port, self.article, news.Rows(self.database, rows), quick=self.quick)
            found += self._first_loads(rows, running.port)
            found.append(self._report(rows))
            found.append(self._overview(rows, running.port))
            memory = max(running.workers_memory())
        search = finding.slowest_milliseconds(20 if self.quick else 400)
        found.append(Figure("contact search", self.database, rows, search, "ms", limit=finding.LIMIT_MILLISECONDS))
        check = checking.milliseconds(20 if self.quick else 200)
        limit = checking.LIMIT_MILLISECONDS
        found.append(Figure("check of a text of 2 kB", self.database, rows, check, "ms", limit=limit))
        letter = disclosing.letter_milliseconds(3 if self.quick else 40)
        found.append(Figure("letter of invitation", self.database, rows, letter, "ms", limit=MILLISECONDS_FOR_A_LETTER))
        found += self._importing(rows)
        found.append(Figure("memory of a worker", self.database, rows, memory, "MB", limit=MEGABYTES))
        with server.house(self.log) as running:
            started = running.seconds_to_first_answer
        found.append(Figure("start to first answer", self.database, rows, started, "s", limit=SECONDS_TO_START))
        return found

    def _first_loads(self, rows: int, port: int) -> list[Figure]:
        """While the district has its 46 municipalities; once, since a phone loads the same whatever the database."""
        if self.database != "sqlite" or self.quick:
            return []
        return loading.figures(port, loading.addresses(self.article), self.database, rows)

    def _importing(self, rows: int) -> list[Figure]:
        contacts = 200 if self.quick else importing.ROWS
        first, again = importing.seconds(self.district.police_id, contacts)
        limit = importing.LIMIT_SECONDS
        return [
            Figure(f"import of {contacts} contacts", self.database, rows, first, "s", limit=limit),
            Figure(f"import of {contacts} contacts, again", self.database, rows, again, "s", limit=limit),
        ]

    def _report(self, rows: int) -> Figure:
        """The yearly report with its maps and charts, for 46 municipalities and twelve months."""
        taken = overview.report_seconds(self.district, 1 if self.quick else 5)
        return Figure("yearly report", self.database, rows, taken, "s", limit=SECONDS_FOR_A_REPORT)

    def _overview(self, rows: int, port: int) -> Figure:
        """The overview with 357 municipalities against itself with 46, both as ratios to the bare view beside it."""
        asks = [self._asks()[BARE_LIST], self._asks()[OVERVIEW_PAGE]]

        def ratio() -> float:
            bare, ours = (statistics.median(each) for each in interleaved(port, asks, 10 if self.quick else 200))
            return ours / bare

        before = ratio()
        overview.grow(self.district)
        name = f"overview, {overview.ALL_OF_NORWAY} municipalities"
        return Figure(name, self.database, rows, ratio(), "×", before, OVERVIEW_GROWTH)

    # --- Pages

    def _asks(self) -> list[Ask]:
        inbox, cookie = reverse("concerns:inbox"), self._cookie()
        return [
            Ask(f"/bench/list/{self.district.measured}/"),
            Ask(inbox, cookie=cookie),
            Ask(f"{inbox}?vis=closed", cookie=cookie),
            Ask(f"{inbox}?vis=closed&last=1", cookie=cookie),
            Ask(reverse("concerns:concern", args=[self.long_concern]), cookie=cookie),
            Ask(reverse("casefile:list"), cookie=cookie),
            Ask(reverse("casefile:case", args=[self.long_case]), cookie=cookie),
            Ask(reverse("overview:district"), cookie=self._cookie(self.district.lead)),
        ]

    def _pages(self, port: int) -> list[list[float]]:
        return interleaved(port, self._asks(), 10 if self.quick else 300)

    def _page_figures(self, rows: int, taken: list[list[float]]) -> list[Figure]:
        now = [statistics.median(each) for each in taken]
        bare = now[BARE_LIST]
        limit = GROWTH.get(rows, GROWTH_ELSE)

        def growth(page: int) -> float:
            return (now[page] / bare) / (self._small[page] / self._small[BARE_LIST])

        return [
            Figure("inbox", self.database, rows, now[INBOX_FIRST], "ms", bare, INBOX),
            Figure("inbox, growth from 1 000", self.database, rows, growth(INBOX_FIRST), "×", limit=limit),
            Figure("last page / first page", self.database, rows, now[SHUT_LAST], "ms", now[SHUT_FIRST], LAST_PAGE),
            Figure("concern, 40 entries", self.database, rows, now[CONCERN_PAGE], "ms", bare, CONCERN),
            Figure("case list", self.database, rows, now[CASE_LIST], "ms", bare, CASES),
            Figure("case list, growth from 1 000", self.database, rows, growth(CASE_LIST), "×", limit=limit),
            Figure("case, 40 entries", self.database, rows, now[CASE_PAGE], "ms", bare, CASE),
            Figure("overview, 46 municipalities", self.database, rows, now[OVERVIEW_PAGE], "ms", bare, OVERVIEW),
        ]

    # --- Sending

    def _sending(self, rows: int, port: int) -> list[Figure]:
        """The save has the limit; with the check of the text before it, it is told beside it."""
        everywhere, here = self.district.organisation_ids, [self.district.measured]
        found = []
        for senders in (4, 16):
            found += self._compared(rows, port, senders, everywhere, "spread over all", "store", SENDING)
            found += self._compared(rows, port, senders, here, "one municipality", "store", SENDING)
            found += self._compared(rows, port, senders, everywhere, "spread, with the text check", "send", None)
        return found

    def _compared(
        self, rows: int, port: int, senders: int, places: list[UUID], words: str, route: str, limit: float | None
    ) -> list[Figure]:
        teacher = self.district.teacher.pk
        turn = cycle(places)

        def bare(number: int) -> Ask:
            return Ask(f"/bench/insert/{places[number % len(places)]}/3/", "POST")

        def concern(number: int) -> Ask:
            return Ask(f"/bench/{route}/{next(turn)}/{teacher}/", "POST")

        name = f"sending, {senders} senders, {words}"
        return self._bursts(name, rows, port, senders, bare, concern, limit)

    def _telling(self, rows: int, port: int) -> list[Figure]:
        """A worry without an account, receipt and all but for the proof of work, which the sender's machine does."""
        places, found = self.district.organisation_ids, list[Figure]()
        for senders in (4, 16):
            turn = cycle(places)

            def bare(number: int) -> Ask:
                return Ask(f"/bench/insert/{places[number % len(places)]}/3/", "POST")

            def worry(number: int, turn: Iterator[UUID] = turn) -> Ask:
                return Ask(f"/bench/tell/{next(turn)}/", "POST")

            name = f"telling without an account, {senders} senders"
            found += self._bursts(name, rows, port, senders, bare, worry, TELLING)
        return found

    def _disclosing(self, rows: int, port: int) -> list[Figure]:
        """Twenty facts to the police, from several cases in turn, against a bare transaction of 25 rows."""
        here, contact = self.district.measured, self.district.contact.pk
        receiver = f"{self.district.police_id}.{self.district.police.pk}"
        turn = cycle(self.cases_with_facts)

        def bare(number: int) -> Ask:
            return Ask(f"/bench/insert/{here}/25/", "POST")

        def disclosure(number: int) -> Ask:
            return Ask(f"/bench/disclose/{here}/{contact}/{next(turn)}/{receiver}/", "POST")

        return self._bursts("disclosing 20 facts, 4 senders", rows, port, 4, bare, disclosure, DISCLOSING)

    def _bursts(
        self,
        name: str,
        rows: int,
        port: int,
        senders: int,
        bare: Callable[[int], Ask],
        ours: Callable[[int], Ask],
        limit: float | None,
    ) -> list[Figure]:
        """Bare inserts and ours in turn, A B A B; the best p95 would flatter, so all rounds count."""
        bares, own = [], []
        for _ in range(1 if self.quick else 3):
            bares.append(burst(port, bare, senders, 0.2 if self.quick else 4))
            own.append(burst(port, ours, senders, 0.2 if self.quick else 4))
        return [
            Figure(name, self.database, rows, _rate(own), "/s", _rate(bares), limit, at_least=True),
            Figure(f"{name}, p95", self.database, rows, _p95(own), "ms", _p95(bares)),
            Figure(f"{name}, failures", self.database, rows, _failed(bares) + _failed(own), "", limit=0),
        ]

    # --- Queries, counted in this process

    def _queries(self, rows: int) -> list[Figure]:
        asked = (
            ("inbox, queries", reverse("concerns:inbox"), QUERIES_INBOX),
            ("concern, 40 entries, queries", reverse("concerns:concern", args=[self.long_concern]), QUERIES_CONCERN),
            ("case list, queries", reverse("casefile:list"), QUERIES_CASES),
            ("case, 40 entries, queries", reverse("casefile:case", args=[self.long_case]), QUERIES_CASE),
        )
        seen = Figure(
            "overview, queries",
            self.database,
            rows,
            self._count(reverse("overview:district"), self.district.lead),
            "",
            limit=QUERIES_OVERVIEW,
        )
        found = [Figure(name, self.database, rows, self._count(path), "", limit=limit) for name, path, limit in asked]
        return [*found, seen]

    def _count(self, path: str, user: User | None = None) -> int:
        client = self._signed_in(user)
        client.get(path, headers={"host": "127.0.0.1"})
        counted: list[str] = []

        def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
            counted.append(sql)
            return execute(sql, *rest)

        with connections["default"].execute_wrapper(note), connections["keys"].execute_wrapper(note):
            answer = client.get(path, headers={"host": "127.0.0.1"})
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}.")
        self.log.with_name(f"queries{path.strip('/').replace('/', '-')}.txt").write_text("\n".join(counted))
        return len(counted)

    def _cookie(self, user: User | None = None) -> str:
        return f"sessionid={self._signed_in(user).cookies['sessionid'].value}"

    def _signed_in(self, user: User | None = None) -> InProcess:
        """Somebody, or the measured municipality's contact; second factor passed."""
        client = InProcess()
        user = user or self.district.contact
        client.force_login(user, backend=SIGN_IN)
        session = client.session
        passed = ({"method": "password"}, {"method": "mfa", "type": "totp"})
        session["account_authentication_methods"] = [{**method, "at": time.time()} for method in passed]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
        return client


def _rate(bursts: list[Burst]) -> float:
    return statistics.median(each.rate for each in bursts)


def _p95(bursts: list[Burst]) -> float:
    return statistics.median(each.p95 for each in bursts)


def _failed(bursts: list[Burst]) -> int:
    return sum(each.failed for each in bursts)
