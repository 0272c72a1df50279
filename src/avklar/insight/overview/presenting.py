"""The overview in the shape of its page: key figures, tiles, table, calls. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from avklar.foundation.sheets import Sheet
from avklar.foundation.ui.components import KeyFigure
from avklar.foundation.ui.tiles import Shade, Tile
from avklar.insight.overview import layers
from avklar.insight.overview.cards import Municipality
from avklar.insight.overview.layers import LAYERS, Layer
from avklar.people.organisations.queries import TilePlace, tile_places

NOWHERE = TilePlace(0, 0, "")


@dataclass(frozen=True)
class Line:
    """One municipality in the table: its cells as (layer's title, text, shade), and why to call."""

    place: Municipality
    url: str
    cells: list[tuple[str, str, Shade]]
    calls: list[str]


def figures(places: Sequence[Municipality], today: date) -> list[KeyFigure]:
    """How many municipalities stand well in each layer."""
    total = len(places)
    good = {each.code: sum(each.standing(place, today)[0] == "good" for place in places) for each in LAYERS}
    return [KeyFigure(each.title, good[each.code], total) for each in LAYERS]


def tiles(places: Sequence[Municipality], chosen: Layer, today: date) -> list[Tile]:
    """The district in one layer."""
    known, found = tile_places(), []
    for place in places:
        where = known.get(place.card.number, NOWHERE)
        shade, says = chosen.standing(place, today)
        short = where.short or place.card.name[:3]
        found.append(Tile(_url(place), place.card.name, short, shade, says, where.column, where.row))
    return found


def lines(places: Sequence[Municipality], today: date) -> list[Line]:
    """The table, those that need something first; alphabetical otherwise."""
    return [line(place, today) for place in sorted(places, key=lambda each: layers.urgency(each, today))]


def line(place: Municipality, today: date) -> Line:
    """One municipality."""
    return Line(place, _url(place), [_cell(place, each, today) for each in LAYERS], layers.calls(place, today))


def _cell(place: Municipality, layer: Layer, today: date) -> tuple[str, str, Shade]:
    """What there is, or in words that there is nothing."""
    shade, says = layer.standing(place, today)
    return str(layer.title), layer.cell(place, today) or says, shade


def sheet(places: Sequence[Municipality], today: date) -> Sheet:
    """The table as a sheet."""
    headings = [_("Nummer"), _("Kommune"), *(str(each.title) for each in LAYERS), _("Trenger")]
    rows = [
        [
            each.place.card.number,
            each.place.card.name,
            *(text for _title, text, _shade in each.cells),
            " ".join(each.calls),
        ]
        for each in lines(places, today)
    ]
    return Sheet(_("Oversikt"), headings, rows)


def _url(place: Municipality) -> str:
    return reverse("overview:municipality", args=[place.card.id])
