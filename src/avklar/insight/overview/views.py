"""The district on one page, a page for each municipality, and the same as Excel. For the district's lead."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from avklar.foundation import clock, sheets
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.components import Link
from avklar.foundation.ui.tiles import key_of
from avklar.insight.overview import layers, presenting, queries
from avklar.network.meetings import presenting as meeting_words

MOST_CALLS = 8


@needs(Permission.OVERVIEW_SEE)
@require_safe
def district(request: HttpRequest) -> HttpResponse:
    """Key figures, the map in one layer, what needs a call this week, and the table."""
    actor, today = acting(request), clock.today()
    places = queries.district(actor)
    chosen = layers.layer(request.GET.get("lag", ""))
    tiles = presenting.tiles(places, chosen, today)
    table = presenting.lines(places, today)
    needing = [line for line in table if line.calls]
    only_needing = request.GET.get("vis") == "trenger"
    context = {
        "figures": presenting.figures(places, today),
        "layers": layers.LAYERS,
        "chosen": chosen,
        "tiles": tiles,
        "tile_key": key_of(tiles),
        "calls": needing[:MOST_CALLS],
        "more": max(len(needing) - MOST_CALLS, 0),
        "lines": needing if only_needing else table,
        "only_needing": only_needing,
        "total": len(table),
        "needing": len(needing),
        "meetings": [replace(row, state=None) for row in meeting_words.rows(queries.next_meetings(actor, len(places)))],
    }
    return render(request, "overview/district.html", context)


@needs(Permission.OVERVIEW_SEE)
@require_safe
def municipality(request: HttpRequest, municipality_id: UUID) -> HttpResponse:
    """Everything the lead needs before calling: who, until when, on what agreement, last met."""
    today = clock.today()
    place = queries.municipality(acting(request), municipality_id)
    context = {
        "place": place,
        "line": presenting.line(place, today),
        "standing": [(layer.title, *layer.standing(place, today)) for layer in layers.LAYERS],
        "people": [*place.contacts, *place.deputies, *place.police],
        "crumbs": [Link(_("Oversikt"), reverse("overview:district")), Link(place.card.name, "")],
    }
    return render(request, "overview/municipality.html", context)


@needs(Permission.OVERVIEW_SEE)
@require_safe
def excel(request: HttpRequest) -> HttpResponse:
    """The table as a spreadsheet."""
    content = sheets.workbook(presenting.sheet(queries.district(acting(request)), clock.today()))
    headers = {"Content-Disposition": 'attachment; filename="oversikt.xlsx"'}
    return HttpResponse(content, content_type=sheets.CONTENT_TYPE, headers=headers)
