"""Quarters in Norway's time, written «2026-K3», and years, written «2026»."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from avklar.foundation import clock

SHAPE = re.compile(r"(\d{4})-?[Kk]([1-4])")


def quarter_of(moment: datetime) -> str:
    """The quarter of an aware moment."""
    local = moment.astimezone(clock.OSLO)
    return f"{local.year}-K{(local.month + 2) // 3}"


def bounds(quarter: str) -> tuple[datetime, datetime]:
    """The first moment of the quarter and the first one after it; ValueError for anything else than «2026-K3»."""
    year, number = _parts(quarter)
    return _first(year, number), _first(year + number // 4, number % 4 + 1)


def last_day(period: str) -> date:
    """The last day of a quarter, or of a year («2026»)."""
    quarter = f"{period}-K4" if len(period) == 4 else period
    return (bounds(quarter)[1] - timedelta(hours=12)).date()


def quarters_of(year: str) -> list[str]:
    """The year's four quarters."""
    return [f"{year}-K{number}" for number in range(1, 5)]


def standard(typed: str) -> str:
    """«2026K3» and «2026-k3» as «2026-K3»; ValueError for anything else."""
    year, number = _parts(typed.strip())
    return f"{year}-K{number}"


def finished(count: int) -> list[str]:
    """The last `count` quarters that are over, newest first."""
    found: list[str] = []
    at = clock.now()
    for _ in range(count):
        at = bounds(quarter_of(at))[0] - timedelta(hours=12)
        found.append(quarter_of(at))
    return found


def _parts(quarter: str) -> tuple[int, int]:
    found = SHAPE.fullmatch(quarter)
    if found is None or not 2000 <= int(found[1]) <= 9000:
        raise ValueError("not a quarter")
    return int(found[1]), int(found[2])


def _first(year: int, number: int) -> datetime:
    return datetime(year, 3 * number - 2, 1, tzinfo=clock.OSLO)
