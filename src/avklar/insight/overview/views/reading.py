"""The district on one page, a page for each municipality, and the same as Excel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from avklar.foundation import clock, sheets
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.components import Link
from avklar.foundation.ui.paging import paged
from avklar.foundation.ui.tiles import key_of
from avklar.insight.overview import actions, layers, presenting, queries
from avklar.network.meetings import presenting as meeting_words

MOST_CALLS, MOST_LINES = 8, 50
TILES, BORDERS = "fliser", "grenser"
MAPS = ((TILES, gettext_lazy("Fliser")), (BORDERS, gettext_lazy("Kart med grenser")))
FILTERS = (
    ("alle", gettext_lazy("Alle"), lambda line, shade: True),
    ("trenger", gettext_lazy("Trenger noe"), lambda line, shade: line.needs),
    ("ikke-plass", gettext_lazy("Ikke alt på plass i laget"), lambda line, shade: shade != "good"),
)
"""Which municipalities the table shows, by what they need and how they stand in the layer that is chosen."""


@needs(Permission.OVERVIEW_SEE)
@require_safe
def district(request: HttpRequest) -> HttpResponse:
    """Key figures, the map in one layer, what needs a call this week, and the table."""
    actor, today = acting(request), clock.today()
    places, kept = queries.district(actor), queries.kept(actor)
    chosen = layers.layer(request.GET.get("lag", ""))
    tiles = presenting.tiles(places, chosen, today)
    table = presenting.lines(places, today, kept.called)
    to_call = [line for line in table if line.to_call]
    shown = _one_of([code for code, *_rest in FILTERS], request.GET.get("vis", ""))
    seen = [(line, chosen.standing(line.place, today)[0]) for line in table]
    found = {code: [line for line, shade in seen if has(line, shade)] for code, _title, has in FILTERS}
    page, pager = paged(request, found[shown], MOST_LINES, heading="tabell")
    context = {
        "figures": presenting.figures(places, kept.aims, today),
        "layers": layers.LAYERS,
        "chosen": chosen,
        "maps": MAPS,
        "map": _one_of([code for code, _title in MAPS], request.GET.get("kart", "")),
        "tiles": tiles,
        "undrawn": [tile for tile in tiles if not tile.outline],
        "tile_key": key_of(tiles),
        "calls": to_call[:MOST_CALLS],
        "more": max(len(to_call) - MOST_CALLS, 0),
        "called": [line for line in table if line.called],
        "filters": [(code, title, len(found[code])) for code, title, _has in FILTERS],
        "shown": shown,
        "page": page,
        "pager": pager,
        "meetings": [
            replace(row, state=None, meta=f"{row.meta} · {row.note}", note="")
            for row in meeting_words.rows(queries.next_meetings(actor, len(places)))
        ],
    }
    return render(request, "overview/district.html", context)


@needs(Permission.OVERVIEW_SEE)
@require_POST
def called(request: HttpRequest, municipality_id: UUID) -> HttpResponse:
    """The municipality was called today."""
    actor = acting(request)
    actions.mark_called(actor, municipality_id=municipality_id)
    name = queries.served_card(actor, municipality_id).name
    messages.success(
        request, _("%(name)s er ringt i dag. Kommunen står ikke på ringelista de neste sju dagene.") % {"name": name}
    )
    return redirect(f"{reverse('overview:district')}#ring")


@needs(Permission.OVERVIEW_SEE)
@require_safe
def municipality(request: HttpRequest, municipality_id: UUID) -> HttpResponse:
    """Everything the lead needs before calling: who, until when, on what agreement, last met."""
    actor, today = acting(request), clock.today()
    place, card = queries.municipality(actor, municipality_id), queries.served_card(actor, municipality_id)
    context = {
        "card": card,
        "meeting": queries.last_meeting(actor, municipality_id),
        "place": place,
        "line": presenting.line(place, today, queries.kept(actor).called),
        "standing": [(layer.title, *layer.standing(place, today)) for layer in layers.LAYERS],
        "people": queries.appointed(actor, municipality_id),
        "crumbs": [Link(_("Oversikt"), reverse("overview:district")), Link(card.name, "")],
    }
    return render(request, "overview/municipality.html", context)


@needs(Permission.OVERVIEW_SEE)
@require_safe
def excel(request: HttpRequest) -> HttpResponse:
    """The table as a spreadsheet."""
    content = sheets.workbook(presenting.sheet(queries.district(acting(request)), clock.today()))
    headers = {"Content-Disposition": 'attachment; filename="oversikt.xlsx"'}
    return HttpResponse(content, content_type=sheets.CONTENT_TYPE, headers=headers)


def _one_of(codes: Sequence[str], wanted: str) -> str:
    """The code that was asked for; the first for one that isn't there."""
    return wanted if wanted in codes else codes[0]
