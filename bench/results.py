"""What a figure is, and how figures are shown: as a table on the screen and as `bench.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "1M": 1_000_000}


@dataclass(frozen=True)
class Figure:
    """One figure. `ratio` is value / reference, or the value itself where there is nothing to compare with.

    It is kept when `ratio` is at most `limit`, or at least `limit` where `at_least` is set. Without a limit it is told
    as orientation only. `unit` says what value and reference are in.
    """

    name: str
    database: str
    rows: int
    value: float
    unit: str
    reference: float | None = None
    limit: float | None = None
    at_least: bool = False

    @property
    def ratio(self) -> float:
        """How many times the reference."""
        return self.value / self.reference if self.reference else self.value

    @property
    def ok(self) -> bool:
        """Whether the limit is kept."""
        if self.limit is None:
            return True
        return self.ratio >= self.limit if self.at_least else self.ratio <= self.limit

    def as_dict(self) -> dict[str, object]:
        """One object of `bench.json`."""
        return {**asdict(self), "ratio": round(self.ratio, 4), "ok": self.ok}


def save(path: Path, figures: Iterable[Figure]) -> None:
    """Write the figures as a list of objects."""
    path.write_text(json.dumps([each.as_dict() for each in figures], indent=1, ensure_ascii=False) + "\n")


def load(path: Path) -> list[Figure]:
    """The figures of a file that `save` wrote."""
    computed = {"ratio", "ok"}
    return [Figure(**{k: v for k, v in each.items() if k not in computed}) for each in json.loads(path.read_text())]


def table(figures: Iterable[Figure]) -> str:
    """The figures as lines of text."""
    lines = [_line(each) for each in figures]
    head = ("", "figure", "database", "rows", "value", "reference", "ratio", "limit")
    rows = [head, *lines]
    widths = [max(len(row[place]) for row in rows) for place in range(len(head))]
    return "\n".join("  ".join(_cell(row, widths, place) for place in range(len(head))).rstrip() for row in rows)


def _line(each: Figure) -> tuple[str, ...]:
    limit = "" if each.limit is None else f"{'≥' if each.at_least else '≤'} {each.limit:g}"
    reference = "" if each.reference is None else f"{each.reference:.4g}"
    ratio = f"{each.ratio:.2f}" if each.reference else ""
    mark = "  " if each.limit is None else "ok" if each.ok else "MISSED"
    value = f"{each.value:.4g} {each.unit}".strip()
    return (mark, each.name, each.database, f"{each.rows:,}".replace(",", " "), value, reference, ratio, limit)


def _cell(row: tuple[str, ...], widths: list[int], place: int) -> str:
    right = place >= 3
    return row[place].rjust(widths[place]) if right else row[place].ljust(widths[place])
