"""The audit before anything is shown: every hidden figure must have a band of possible values, or nothing is shown.

First every figure by itself: none that is shown is small or false, and for each hidden one the values that certainly
remain possible are calculated in closed form (decision 0012). Then the adversary is let loose on the tightest of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from avklar.insight.statistics.adversary import Adversary, Key, lumped
from avklar.insight.statistics.suppression import wide
from avklar.insight.statistics.tables import BAND, LIMIT, Counted, Table, Why
from avklar.insight.statistics.yearly import PREFIX, covered

TRIED = 4
"""So many of each table's hidden figures the adversary tries before publishing."""


class Unsafe(Exception):
    """A hidden figure could be worked out, or a shown one is small or false. Nothing may be shown."""


def audit(
    counted: Sequence[Counted],
    tables: Sequence[Table],
    earlier: Sequence[Sequence[Table]] = (),
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """How many hidden figures were tried; Unsafe when one of them could be fixed to fewer than BAND values.

    `progress(done, total)` in figures.
    """
    for topic, table in zip(counted, tables, strict=True):
        _check_shown(topic, table)
        if table.topic.startswith(PREFIX):
            _certify_year(topic, table)
        else:
            _certify(topic, table)
    for before in earlier:
        _check_differences(before, tables)
    shown = [table for table in tables if isinstance(table.total.total, int)]
    tried = list(_tightest(Adversary([shown]).hidden, counted, tables))
    for done, key in enumerate(tried, 1):
        family = [table for table in shown if key[1] in (table.topic, table.family)]
        family = [table for table in shown if table.family == family[0].family]
        together, sizes = (family, {}) if key[1].startswith(PREFIX) else lumped(family, key[2])
        low, high = Adversary([together], integer=False, sizes=sizes).interval(key)
        if high - low < BAND - 1:
            raise Unsafe(f"a hidden figure of {key[1]} has fewer than {BAND} possible values")
        progress(done, len(tried))
    return len(tried)


def _check_shown(topic: Counted, table: Table) -> None:
    """Every figure that is shown is true, and none is under five."""
    cells, totals = topic.merged(table.columns), topic.totals
    for place, row in table.rows.items():
        _check(row.total, totals[place])
        for figure, true in zip(row.cells, cells[place], strict=True):
            _check(figure, true)
    _check(table.total.total, sum(totals.values()))
    for column, figure in enumerate(table.total.cells):
        _check(figure, sum(row[column] for row in cells.values()))


def _check_differences(before: Sequence[Table], tables: Sequence[Table]) -> None:
    """No figure shown in both versions differs by one to four, and none was hidden before."""
    by_topic = {old.topic: old for old in before}
    for table in tables:
        older = by_topic[table.topic].coarsened(table.columns)
        for place, row in [("", table.total), *table.rows.items()]:
            then = older.total if place == "" else older.rows[place]
            for was, now in zip((then.total, *then.cells), (row.total, *row.cells), strict=True):
                if isinstance(now, int) and (isinstance(was, Why) or 0 < abs(was - now) < LIMIT):
                    raise Unsafe("a figure tells on an earlier one")


def _certify(topic: Counted, table: Table) -> None:
    """Every hidden figure has its band, as far as paper and pencil reach: without the adversary's help."""
    if isinstance(table.total.total, Why):
        if any(isinstance(each, int) for row in table.rows.values() for each in (row.total, *row.cells)):
            raise Unsafe("figures are shown below a hidden sum")
        return
    totals, cells = topic.totals, topic.merged(table.columns)
    hidden = [totals[place] for place, row in table.rows.items() if isinstance(row.total, Why)]
    closed = [place for place, row in table.rows.items() if all(isinstance(each, Why) for each in row.cells)]
    mass = [sum(cells[place][column] for place in closed) for column in range(len(table.columns))]
    if hidden and not wide(hidden):
        raise Unsafe("a hidden total could be worked out")
    for place, row in table.rows.items() if table.columns else ():
        if place in closed:
            top = LIMIT - 1 if totals[place] < LIMIT else totals[place]
            _certify_closed(top, totals[place], mass)
        else:
            _certify_open([cells[place][at] for at, each in enumerate(row.cells) if isinstance(each, Why)], mass)


def _certify_year(topic: Counted, table: Table) -> None:
    if table.columns and not covered(topic, table):
        raise Unsafe("a hidden quarter could be worked out from the year")


def _certify_closed(top: int, total: int, mass: Sequence[int]) -> None:
    """A closed row's figure of a column: as much of the column as fits, or as little as the other columns leave."""
    whole = sum(mass)
    for column in mass:
        least = max(0, total + column - whole) if top == total else 0
        if min(top, column) - least < BAND - 1:
            raise Unsafe("a figure of a closed row could be worked out")


def _certify_open(values: Sequence[int], mass: Sequence[int]) -> None:
    """An open row's hidden figures: unknown among themselves, and the closed rows can take up what is moved."""
    if values and not (wide(values) and min(mass) >= BAND - 1):
        raise Unsafe("a figure of an open row could be worked out")


def _check(figure: object, true: int) -> None:
    if isinstance(figure, int) and (figure != true or figure < LIMIT):
        raise Unsafe("a figure that would be shown is small or false")


def _tightest(hidden: Iterable[Key], counted: Sequence[Counted], tables: Sequence[Table]) -> Iterable[Key]:
    """The hidden figures of the greatest counts, where the sums leave the least room, by table and for the totals."""
    true: dict[str, dict[tuple[str, int], int]] = {}
    for topic, table in zip(counted, tables, strict=True):
        true.setdefault(topic.family, {}).update({(place, -1): total for place, total in topic.totals.items()})
        merged = topic.merged(table.columns)
        cells = {(place, column): each for place, row in merged.items() for column, each in enumerate(row)}
        true.setdefault(topic.topic, {}).update(cells)
    mine = [key for key in hidden if key[2]]
    for name, values in true.items():
        of_name = sorted((key for key in mine if key[1] == name), key=lambda key: -values[key[2], key[3]])
        yield from of_name[:TRIED]
