"""Which figures may be shown (R17, decision 0012). Pure: true counts and earlier tables in, tables out.

Totals first, for all topics of a family at once. Then each topic by itself: a row is *open* (its small cells hidden,
and more of them until the rest tells nothing) or *closed* (only its total). The closed rows cover for the open ones:
what is moved between two hidden cells of an open row is moved back among them. So every column needs enough there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from avklar.insight.statistics.tables import BAND, LIMIT, Column, Counted, Figure, Row, Table, Why


class TooSmallAChange(Exception):
    """A corrected district total differs from an earlier one by one to four: the difference would be a small count."""


def protect(counted: Sequence[Counted], earlier: Sequence[Sequence[Table]] = ()) -> list[Table]:
    """The tables that may be shown of a period's topics, after what has been shown of the same period before.

    `earlier` holds one list of tables per earlier version, drafts included: whoever saw them knows them. Raises
    TooSmallAChange when no corrected table can be shown beside them.
    """
    before = {
        topic.topic: [old for tables in earlier for old in tables if old.topic == topic.topic] for topic in counted
    }
    hidden: dict[str, dict[str, Why] | None] = {}
    for topic in counted:
        if topic.family not in hidden:
            hidden[topic.family] = hide_totals(topic.totals, before[topic.topic])
    return [_table(topic, hidden[topic.family], before[topic.topic]) for topic in counted]


def hide_totals(totals: Mapping[str, int], earlier: Sequence[Table] = ()) -> dict[str, Why] | None:
    """Which places' totals are hidden, and why; None when not even the district's sum can be shown."""
    whole = sum(totals.values())
    if any(isinstance(old.total.total, Why) for old in earlier):
        return None
    if not all(_fits(old.total.total, whole) for old in earlier):
        raise TooSmallAChange
    hidden = {place: Why.FEW for place, total in totals.items() if total < LIMIT}
    for place, total in totals.items():
        if place not in hidden and not all(_fits(_total(old, place), total) for old in earlier):
            hidden[place] = Why.GUARD
    shown = sorted((place for place in totals if place not in hidden), key=lambda place: (totals[place], place))
    while hidden and not _safe([totals[place] for place in hidden], [_rest(old, shown) for old in earlier]):
        if not shown:
            return None
        hidden[shown.pop(0)] = Why.GUARD
    return hidden if whole >= LIMIT else None


def wide(values: Sequence[int]) -> bool:
    """Whether hidden values whose sum is known stay unknown: each has BAND possible values, and the sum isn't small.

    The reader is told which of them are under five (0–4) and which aren't. Exact: the bounds of one sum are integers.
    """
    total = sum(values)
    low = [0 if value < LIMIT else LIMIT for value in values]
    high = [LIMIT - 1 if value < LIMIT else total for value in values]
    lowest, highest = sum(low), sum(high)
    return total >= LIMIT and all(
        min(up, total - lowest + down) - max(down, total - highest + up) >= BAND - 1
        for down, up in zip(low, high, strict=True)
    )


def _table(topic: Counted, hidden: dict[str, Why] | None, earlier: Sequence[Table]) -> Table:
    """The best table: columns are counted together, the rarest first, where that shows more."""
    if hidden is None:
        whole = Why.FEW if sum(topic.totals.values()) < LIMIT else Why.GUARD
        return Table(topic.topic, topic.family, (), dict.fromkeys(topic.rows, Row(Why.ROW)), Row(whole))
    columns = _first_columns(topic, earlier)
    found: list[Table] = []
    while len(columns) > 1:
        laid = _Laying(topic, columns, hidden, earlier).table()
        found += [laid] if laid else []
        columns = _coarser(topic, columns)
    return max(found, key=_worth) if found else _totals_only(topic, hidden)


def _worth(table: Table) -> tuple[float, int]:
    """A category's sum for the district is worth as much as a quarter of the places' figures."""
    cells = sum(isinstance(cell, int) for row in table.rows.values() for cell in row.cells)
    return cells + len(table.columns) * len(table.rows) / 4, len(table.columns)


def _totals_only(topic: Counted, hidden: Mapping[str, Why]) -> Table:
    rows = {place: Row(hidden.get(place, total)) for place, total in topic.totals.items()}
    return Table(topic.topic, topic.family, (), rows, Row(sum(topic.totals.values())))


def _first_columns(topic: Counted, earlier: Sequence[Table]) -> tuple[Column, ...]:
    """A column per category, or what the latest version had: what was counted together isn't split later."""
    return earlier[-1].columns if earlier else tuple((category,) for category in topic.categories)


def _coarser(topic: Counted, columns: Sequence[Column]) -> tuple[Column, ...]:
    """The two rarest columns as one, in the order of the categories."""
    merged = topic.merged(columns).values()
    sums = [sum(row[position] for row in merged) for position in range(len(columns))]
    first, second = sorted(sorted(range(len(columns)), key=lambda position: (sums[position], position))[:2])
    together = columns[first] + columns[second]
    return tuple(column for column in (*columns[:first], together, *columns[first + 1 :]) if column != columns[second])


