"""The two axes as a drawing: a wide one, a narrow one for the phone, and the same in words for whoever can't see it.

Places are computed here as finished strings: a template would write its numbers with a Norwegian comma.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from avklar.foundation.ui.casework import Axes, Mark
from avklar.foundation.ui.components import Text
from avklar.foundation.ui.rows import safe
from avklar.foundation.ui.wrapping import lines

TOP, LINE = 44, 15  # where the grid begins, and from one line of a label to the next
Steps = list[tuple[str, str]]  # (code, words)


@dataclass(frozen=True)
class Shape:
    """Sizes of one drawing, in its own units. `down`, `along` and `date`: letters on a line; `dot`: a radius."""

    name: str
    left: int
    cell: int
    gap: int
    apart: int
    down: int
    along: int
    date: int
    dot: int
    height: int = 60

    def x(self, column: int) -> float:
        """The middle of a column; column 0 is "don't know"."""
        return self.left + self.cell / 2 + column * (self.cell + self.gap) + (self.apart if column else 0)

    def y(self, row: int, rows: int) -> float:
        """The middle of a row counted from the top; the last row is "don't know"."""
        last = self.apart if row == rows - 1 else 0
        return TOP + self.height / 2 + row * (self.height + self.gap) + last


WIDE = Shape("wide", left=150, cell=94, gap=4, apart=10, down=15, along=15, date=15, dot=9)
NARROW = Shape("narrow", left=80, cell=42, gap=3, apart=6, down=11, along=7, date=8, dot=7)


@dataclass(frozen=True)
class Said:
    """One assessment in words."""

    when: Text
    down: str
    along: str
    second: Text

    @property
    def inside(self) -> str:
        """Both words as they stand in a sentence, and what the second person said."""
        second = f" ({_inside(str(self.second))})" if self.second else ""
        return f"{_inside(self.down)} · {_inside(self.along)}{second}"


@dataclass(frozen=True)
class Place:
    """Where a mark stands, and the middle of its cell, where the date stands."""

    x: float
    y: float
    middle: float
    mark: Mark

    @property
    def cell(self) -> tuple[str, str]:
        return self.mark.down, self.mark.along


def draw(axes: Axes, name: str = "axes") -> SafeString:
    """Both drawings. `name` makes ids that are unique on the page."""
    return mark_safe("".join(_svg(axes, shape, safe(name)) for shape in (WIDE, NARROW)))  # noqa: S308  texts escaped


def words(axes: Axes) -> list[Said]:
    """Every assessment in words, the present one first."""
    down, along = dict(axes.down), dict(axes.along)
    return [Said(each.when, down[each.down], along[each.along], each.second) for each in reversed(axes.marks)]


def description(axes: Axes) -> str:
    """All the marks in one text, for the drawing's `<desc>`."""
    if not axes.marks:
        return _("Ingen vurdering er gjort ennå.")
    titles = {"down_title": _inside(str(axes.down_title)), "along_title": _inside(str(axes.along_title))}
    said = [
        _("%(when)s: %(down_title)s «%(down)s», %(along_title)s «%(along)s».")
        % {"when": each.when, "down": _inside(each.down), "along": _inside(each.along), **titles}
        for each in words(axes)
    ]
    return " ".join([*said, _("Teksten under sier det samme.")])


