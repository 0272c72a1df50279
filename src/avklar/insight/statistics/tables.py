"""What is counted and what may be shown of it: plain values, no Django. Decision 0012 says why each is there."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

LIMIT = 5
"""No count below this leaves an organisation (R17); zero is such a count too."""
BAND = 5
"""So many values must be possible for every hidden figure, whatever one calculates from all that has been shown."""


class Why(enum.StrEnum):
    """Why a figure is hidden. Only whoever prepares and approves sees which; to all others they look alike."""

    FEW = "few"  # the count is under five
    GUARD = "guard"  # at least five, but it would give away one that is under five
    ROW = "row"  # the row is closed in this table: no category of it is shown


Figure = int | Why
Column = tuple[str, ...]
"""The categories that one column counts together; mostly one."""


@dataclass(frozen=True)
class Counted:
    """The true counts of one topic: place → a number per category. Lives in memory only, while tables are made."""

    topic: str
    family: str
    categories: tuple[str, ...]
    rows: Mapping[str, tuple[int, ...]]

    @property
    def totals(self) -> dict[str, int]:
        """Place → the row's sum; equal for all topics of a family."""
        return {place: sum(row) for place, row in self.rows.items()}

    def merged(self, columns: Iterable[Column]) -> dict[str, tuple[int, ...]]:
        """Place → a number per column."""
        at = {category: position for position, category in enumerate(self.categories)}
        places = [[at[category] for category in column] for column in columns]
        return {key: tuple(sum(row[each] for each in column) for column in places) for key, row in self.rows.items()}


@dataclass(frozen=True)
class Row:
    """A row's total and its figure per column."""

    total: Figure
    cells: tuple[Figure, ...] = ()

    def summed(self, groups: Iterable[Iterable[int]]) -> tuple[Figure, ...]:
        """The cells added up by groups of positions; a sum with a hidden part is hidden."""
        return tuple(_sum([self.cells[position] for position in group]) for group in groups)


@dataclass(frozen=True)
class Table:
    """What may be shown of one topic. `total` is the district's row. No column: only the totals are shown."""

    topic: str
    family: str
    columns: tuple[Column, ...]
    rows: Mapping[str, Row]
    total: Row

    def as_json(self) -> dict[str, Any]:
        """The shape in which a table is kept."""
        rows = {place: [_out(row.total), *map(_out, row.cells)] for place, row in self.rows.items()}
        return {
            "topic": self.topic,
            "family": self.family,
            "columns": [list(column) for column in self.columns],
            "rows": rows,
            "total": [_out(self.total.total), *map(_out, self.total.cells)],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Table:
        """The table that `as_json` kept."""
        rows = {place: Row(_in(total), tuple(map(_in, cells))) for place, (total, *cells) in kept["rows"].items()}
        total, *cells = kept["total"]
        columns = tuple(tuple(column) for column in kept["columns"])
        return cls(kept["topic"], kept["family"], columns, rows, Row(_in(total), tuple(map(_in, cells))))

    def coarsened(self, columns: Iterable[Column]) -> Table:
        """The same table by coarser columns: what a reader can add up."""
        columns = tuple(columns)
        groups = [
            [position for position, column in enumerate(self.columns) if set(column) <= set(wanted)]
            for wanted in columns
        ]
        rows = {place: Row(row.total, row.summed(groups)) for place, row in self.rows.items()}
        return Table(self.topic, self.family, columns, rows, Row(self.total.total, self.total.summed(groups)))


def shown(figure: Figure) -> bool:
    """Whether the figure is a number."""
    return not isinstance(figure, Why)


def _sum(figures: list[Figure]) -> Figure:
    numbers = [figure for figure in figures if isinstance(figure, int)]
    return sum(numbers) if figures and len(numbers) == len(figures) else Why.ROW


def _out(figure: Figure) -> int | str:
    return figure.value if isinstance(figure, Why) else figure


def _in(kept: int | str) -> Figure:
    return Why(kept) if isinstance(kept, str) else kept
