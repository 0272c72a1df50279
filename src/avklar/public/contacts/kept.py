"""What a process remembers of the district: names and numbers of its municipalities, for a few minutes; no person.

A municipality gets a new name once in many years, so nothing tells the processes: what is kept is read anew when it is
old. `forget` does it at once.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from avklar.foundation import clock
from avklar.people.organisations import queries as people
from avklar.people.organisations.cards import OrganisationCard
from avklar.public.contacts.search import Index, index

A_WHILE = timedelta(minutes=5)
OTHER_NAMES = Path(__file__).parent / "data/other_names.csv"


@dataclass(frozen=True)
class Directory:
    """The district that the pages speak for, its municipalities in Norwegian order, and the index of their names."""

    district: OrganisationCard
    places: dict[str, OrganisationCard]
    names: Index
    read_at: datetime


_kept: Directory | None = None


def directory() -> Directory:
    """The district as it was at most five minutes ago. NotFound before there is one."""
    global _kept
    now = clock.now()
    if _kept is None or not _kept.read_at <= now < _kept.read_at + A_WHILE:
        _kept = _read(now)
    return _kept


def forget() -> None:
    """Read anew the next time."""
    global _kept
    _kept = None


@cache
def other_names() -> dict[str, list[str]]:
    """Older names, villages and towns by the municipality's number: shipped data, another district brings its own."""
    found: dict[str, list[str]] = defaultdict(list)
    with OTHER_NAMES.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            found[line["number"]].append(line["name"])
    return found


def _read(now: datetime) -> Directory:
    district = people.site()
    places = people.municipalities(district.id)
    names = index([(each.number, each.name) for each in places], other_names())
    return Directory(district, {each.number: each for each in places}, names, now)