def _inside(words: str) -> str:
    """A small first letter, unless it is an abbreviation."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _svg(axes: Axes, shape: Shape, name: str) -> str:
    rows = [*reversed(_known(axes, axes.down)), *_unknown(axes, axes.down)]
    columns = [*_unknown(axes, axes.along), *_known(axes, axes.along)]
    width = shape.x(len(columns) - 1) + shape.cell / 2 + shape.gap
    bottom = shape.y(len(rows) - 1, len(rows)) + shape.height / 2
    most = max(len(lines(str(label), shape.along)) for _code, label in columns)
    height = bottom + LINE * most + 38
    ids = f"{name}-{shape.name}"
    body = [
        *_cells(rows, columns, shape, axes.unknown),
        *_labels(rows, columns, shape, bottom),
        f'<text class="ax" x="{shape.left - 8}" y="30" text-anchor="end">{safe(axes.down_title)}</text>',
        f'<text class="ax" x="{width - 4:g}" y="{height - 8:g}" text-anchor="end">{safe(axes.along_title)}</text>',
        *_marks(_places(axes.marks, rows, columns, shape), shape),
    ]
    title = safe(_("Vurderingene på to akser"))
    return (
        f'<svg class="avk-axes-{shape.name}" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-labelledby="{ids}-t {ids}-d"><title id="{ids}-t">{title}</title>'
        f'<desc id="{ids}-d">{safe(description(axes))}</desc>{"".join(body)}</svg>\n'
    )


def _known(axes: Axes, steps: tuple[tuple[str, str], ...]) -> Steps:
    return [step for step in steps if step[0] != axes.unknown]


def _unknown(axes: Axes, steps: tuple[tuple[str, str], ...]) -> Steps:
    return [step for step in steps if step[0] == axes.unknown]


def _cells(rows: Steps, columns: Steps, shape: Shape, unknown: str) -> Iterator[str]:
    """The grid; "don't know" is dashed and stands outside. No cell differs by level."""
    size = f'width="{shape.cell}" height="{shape.height}" rx="4"'
    for number, (row, _label) in enumerate(rows):
        y = shape.y(number, len(rows)) - shape.height / 2
        for place, (column, _words) in enumerate(columns):
            kind = "dk" if unknown in (row, column) else "cell"
            yield f'<rect class="{kind}" x="{shape.x(place) - shape.cell / 2:g}" y="{y:g}" {size}/>'


def _labels(rows: Steps, columns: Steps, shape: Shape, bottom: float) -> Iterator[str]:
    """The words of the rows, centred on each, and of the columns, under each."""
    for number, (_code, label) in enumerate(rows):
        found = lines(str(label), shape.down)
        first = shape.y(number, len(rows)) + 4.5 - LINE / 2 * (len(found) - 1)
        yield _text(found, shape.left - 8, first, "end")
    for place, (_code, label) in enumerate(columns):
        yield _text(lines(str(label), shape.along), shape.x(place), bottom + 19, "middle")


def _text(found: list[str], x: float, y: float, anchor: str) -> str:
    spans = "".join(
        f'<tspan x="{x:g}" y="{y + LINE * number:g}">{safe(line)}</tspan>' for number, line in enumerate(found)
    )
    return f'<text text-anchor="{anchor}">{spans}</text>'


def _places(marks: tuple[Mark, ...], rows: Steps, columns: Steps, shape: Shape) -> list[Place]:
    """Where each mark stands. Earlier ones in a cell shrink together to the left; the present one gives them room."""
    row = {code: number for number, (code, _label) in enumerate(rows)}
    column = {code: number for number, (code, _label) in enumerate(columns)}
    cells = [(mark.down, mark.along) for mark in marks]
    found = []
    for number, mark in enumerate(marks):
        middle = shape.x(column[mark.along])
        found.append(Place(middle + _aside(number, cells, shape), shape.y(row[mark.down], len(rows)), middle, mark))
    return found


def _aside(number: int, cells: list[tuple[str, str]], shape: Shape) -> float:
    """How far a mark stands from the middle of its cell."""
    cell, now = cells[number], len(cells) - 1
    if number == now:
        return shape.dot if cell in cells[:now] else 0
    older = min(cells[number + 1 : now].count(cell), 2)
    room = -1.75 * shape.dot if cells[now] == cell else 0
    return room - older * shape.dot / 2


def _marks(places: list[Place], shape: Shape) -> Iterator[str]:
    """The trail, the earlier assessments faint on it, and the present one solid with a ring; then their dates."""
    for a, b in pairwise(places):
        yield f'<path class="trail" d="M{a.x:g} {a.y:g}L{b.x:g} {b.y:g}"/>'
    for place in places[:-1]:
        yield f'<circle class="then" cx="{place.x:g}" cy="{place.y:g}" r="{shape.dot}"/>'
    for place in places[-1:]:
        at = f'cx="{place.x:g}" cy="{place.y:g}"'
        yield f'<circle class="now-ring" {at} r="{shape.dot + 5}"/><circle class="now" {at} r="{shape.dot + 1}"/>'
    yield from _dates(places, shape)


def _dates(places: list[Place], shape: Shape) -> Iterator[str]:
    """A date above the latest earlier mark of a cell, where it fits, and «nå» under the present one."""
    for place in {place.cell: place for place in places[:-1]}.values():
        if said := _fitting(str(place.mark.short or place.mark.when), shape):
            yield _date("then-t", place.middle, place.y - 16, said)
    for place in places[-1:]:
        now = _("Nå · %(when)s") % {"when": place.mark.short or place.mark.when}
        yield _date("now-t", place.middle, place.y + 26, _fitting(now, shape) or _("Nå"))


def _fitting(text: str, shape: Shape) -> str:
    return text if len(text) <= shape.date else ""


def _date(kind: str, x: float, y: float, text: str) -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="middle">{safe(text)}</text>'
