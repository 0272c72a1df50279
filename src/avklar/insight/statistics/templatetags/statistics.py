"""Pictures and rows of statistics: bars drawn as SVG with classes only, and a table's row drawn in Python."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from avklar.insight.statistics.presenting import Bar, Cell, Line

register = template.Library()


@register.simple_tag
def bars(drawn: Sequence[Bar], note: str = "") -> SafeString:
    """A list of bars. Label and number stand in words beside each, so that the picture needs no reading."""
    rows = format_html_join(
        "",
        '<li><span class="what">{}</span><svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" '
        'aria-label="{}"><title>{}</title><desc>{}</desc><rect class="track" width="100" height="10"/>'
        '<rect class="fill" width="{}" height="10"/></svg><b class="avk-num">{}</b></li>',
        ((bar.label, bar.label, bar.label, _part(bar, drawn), f"{bar.width:.1f}", bar.value) for bar in drawn),
    )
    said = format_html('<p class="avk-small avk-soft">{}</p>', note) if note else ""
    return format_html('<ul class="avk-bars">{}</ul>{}', rows, said)


@register.simple_tag
def figures(line: Line, kind: str = "") -> SafeString:
    """One row of a table; `kind` is "sum" for the district's."""
    cells = format_html_join("", "{}", ((_cell(cell),) for cell in (line.total, *line.cells)))
    return format_html('<tr class="{}"><th scope="row">{}</th>{}</tr>', kind, line.name, cells)


def _part(bar: Bar, drawn: Sequence[Bar]) -> str:
    return _("%(value)s av %(total)s i alt") % {"value": bar.value, "total": sum(each.value for each in drawn)}


def _cell(cell: Cell) -> SafeString:
    if not cell.hidden:
        return format_html('<td class="avk-num" data-l="{}">{}</td>', cell.label, cell.text)
    said = _("skjult: %(why)s") % {"why": cell.why} if cell.why else _("skjult")
    return format_html(
        '<td class="avk-num hidden-figure" data-l="{}"><span aria-hidden="true">{} {}</span>'
        '<span class="avk-sr">{}</span></td>',
        cell.label, cell.text, cell.mark, said,
    )  # fmt: skip
