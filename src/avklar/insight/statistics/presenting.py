"""Turns tables into what the pages and files show: words for columns and places, rounding, marks. No Django models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from avklar.foundation.access.errors import Sentence
from avklar.insight.statistics.queries import Version
from avklar.insight.statistics.states import Rounding
from avklar.insight.statistics.tables import Column, Figure, Row, Table, Why
from avklar.insight.statistics.topics import BY_KEY, Words

HIDDEN = ":"
REASONS: dict[Why, Sentence] = {
    Why.FEW: gettext_lazy("under fem"),
    Why.GUARD: gettext_lazy("verner et annet tall"),
    Why.ROW: gettext_lazy("raden er lukket i denne tabellen"),
}
SHORT: dict[Why, str] = {Why.FEW: "u", Why.GUARD: "v", Why.ROW: "l"}


@dataclass(frozen=True)
class Cell:
    """A figure as it is shown. `why` is set in drafts only."""

    text: str
    hidden: bool
    label: str
    why: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Line:
    """A place's row."""

    name: str
    total: Cell
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Bar:
    """One bar: `width` in hundredths of the longest."""

    label: str
    value: int
    width: float


@dataclass(frozen=True)
class View:
    """One table ready to be shown. `silent`: places with nothing to show. `together`: what is counted as one."""

    key: str
    heading: Words
    unit: Words
    columns: tuple[str, ...]
    district: Line
    lines: tuple[Line, ...]
    silent: tuple[str, ...]
    together: tuple[str, ...]
    bars: tuple[Bar, ...]

    @property
    def empty(self) -> bool:
        """Whether not even the district's sum is shown."""
        return self.district.total.hidden


def view_of(table: Table, names: Mapping[str, str], rounding: Rounding, *, district: str, draft: bool) -> View:
    """One table: place number → name; in a draft every row is shown, with why each figure is hidden."""
    topic = BY_KEY[table.topic]
    words = words_of(table)
    columns = tuple(_column(column, words) for column in table.columns)
    drawer = _Drawer(columns, rounding, draft=draft)
    order = [number for number in names if number in table.rows]
    empty = isinstance(table.total.total, Why)
    seen = [number for number in order if not empty and (draft or _tells(table.rows[number]))]
    total = drawer.line(district, table.total)
    return View(
        key=topic.key,
        heading=topic.heading,
        unit=topic.unit,
        columns=columns,
        district=total,
        lines=tuple(drawer.line(names[number], table.rows[number]) for number in seen),
        silent=tuple(names[number] for number in order if number not in set(seen)),
        together=tuple(_joined(column, words) for column in table.columns if len(column) > 1),
        bars=_bars(columns, table.total.cells, rounding),
    )


def words_of(table: Table) -> dict[str, Words]:
    """Category → what it is called; in the year's tables the categories are quarters."""
    known = dict(BY_KEY[table.topic].categories)
    return known or {each: quarter_words(each) for column in table.columns for each in column}


def rounded(value: int, rounding: Rounding) -> int:
    """The figure as the district has decided to show it."""
    return (value + 2) // 5 * 5 if rounding is Rounding.FIVE else value


def quarter_words(quarter: str) -> str:
    """«3. kvartal 2026», «året 2026»."""
    if len(quarter) == 4:
        return _("året %(year)s") % {"year": quarter}
    year, number = quarter.split("-K")
    return _("%(number)s. kvartal %(year)s") % {"number": number, "year": year}


def trend(versions: Sequence[tuple[Version, Figure]]) -> tuple[Bar, ...]:
    """A bar per quarter, oldest first; a quarter whose sum is hidden has none."""
    found = [
        (quarter_words(each.quarter), rounded(figure, each.rounding))
        for each, figure in versions
        if not isinstance(figure, Why)
    ]
    longest = max((value for _, value in found), default=1)
    return tuple(Bar(label, value, 100 * value / longest) for label, value in found)


def _is(figure: Figure) -> bool:
    return not isinstance(figure, Why)


def _tells(row: Row) -> bool:
    return _is(row.total) or any(map(_is, row.cells))


def _column(column: Column, words: Mapping[str, Words]) -> str:
    if len(column) <= 2:
        return _joined(column, words)
    return _("%(count)s talt sammen") % {"count": len(column)}


def _joined(column: Column, words: Mapping[str, Words]) -> str:
    return " + ".join(str(words[each]) for each in column)


def _bars(columns: Sequence[str], figures: Sequence[Figure], rounding: Rounding) -> tuple[Bar, ...]:
    values = [rounded(figure, rounding) for figure in figures if not isinstance(figure, Why)]
    longest = max(values, default=1)
    return tuple(
        Bar(label, value, round(100 * value / longest, 1)) for label, value in zip(columns, values, strict=False)
    )


class _Drawer:
    def __init__(self, columns: tuple[str, ...], rounding: Rounding, *, draft: bool) -> None:
        self.columns, self.rounding, self.draft = columns, rounding, draft

    def line(self, name: str, row: Row) -> Line:
        cells = row.cells or (Why.ROW,) * len(self.columns)
        drawn = tuple(self.cell(figure, label) for figure, label in zip(cells, self.columns, strict=True))
        return Line(name, self.cell(row.total, _("I alt")), drawn)

    def cell(self, figure: Figure, label: str) -> Cell:
        if not isinstance(figure, Why):
            return Cell(str(rounded(figure, self.rounding)), False, label)
        if not self.draft:
            return Cell(HIDDEN, True, label)
        return Cell(HIDDEN, True, label, str(REASONS[figure]), SHORT[figure])
