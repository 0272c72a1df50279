"""The two axes as a drawing: a wide one, a narrow one for the phone, and the same in words for whoever can't see it.

Places are computed here as finished strings: a template would write its numbers with a Norwegian comma.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from avklar.foundation.ui.casework import Axes, Mark


@dataclass(frozen=True)
class Shape:
    """Sizes of one drawing, in its own units. `letters`: how many fit on a line of a label."""

    name: str
    left: int
    cell: int
    height: int
    letters: int

    def x(self, column: int) -> float:
        """The middle of a column; column 0 is "don't know"."""
        return self.left + self.cell / 2 + column * (self.cell + 4) + (8 if column else 0)

    def y(self, row: int, rows: int) -> float:
        """The middle of a row counted from the top; the last row is "don't know"."""
        return 44 + self.height / 2 + row * (self.height + 4) + (8 if row == rows - 1 else 0)


WIDE = Shape("wide", left=150, cell=94, height=54, letters=15)
NARROW = Shape("narrow", left=84, cell=47, height=54, letters=7)


def draw(axes: Axes, name: str = "axes") -> SafeString:
    """Both drawings. `name` makes ids that are unique on the page."""
    return mark_safe("".join(_svg(axes, shape, name) for shape in (WIDE, NARROW)))  # noqa: S308  all texts escaped


def words(axes: Axes) -> list[tuple[str, str, str, str]]:
    """(when, words down, words along, second person) of every assessment, the present one first."""
    down, along = dict(axes.down), dict(axes.along)
    return [(str(mark.when), down[mark.down], along[mark.along], str(mark.second)) for mark in reversed(axes.marks)]


def description(axes: Axes) -> str:
    """All the marks in one text, for the drawing's `<desc>`."""
    if not axes.marks:
        return _("Ingen vurdering er gjort ennå.")
    said = [
        _("%(when)s: %(down_title)s «%(down)s», %(along_title)s «%(along)s».")
        % {
            "when": when,
            "down_title": str(axes.down_title).lower(),
            "down": down.lower(),
            "along_title": str(axes.along_title).lower(),
            "along": along.lower(),
        }
        for when, down, along, _second in words(axes)
    ]
    return " ".join([*said, _("Teksten under sier det samme.")])


def lines(text: str, letters: int) -> list[str]:
    """A label broken at spaces, and inside a word that is longer than a line."""
    found = [""]
    for word in text.split():
        for part in _parts(word, letters):
            if found[-1] and len(found[-1]) + 1 + len(part) > letters:
                found.append(part)
            else:
                found[-1] = f"{found[-1]} {part}".strip()
    return found


def _parts(word: str, letters: int) -> list[str]:
    if len(word) <= letters + 1:
        return [word]
    return [f"{word[: letters - 1]}-", *_parts(word[letters - 1 :], letters)]


def _svg(axes: Axes, shape: Shape, name: str) -> str:
    rows = [*reversed(_known(axes, axes.down)), *_unknown(axes, axes.down)]
    columns = [*_unknown(axes, axes.along), *_known(axes, axes.along)]
    width = shape.x(len(columns) - 1) + shape.cell / 2 + 8
    bottom = shape.y(len(rows) - 1, len(rows)) + shape.height / 2
    most = max(len(lines(label, shape.letters)) for _code, label in columns)
    height = bottom + 22 + 15 * most + 22
    ids = f"{name}-{shape.name}"
    body = [
        _cells(rows, columns, shape, axes.unknown),
        _labels(rows, columns, shape, bottom),
        f'<text class="ax" x="{shape.left - 12}" y="30" text-anchor="end">{_safe(axes.down_title)}</text>',
        f'<text class="ax" x="{width - 4:g}" y="{height - 8:g}" text-anchor="end">{_safe(axes.along_title)}</text>',
        _marks(axes, rows, columns, shape),
    ]
    return (
        f'<svg class="avk-axes-{shape.name}" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-labelledby="{ids}-t {ids}-d"><title id="{ids}-t">{_safe(_("Vurderingene på to akser"))}</title>'
        f'<desc id="{ids}-d">{_safe(description(axes))}</desc>{"".join(body)}</svg>'
    )