class _Laying:
    """One topic laid out by given columns."""

    def __init__(
        self, topic: Counted, columns: tuple[Column, ...], hidden: Mapping[str, Why], earlier: Sequence[Table]
    ) -> None:
        self.topic, self.columns, self.hidden = topic, columns, hidden
        self.totals, self.cells = topic.totals, topic.merged(columns)
        self.earlier = [old.coarsened(columns) for old in earlier]
        self.sums = _added(self.cells.values(), len(columns))

    def table(self) -> Table | None:
        """The table, or None when these columns can't be shown."""
        if any(each < LIMIT for each in self.sums) or not self._columns_fit():
            return None
        opened = {place: row for place in self.cells if (row := self._row(place)) is not None}
        by_size = sorted(opened, key=lambda place: (-self.totals[place], place))
        while not self._covered(opened):
            if not by_size:
                return None
            del opened[by_size.pop()]
        closed = (Why.ROW,) * len(self.columns)
        rows = {
            place: opened.get(place) or Row(self.hidden.get(place, total), closed)
            for place, total in self.totals.items()
        }
        return Table(self.topic.topic, self.topic.family, self.columns, rows, Row(sum(self.sums), self.sums))

    def _columns_fit(self) -> bool:
        return all(all(map(_fits, old.total.cells, self.sums)) for old in self.earlier)

    def _row(self, place: str) -> Row | None:
        """The open row: its small cells hidden, then its smallest others until the rest tells nothing."""
        if place in self.hidden:
            return None
        values = self.cells[place]
        before = [old.rows[place] for old in self.earlier]
        marks: dict[int, Figure] = dict(enumerate(values))
        for position, value in enumerate(values):
            if value < LIMIT or not all(_fits(old.cells[position], value) for old in before):
                marks[position] = Why.FEW if value < LIMIT else Why.GUARD
        shown = sorted((each for each in marks if isinstance(marks[each], int)), key=lambda each: (values[each], each))
        while len(shown) < len(values) and not _safe(
            [values[each] for each in marks if each not in shown], [_left(old, shown) for old in before]
        ):
            if not shown:
                return None
            marks[shown.pop(0)] = Why.GUARD
        return Row(self.totals[place], tuple(marks[each] for each in range(len(values)))) if shown else None

    def _covered(self, opened: Mapping[str, Row]) -> bool:
        """Whether the closed rows hold enough of every column to cover what is hidden in the open ones."""
        closed = [place for place in self.cells if place not in opened]
        if not closed:
            return all(isinstance(cell, int) for row in opened.values() for cell in row.cells)
        mass = _added((self.cells[place] for place in closed), len(self.columns))
        whole = sum(mass)
        return (
            all(each >= LIMIT and whole - each >= LIMIT for each in mass)
            and all(whole - self.totals[place] >= LIMIT for place in closed)
            and all(self._remainders_fit(old, opened) for old in self.earlier)
        )

    def _remainders_fit(self, old: Table, opened: Mapping[str, Row]) -> bool:
        """What is left of each column when everything shown is taken away has not changed by one to four."""
        for position, (then, now) in enumerate(zip(old.total.cells, self.sums, strict=True)):
            for place, row in opened.items():
                cell, before = row.cells[position], old.rows[place].cells[position]
                if isinstance(cell, int):
                    now -= cell
                    then = then - before if isinstance(then, int) and isinstance(before, int) else Why.ROW
            if not _fits(then, now):
                return False
        return True


def _safe(values: Sequence[int], rests: Iterable[int]) -> bool:
    """Wide, and not one to four away from what the same places or columns were together in an earlier version."""
    return wide(values) and all(_fits(rest, sum(values)) for rest in rests)


def _fits(before: Figure, now: int) -> bool:
    """Whether a figure may be shown beside an earlier one: it was shown then, and no small difference tells on it."""
    return isinstance(before, int) and (before == now or abs(before - now) >= LIMIT)


def _total(old: Table, place: str) -> Figure:
    return old.rows[place].total if place in old.rows else Why.GUARD


def _rest(old: Table, shown: Iterable[str]) -> int:
    """The district's earlier sum without the places still shown; they were all shown then."""
    return _number(old.total.total) - sum(_number(old.rows[place].total) for place in shown)


def _left(old: Row, shown: Iterable[int]) -> int:
    """The row's earlier sum without the cells still shown."""
    return _number(old.total) - sum(_number(old.cells[position]) for position in shown)


def _number(figure: Figure) -> int:
    if isinstance(figure, Why):
        raise TypeError("a hidden figure was taken for a number")
    return figure


def _added(rows: Iterable[tuple[int, ...]], columns: int) -> tuple[int, ...]:
    sums = [0] * columns
    for row in rows:
        for position, value in enumerate(row):
            sums[position] += value
    return tuple(sums)
