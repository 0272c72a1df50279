"""Monthly segments and how long they are kept (R13). Pure; the periods are data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from avklar.foundation.clock import OSLO


@dataclass(frozen=True)
class Period:
    """For how many whole months after its own month a segment is kept, and the law's bounds."""

    months: int
    at_least: int
    at_most: int
    source: str

    def __post_init__(self) -> None:
        if not self.at_least <= self.months <= self.at_most:
            raise ValueError("the period lies outside its own bounds")


PERIODS = {
    "police_district": Period(24, at_least=12, at_most=35, source="Police Databases Act § 17: 1 year, gone within 3"),
    "municipality": Period(36, at_least=12, at_most=60, source="the organisation's own need to look into misuse"),
}
"""By kind of organisation. The last month of 35 ends before three years have passed since the month's first row."""


def segment_of(moment: datetime) -> str:
    """The segment of a moment: its month in Norway, "2026-11"."""
    return moment.astimezone(OSLO).strftime("%Y-%m")


def months_before(day: date, months: int) -> str:
    """The segment `months` months before the month of `day`."""
    count = day.year * 12 + day.month - 1 - months
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def expired_before(kind: str, today: date) -> str:
    """Segments older than the returned one have had their time, for one kind of organisation. KeyError if unknown."""
    return months_before(today, PERIODS[kind].months)


def earliest_limit(today: date) -> str:
    """No segment from this one on may leave, whatever the organisation: the shortest period the law allows."""
    return months_before(today, min(period.at_least for period in PERIODS.values()))
