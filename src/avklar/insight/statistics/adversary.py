"""The adversary: knows every table that has been shown and the rules, and calculates how little is left unknown.

Everything hidden is an unknown whole number; every shown total is an equation. The adversary is told more than a reader
is: which hidden figures are under five. HiGHS finds the least and the greatest value that fits everything at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any

from avklar.insight.statistics.tables import LIMIT, Figure, Row, Table, Why

Key = tuple[int, str, str, int]
"""Version, family or topic, place, column (-1: the total)."""
TOLD: dict[Why, tuple[float, float]] = {Why.FEW: (0, LIMIT - 1), Why.GUARD: (LIMIT, inf), Why.ROW: (0, inf)}


KNOWN, FEW = "closed rows with a total", "closed rows under five"


def lumped(tables: Sequence[Table], keep: str) -> tuple[list[Table], dict[str, int]]:
    """The same tables with the closed rows but `keep` taken together, and how many places each such row stands for.

    Nothing is lost for whoever wants to know about `keep`: closed rows have no bounds of their own but their totals, so
    whatever fits their sums can be divided among them in whole numbers (decision 0012). Far fewer unknowns.
    """
    few = {place for place, row in tables[0].rows.items() if row.total is Why.FEW and place != keep}
    found = []
    for table in tables:
        closed = {place for place, row in table.rows.items() if row.cells and set(row.cells) == {Why.ROW}} - {keep}
        known = {place: row.total for place, row in table.rows.items() if place in closed or not table.columns}
        numbers = {place: total for place, total in known.items() if isinstance(total, int) and place != keep}
        rows = {place: row for place, row in table.rows.items() if place not in few and place not in numbers}
        cells = (Why.ROW,) * len(table.columns)
        rows |= {KNOWN: Row(sum(numbers.values()), cells)} if numbers else {}
        rows |= {FEW: Row(Why.FEW, cells)} if few else {}
        found.append(Table(table.topic, table.family, table.columns, rows, table.total))
    return found, {FEW: len(few)}


@dataclass
class Adversary:
    """`versions`: the tables of each version of a period. `unchanged`: places known to be alike in all of them.

    `sizes`: how many places a row stands for, where it is more than one (`lumped`). `alike`: figures that are the same
    in two tables, such as a quarter's total in the quarter's table and in the year's.
    """

    versions: Sequence[Sequence[Table]]
    unchanged: Iterable[str] = ()
    integer: bool = True
    sizes: Mapping[str, int] = field(default_factory=dict)
    alike: Iterable[tuple[Key, Key]] = ()
    _keys: dict[Key, int] = field(default_factory=dict)
    _low: list[float] = field(default_factory=list)
    _high: list[float] = field(default_factory=list)
    _sums: list[tuple[dict[int, int], int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number, tables in enumerate(self.versions):
            for table in tables:
                self._read(number, table)
        for place in self.unchanged:
            self._liken(place)
        for first, second in self.alike:
            if first in self._keys and second in self._keys:
                self._sums.append(({self._keys[first]: 1, self._keys[second]: -1}, 0))
        self._matrix = self._as_matrix()

    @property
    def hidden(self) -> list[Key]:
        """Everything that the adversary would like to know."""
        return list(self._keys)

    def interval(self, key: Key) -> tuple[float, float]:
        """The least and the greatest value possible; (0, inf) at most."""
        return self._extreme(key, 1), self._extreme(key, -1)

    def _read(self, version: int, table: Table) -> None:
        totals = [((version, table.family, place, -1), row.total) for place, row in table.rows.items()]
        self._equation(totals, ((version, table.family, "", -1), table.total.total))
        if not table.columns:
            return
        for (place, row), whole in zip(table.rows.items(), totals, strict=True):
            cells = [((version, table.topic, place, column), cell) for column, cell in enumerate(row.cells)]
            self._equation(cells, whole)
        for column, total in enumerate(table.total.cells):
            down = [((version, table.topic, place, column), row.cells[column]) for place, row in table.rows.items()]
            self._equation(down, ((version, table.topic, "", column), total))

    def _equation(self, parts: list[tuple[Key, Figure]], whole: tuple[Key, Figure]) -> None:
        """The parts add up to the whole."""
        left: dict[int, int] = {}
        right = 0
        for sign, (key, figure) in [(1, part) for part in parts] + [(-1, whole)]:
            if isinstance(figure, Why):
                left[self._unknown(key, figure)] = sign
            else:
                right -= sign * figure
        if left:
            self._sums.append((left, right))

    def _unknown(self, key: Key, why: Why) -> int:
        if key not in self._keys:
            self._keys[key] = len(self._low)
            self._low.append(TOLD[why][0])
            self._high.append(TOLD[why][1] * self.sizes.get(key[2], 1))
        return self._keys[key]

    def _liken(self, place: str) -> None:
        """Every version's figures of the place are sums of the first's."""
        first = {table.topic: table for table in self.versions[0]}
        for number, tables in enumerate(self.versions[1:], 1):
            for table in tables:
                old, row, before = first[table.topic], table.rows[place], first[table.topic].rows[place]
                whole = ((number, table.family, place, -1), row.total)
                self._equation([((0, table.family, place, -1), before.total)], whole)
                for column, cell in enumerate(row.cells):
                    parts = [
                        ((0, table.topic, place, position), before.cells[position])
                        for position, each in enumerate(old.columns)
                        if set(each) <= set(table.columns[column])
                    ]
                    self._equation(parts, ((number, table.topic, place, column), cell))

    def _as_matrix(self) -> tuple[Any, list[float]]:
        from scipy.sparse import csr_array  # most of a second and 70 MB, which no page needs

        rows = [number for number, (left, _) in enumerate(self._sums) for _ in left]
        columns = [unknown for left, _ in self._sums for unknown in left]
        values = [float(sign) for left, _ in self._sums for sign in left.values()]
        shape = (len(self._sums), len(self._low))
        return csr_array((values, (rows, columns)), shape=shape), [float(right) for _, right in self._sums]

    def _extreme(self, key: Key, sign: int) -> float:
        from scipy.optimize import Bounds, LinearConstraint, milp

        aim = [0.0] * len(self._low)
        aim[self._keys[key]] = sign
        matrix, right = self._matrix
        found = milp(
            aim,
            integrality=[int(self.integer)] * len(self._low),
            bounds=Bounds(self._low, self._high),
            constraints=LinearConstraint(matrix, right, right),
        )
        if found.status == 3:  # without an upper bound
            return inf
        if found.status != 0:
            raise ArithmeticError(found.message)
        return float(round(sign * found.fun))