def _known(axes: Axes, steps: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [step for step in steps if step[0] != axes.unknown]


def _unknown(axes: Axes, steps: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [step for step in steps if step[0] == axes.unknown]


def _cells(rows: list[tuple[str, str]], columns: list[tuple[str, str]], shape: Shape, unknown: str) -> str:
    """The grid; "don't know" is dashed and stands outside. No cell differs by level."""
    drawn = []
    for number, (row, _label) in enumerate(rows):
        y = shape.y(number, len(rows)) - shape.height / 2
        for place, (column, _words) in enumerate(columns):
            kind = "dk" if unknown in (row, column) else "cell"
            x = shape.x(place) - shape.cell / 2
            drawn.append(
                f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{shape.cell}" height="{shape.height}" rx="4"/>'
            )
    return "".join(drawn)


def _labels(rows: list[tuple[str, str]], columns: list[tuple[str, str]], shape: Shape, bottom: float) -> str:
    down = [
        _text(label, shape, shape.left - 12, shape.y(number, len(rows)), "end")
        for number, (_code, label) in enumerate(rows)
    ]
    along = [_under(label, shape, shape.x(place), bottom + 20) for place, (_code, label) in enumerate(columns)]
    return "".join([*down, *along])


def _text(label: str, shape: Shape, x: float, middle: float, anchor: str) -> str:
    """A label whose lines are centred around a height."""
    found = lines(label, shape.letters + 3 if shape is NARROW else shape.letters)
    first = middle + 4.5 - 7.5 * (len(found) - 1)
    return "".join(
        f'<text x="{x:g}" y="{first + 15 * number:g}" text-anchor="{anchor}">{_safe(line)}</text>'
        for number, line in enumerate(found)
    )


def _under(label: str, shape: Shape, x: float, top: float) -> str:
    return "".join(
        f'<text x="{x:g}" y="{top + 15 * number:g}" text-anchor="middle">{_safe(line)}</text>'
        for number, line in enumerate(lines(label, shape.letters))
    )


def _marks(axes: Axes, rows: list[tuple[str, str]], columns: list[tuple[str, str]], shape: Shape) -> str:
    """The trail, the earlier assessments faint on it, and the present one solid with a ring."""
    places = _places(axes.marks, rows, columns, shape)
    trail = "".join(
        f'<path class="trail" d="M{a[0]:g} {a[1]:g}L{b[0]:g} {b[1]:g}"/>' for a, b in pairwise(places) if a != b
    )
    then = "".join(f'<circle class="then" cx="{x:g}" cy="{y:g}" r="9"/>' for x, y in places[:-1])
    now = "".join(
        f'<circle class="now-ring" cx="{x:g}" cy="{y:g}" r="15"/><circle class="now" cx="{x:g}" cy="{y:g}" r="11"/>'
        for x, y in places[-1:]
    )
    return trail + then + now


def _places(
    marks: tuple[Mark, ...], rows: list[tuple[str, str]], columns: list[tuple[str, str]], shape: Shape
) -> list[tuple[float, float]]:
    """Where each mark stands; several in one cell stand beside each other."""
    row = {code: number for number, (code, _label) in enumerate(rows)}
    column = {code: number for number, (code, _label) in enumerate(columns)}
    taken: dict[tuple[str, str], int] = {}
    found = []
    for mark in marks:
        before = taken.get((mark.down, mark.along), 0)
        taken[mark.down, mark.along] = before + 1
        aside = min(before, 2) * (10 if shape is WIDE else 5)
        found.append((shape.x(column[mark.along]) - aside, shape.y(row[mark.down], len(rows))))
    return found


def _safe(text: object) -> str:
    return conditional_escape(text)  # type: ignore[arg-type]
