"""How it stands: the own organisation with names, the district in figures; certificates by their number."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from avklar.foundation import clock, sheets
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.components import KeyFigure, Link
from avklar.foundation.ui.tiles import key_of
from avklar.network.competence import forms, gaps, paper, presenting, queries
from avklar.people.organisations import queries as people


@needs(Permission.COMPETENCE_MANAGE)
@require_safe
def organisation(request: HttpRequest) -> HttpResponse:
    """The own organisation, person by person."""
    actor = acting(request)
    lines = queries.organisation(actor)
    figures = gaps.count(need for line in lines for need in line.needs)
    context = {
        "place": people.organisation(actor.organisation).full_name,
        "lines": [(line, [(need, presenting.tag(need)) for need in line.needs]) for line in lines],
        "figures": figures,
        "in_place": KeyFigure(_("På plass"), figures.valid, figures.wanted),
        "crumbs": _crumbs(_("Virksomheten")),
        "aims": actor.may(Permission.TARGET_SET),
    }
    return render(request, "competence/organisation.html", context)


@needs(Permission.OVERVIEW_SEE)
@require_safe
def district(request: HttpRequest) -> HttpResponse:
    """The district: every municipality in figures, on the map and as a table. No names."""
    actor = acting(request)
    cards, found = people.municipalities(actor.organisation), queries.competence_standing(actor.organisation)
    tiles = presenting.tiles(cards, found, people.tile_places())
    valid, wanted = sum(each.valid for each in found.values()), sum(each.wanted for each in found.values())
    context = {
        "tiles": tiles,
        "tile_key": key_of(tiles),
        "lines": [(card, found[card.id]) for card in cards if card.id in found],
        "in_place": KeyFigure(_("På plass i distriktet"), valid, wanted),
        "crumbs": _crumbs(_("Distriktet")),
    }
    return render(request, "competence/district.html", context)


@needs(Permission.COMPETENCE_MANAGE)
@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """The gaps as an Excel file: the own organisation with names; for the lead the municipalities in figures."""
    actor = acting(request)
    leads = actor.may(Permission.OVERVIEW_SEE)
    content = paper.gaps(
        queries.organisation(actor),
        people.municipalities(actor.organisation) if leads else [],
        queries.competence_standing(actor.organisation) if leads else {},
    )
    name = f"kompetanse-{clock.today().isoformat()}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=sheets.CONTENT_TYPE, headers=headers)


@needs(Permission.COMPETENCE_MANAGE)
@require_safe
def look_up(request: HttpRequest) -> HttpResponse:
    """Look up a certificate of the own organisation by its number."""
    form = forms.LookUp(request.GET if "number" in request.GET else None)
    found = None
    if form.is_bound and form.is_valid():
        try:
            found = queries.look_up(acting(request), form.cleaned_data["number"])
        except NotFound:
            form.add_error("number", _("Ingen i virksomheten har et kursbevis med dette nummeret."))
    context = {
        "form": form,
        "found": found,
        "tag": presenting.validity(found.learnt, clock.today()) if found else None,
        "number": presenting.grouped(found.learnt.number) if found else "",
        "crumbs": _crumbs(_("Slå opp et kursbevis")),
    }
    return render(request, "competence/look_up.html", context, status=422 if form.errors else 200)


def _crumbs(here: str) -> list[Link]:
    return [Link(_("Kompetanse"), reverse("competence:mine")), Link(here, "")]
