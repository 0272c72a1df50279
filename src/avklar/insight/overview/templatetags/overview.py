"""The rows of the overview's table; and a layer month by month, as SVG with classes only, with a table beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from avklar.foundation.ui import rows
from avklar.foundation.ui.components import State
from avklar.foundation.ui.tiles import Shade
from avklar.insight.overview.cards import Month
from avklar.insight.overview.layers import LAYERS
from avklar.insight.overview.presenting import Line

register = template.Library()
WIDTH, HEIGHT = 240, 100


@register.simple_tag
def district_rows(lines: Iterable[Line]) -> SafeString:
    """The rows of the table, drawn in Python: a template's loop takes several times as long."""
    titles = [rows.safe(layer.title) for layer in LAYERS]
    cell = cache(_cell)  # many say the same
    return mark_safe("".join(_row(line, titles, cell) for line in lines))  # noqa: S308  all parts escaped below


def _row(line: Line, titles: list[str], cell: Callable[[str, Shade], str]) -> str:
    name = rows.safe(line.place.name)
    told = zip(titles, line.cells, strict=True)
    cells = "".join(f'<td data-l="{title}">{cell(text, shade)}</td>' for title, (text, shade) in told)
    return f'<tr><th scope="row"><a href="{line.url}">{name}</a></th>{cells}</tr>\n'


def _cell(text: str, shade: Shade) -> str:
    if shade == "none":
        return rows.draw_state(State("over", text, "care"))
    return rows.draw_state(State("soon", text)) if shade == "soon" else rows.safe(text)


@register.simple_tag
def months_line(title: str, said: str, months: Sequence[Month], goal: int | None = None) -> SafeString:
    """A line from left to right; the full height is all municipalities. `goal`: per cent, drawn as a dashed line."""
    aim = format_html('<path class="goal" d="M0 {}H{}"/>', HEIGHT - goal, WIDTH) if goal else ""
    return format_html(
        '<svg class="avk-months" viewBox="-2 -3 {} {}" preserveAspectRatio="none" role="img" aria-label="{}: {}">'
        '<title>{}</title><desc>{}</desc><path class="grid" d="M0 0H{}M0 {}H{}M0 {}H{}"/>{}'
        '<path class="line" d="{}"/></svg>',
        WIDTH + 4, HEIGHT + 6, title, said, title, said,
        WIDTH, HEIGHT // 2, WIDTH, HEIGHT, WIDTH, aim, path(months),
    )  # fmt: skip


def path(months: Sequence[Month]) -> str:
    """The line as the path of an SVG; one month is a short stroke."""
    step = WIDTH / max(len(months) - 1, 1)
    points = [f"{number * step:.1f} {HEIGHT - month.percent:.0f}" for number, month in enumerate(months)]
    return f"M{'L'.join(points)}" + ("h6" if len(points) == 1 else "") if points else ""
