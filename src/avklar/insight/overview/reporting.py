"""The yearly report as a tagged PDF: where the district stands in every layer, on a map, over the year, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.paper import pdf
from avklar.foundation.ui.tiles import Tile, key_of
from avklar.insight.overview import presenting, queries
from avklar.insight.overview.cards import Municipality
from avklar.insight.overview.layers import LAYERS, Layer
from avklar.insight.overview.presenting import Development
from avklar.people.organisations import queries as people

TEMPLATE = Path(__file__).parent / "report.typ"
LANGUAGES = ("nb", "nn")
SHADES = {"good": "#cfe3dd", "fair": "#ffffff", "soon": "#f6d9a8", "none": "#c4602d"}
INK, LINE = "#2b3a37", "#1f6f5c"


def years(actor: Actor, today: date) -> list[int]:
    """This year, and those that figures were kept of, the newest first."""
    kept = queries.months(actor, date.min, today)
    return sorted({today.year} | {month.first.year for months in kept.values() for month in months}, reverse=True)


def report(actor: Actor, year: int, language: str) -> bytes:
    """The report of a year. NotFound for a year without figures and for another language.

    Maps and the table of municipalities show the day it is made: how each one stood earlier isn't kept, only how many.
    """
    today = clock.today()
    if language not in LANGUAGES or year not in years(actor, today):
        raise NotFound
    with translation.override(language):
        return pdf(TEMPLATE, _content(actor, year, language, today))


def _content(actor: Actor, year: int, language: str, today: date) -> dict[str, Any]:
    places, aims = queries.district(actor), queries.kept(actor).aims
    months = queries.months(actor, date(year, 1, 1), date(year, 12, 31))
    found = presenting.developments(presenting.figures(places, aims, today), months, aims)
    name = people.organisation(actor.organisation).full_name
    this_year = year == today.year
    return {
        "language": language,
        "sender": name,
        "date": _day(today),
        "title": _("Årsrapport %(year)s") % {"year": year},
        "lead": _("Forebygging av radikalisering og voldelig ekstremisme i %(name)s") % {"name": name},
        "notice": _(
            "Rapporten handler om kommunenes arbeid: kontakter, avtaler, møter, kompetanse og rutiner. Den inneholder "
            "ingenting om personer noen er bekymret for."
        ),
        "layers": [_layer(each, places if this_year else (), today) for each in found],
        "months_title": _("Måned for måned"),
        "columns": [_("Måned"), *(str(each.title) for each in LAYERS)],
        "months": [[month, *(text for _layer, text in cells)] for month, cells in presenting.table(found)],
        "aims_title": _("Mål"),
        "aim_columns": [_("Område"), _("Mål"), _("Innen"), _("Status")],
        "aims": _aims(found, today),
        "places_title": _("Kommunene %(day)s") % {"day": _day(today)} if this_year else "",
        "place_columns": [_("Kommune"), *(str(each.title) for each in LAYERS)],
        "places": _places(places, today) if this_year else [],
    }


def _layer(found: Development, places: Sequence[Municipality], today: date) -> dict[str, Any]:
    tiles = presenting.tiles(places, found.layer, today)
    key = [f"{line.says}: {line.number}" for line in key_of(tiles)]
    return {
        "title": str(found.layer.title),
        "said": _sentence(found, bool(places)),
        "map": outlines(tiles) if any(tile.outline for tile in tiles) else "",
        "map_says": _("Kart over distriktet: %(key)s") % {"key": ", ".join(key)},
        "key": [[SHADES[line.shade], text] for line, text in zip(key_of(tiles), key, strict=True)],
        "chart": bars(found) if found.months else "",
        "chart_from": presenting.month_name(found.months[0].first) if found.months else "",
        "chart_to": presenting.month_name(found.months[-1].first) if found.months else "",
        "chart_goal": _("Stiplet linje: målet, %(percent)s prosent") % {"percent": found.goal} if found.goal else "",
        "chart_says": _("Antall kommuner måned for måned. %(said)s") % {"said": found.said},
    }


def _sentence(found: Development, with_today: bool) -> str:
    if not with_today:
        return found.said
    words = {"good": found.figure.value, "total": found.figure.total}
    return " ".join((_("%(good)s av %(total)s kommuner har alt på plass i dag.") % words, found.said))


def _aims(found: Sequence[Development], today: date) -> list[list[str]]:
    return [
        [
            str(each.layer.title),
            _("%(percent)s prosent av kommunene") % {"percent": each.aim.percent},
            _day(each.aim.due),
            str(presenting.progress(each.aim, each.figure, today).text),
        ]
        for each in found
        if each.aim
    ]


def _places(places: Sequence[Municipality], today: date) -> list[list[str]]:
    return [[place.name, *(_says(layer, place, today) for layer in LAYERS)] for place in places]


def _says(layer: Layer, place: Municipality, today: date) -> str:
    return layer.cell(place, today) or str(layer.standing(place, today)[1])


def outlines(tiles: Sequence[Tile]) -> str:
    """The map as an SVG: the same shades as on the page, a sign on each that isn't as it should be."""
    drawn = "".join(
        f'<path d="{tile.outline}" fill="{SHADES[tile.shade]}" stroke="{INK}" stroke-width="2"/>{_sign(tile)}'
        for tile in tiles
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 -8 1016 1016">{drawn}</svg>'


def _sign(tile: Tile) -> str:
    if tile.shade == "good" or not tile.outline:
        return ""
    colour = "#ffffff" if tile.shade == "none" else INK
    at = f"translate({tile.x} {tile.y}) scale(1.5) translate(-12 -12)"
    return f'<path d="{tile.sign}" transform="{at}" fill="none" stroke="{colour}" stroke-width="2.4"/>'


def bars(found: Development) -> str:
    """The months as bars, each on a track as high as all municipalities; the target as a line."""
    drawn = "".join(
        f'<rect x="{20 * number}" y="0" width="14" height="100" fill="#eceae4"/>'
        f'<rect x="{20 * number}" y="{100 - month.percent}" width="14" height="{month.percent}" fill="{LINE}"/>'
        for number, month in enumerate(found.months)
    )
    width = 20 * len(found.months)
    goal = (
        f'<path d="M0 {100 - found.aim.percent}H{width}" stroke="{INK}" stroke-dasharray="6 4"/>' if found.aim else ""
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -2 {width} 104">{drawn}{goal}</svg>'


def _day(day: date) -> str:
    return date_format(day, pgettext("datoformat", "j. F Y"))
