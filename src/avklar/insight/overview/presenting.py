"""The overview in the shape of its page: key figures, tiles, table, calls. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from avklar.foundation.sheets import Sheet
from avklar.foundation.ui.components import KeyFigure, State
from avklar.foundation.ui.tiles import Shade, Tile
from avklar.insight.overview import layers
from avklar.insight.overview.cards import Aim, Month, Municipality
from avklar.insight.overview.layers import LAYERS, Layer
from avklar.people.organisations.queries import Outline, TilePlace, outlines, tile_places

A_WEEK = timedelta(days=7)
NOWHERE, UNDRAWN = TilePlace(0, 0, ""), Outline("", 0, 0)


class Line(NamedTuple):
    """One municipality in the table. Its words are found when they are asked for: most lines aren't shown."""

    place: Municipality
    today: date
    urgency: int
    called: date | None = None

    @property
    def url(self) -> str:
        """The municipality's page."""
        return _urls()(self.place)

    @property
    def needs(self) -> bool:
        """Whether there is a reason to call."""
        return self.urgency < len(layers.CALLS)

    @property
    def to_call(self) -> bool:
        """Whether it needs a call and hasn't had one this week."""
        return self.needs and self.called is None

    @property
    def calls(self) -> list[str]:
        """Why to call."""
        return layers.calls(self.place, self.today)

    @property
    def cells(self) -> list[tuple[str, Shade]]:
        """What there is, or in words that there is nothing, and the shade, for each of `LAYERS`."""
        return [_cell(self.place, each, self.today) for each in LAYERS]


@dataclass(frozen=True)
class Development:
    """A layer over time: how it stands now, month by month, and what is aimed at."""

    layer: Layer
    figure: KeyFigure
    months: list[Month]
    aim: Aim | None
    said: str

    @property
    def goal(self) -> int | None:
        """The target in per cent, or None."""
        return self.aim.percent if self.aim else None


def figures(places: Sequence[Municipality], aims: Mapping[str, Aim], today: date) -> list[KeyFigure]:
    """How many municipalities stand well in each layer, and how many are aimed at."""
    total = len(places)
    return [
        KeyFigure(
            each.title, good(each, places, today), total, aims[each.code].number(total) if each.code in aims else None
        )
        for each in LAYERS
    ]


def good(layer: Layer, places: Sequence[Municipality], today: date) -> int:
    """In how many municipalities all is in place in a layer."""
    return [layer.standing(place, today)[0] for place in places].count("good")


def developments(
    found: Sequence[KeyFigure], months: Mapping[str, list[Month]], aims: Mapping[str, Aim]
) -> list[Development]:
    """Every layer over time, from the figures of today and those kept of each month."""
    return [
        Development(layer, figure, months.get(layer.code, []), aims.get(layer.code), _said(months.get(layer.code, [])))
        for layer, figure in zip(LAYERS, found, strict=True)
    ]


def table(found: Sequence[Development]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The same as rows: each month with (layer, «44 av 46») for every layer, the newest first."""
    by_month: dict[date, dict[str, Month]] = {}
    for each in found:
        for month in each.months:
            by_month.setdefault(month.first, {})[each.layer.code] = month
    return [
        (month_name(first), [(str(layer.title), _of(kept.get(layer.code))) for layer in LAYERS])
        for first, kept in sorted(by_month.items(), reverse=True)
    ]


def _of(month: Month | None) -> str:
    return _("%(done)s av %(of)s") % {"done": month.good, "of": month.total} if month else "–"


def _said(months: Sequence[Month]) -> str:
    if len(months) < 2:
        return _("Det er ikke gått lenge nok til å se en utvikling.")
    first, last = months[0], months[-1]
    words = {"before": first.good, "month": month_name(first.first), "now": last.good, "last": month_name(last.first)}
    return _("Fra %(before)s i %(month)s til %(now)s i %(last)s.") % words


def month_name(day: date) -> str:
    """«desember 2026»."""
    return date_format(day, pgettext("datoformat", "F Y")).lower()


def progress(aim: Aim, figure: KeyFigure, today: date) -> State:
    """How far there is to a target."""
    left = aim.number(figure.total) - figure.value
    if left <= 0:
        return State("done", _("Målet er nådd"))
    words = ngettext("%(left)s kommune igjen", "%(left)s kommuner igjen", left) % {"left": left}
    return State("over" if aim.due < today else "wait", words)


def tiles(places: Sequence[Municipality], chosen: Layer, today: date) -> list[Tile]:
    """The district in one layer."""
    known, borders, url, found = tile_places(), outlines(), _urls(), []
    for place in places:
        where = known.get(place.number, NOWHERE)
        shade, says = chosen.standing(place, today)
        border = borders.get(place.number, UNDRAWN)
        short = where.short or place.name[:3]
        at = (where.column, where.row, border.path, border.x, border.y)
        found.append(Tile(url(place), place.name, short, shade, says, *at))
    return found


def lines(places: Sequence[Municipality], today: date, called: Mapping[UUID, date] | None = None) -> list[Line]:
    """The table, those that need something first; alphabetical otherwise."""
    found = [line(place, today, called) for place in places]
    return sorted(found, key=lambda each: each.urgency)


def line(place: Municipality, today: date, called: Mapping[UUID, date] | None = None) -> Line:
    """One municipality; with the day it was called, if that is within a week."""
    last = called.get(place.id) if called else None
    this_week = last if last is not None and today - last < A_WEEK else None
    return Line(place, today, layers.urgency(place, today), this_week)


def _cell(place: Municipality, layer: Layer, today: date) -> tuple[str, Shade]:
    """What there is, or in words that there is nothing."""
    shade, says = layer.standing(place, today)
    return layer.cell(place, today) or str(says), shade


def sheet(places: Sequence[Municipality], today: date) -> Sheet:
    """The table as a sheet."""
    headings = [_("Nummer"), _("Kommune"), *(str(each.title) for each in LAYERS), _("Trenger")]
    rows = [
        [
            each.place.number,
            each.place.name,
            *(text for text, _shade in each.cells),
            " ".join(each.calls),
        ]
        for each in lines(places, today)
    ]
    return Sheet(_("Oversikt"), headings, rows)


def _urls() -> Callable[[Municipality], str]:
    """The address of each municipality's page; the resolver is asked once, not for each."""
    before, after = _around()
    return lambda place: f"{before}{place.id}{after}"


@cache
def _around() -> tuple[str, str]:
    nobody = UUID(int=0)
    before, _id, after = reverse("overview:municipality", args=[nobody]).partition(str(nobody))
    return before, after
