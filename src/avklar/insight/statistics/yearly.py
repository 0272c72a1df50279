"""The year's totals from four quarters that are published already. Pure; decision 0012.

A year's total of a place tells what its hidden quarters add up to. So the places are *open* (the year's total is shown)
or *closed*, as rows are within a quarter, and in each quarter the closed ones cover for the open ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from avklar.insight.statistics.suppression import wide
from avklar.insight.statistics.tables import Counted, Figure, Row, Table, Why

PREFIX = "year-"


def year_table(counted: Counted, published: Sequence[Table]) -> Table:
    """A family's totals by quarter and for the year. `counted` has a category per quarter, `published` a table each.

    What is hidden in a quarter stays so. Nothing is shown where a quarter's district sum isn't.
    """
    sums = [table.total.total for table in published]
    if any(isinstance(each, Why) for each in sums):
        hidden = dict.fromkeys(counted.rows, Row(Why.ROW))
        return Table(counted.topic, counted.family, (), hidden, Row(Why.GUARD))
    cells = {place: tuple(_total(table, place) for table in published) for place in counted.rows}
    opened = _opened(counted, cells)
    rows = {place: Row(sum(counted.rows[place]) if place in opened else Why.ROW, cells[place]) for place in cells}
    whole = sum(each for each in sums if isinstance(each, int))
    columns = tuple((category,) for category in counted.categories)
    return Table(counted.topic, counted.family, columns, rows, Row(whole, tuple(sums)))


def covered(counted: Counted, table: Table) -> bool:
    """Whether every hidden quarter of a shown year stays unknown, and the closed places can cover for it."""
    opened = {place for place, row in table.rows.items() if isinstance(row.total, int)}
    cells = {place: row.cells for place, row in table.rows.items()}
    return all(_own(counted, cells, place) for place in opened) and _uncovered(counted, cells, opened) is None


def _opened(counted: Counted, cells: Mapping[str, tuple[Figure, ...]]) -> set[str]:
    """The places whose year can be shown: the smallest are closed until the closed ones cover for the rest."""
    opened = {place for place in cells if _own(counted, cells, place)}
    while (quarter := _uncovered(counted, cells, opened)) is not None:
        in_it = [place for place in opened if isinstance(cells[place][quarter], Why)]
        opened.discard(min(in_it, key=lambda place: (sum(counted.rows[place]), place)))
    return opened


def _own(counted: Counted, cells: Mapping[str, tuple[Figure, ...]], place: str) -> bool:
    """Whether the place's hidden quarters stay unknown beside the year's total; also when there are none."""
    hidden = [counted.rows[place][at] for at, cell in enumerate(cells[place]) if isinstance(cell, Why)]
    return not hidden or wide(hidden)


def _uncovered(counted: Counted, cells: Mapping[str, tuple[Figure, ...]], opened: set[str]) -> int | None:
    """A quarter in which an open place hides a figure and the closed places' figures aren't wide, or None."""
    for quarter in range(len(counted.categories)):
        hidden = [place for place in cells if isinstance(cells[place][quarter], Why)]
        closed = [counted.rows[place][quarter] for place in hidden if place not in opened]
        if len(closed) < len(hidden) and not wide(closed):
            return quarter
    return None


def _total(table: Table, place: str) -> Figure:
    return table.rows[place].total if place in table.rows else Why.GUARD
