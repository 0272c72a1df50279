"""The list, the search and the maps of the municipalities, and the page of each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.guard import actor_of, public
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.languages import follow_decision
from avklar.public.contacts import presenting, queries, vcards
from avklar.public.contacts.cards import Page
from avklar.public.contacts.lengths import LONGEST_SEARCH, MOST_NEXT
from avklar.public.contacts.views.keeping import file, show

REASON = "whoever is worried finds somebody to talk with"
TILES, BORDERS = "fliser", "grenser"
MAPS = ((TILES, gettext_lazy("Fliser")), (BORDERS, gettext_lazy("Kart med grenser")))


@public(REASON)
@require_safe
def find(request: HttpRequest) -> HttpResponseBase:
    """Search, map and list. Who writes a name exactly goes straight to the page."""
    text = " ".join(request.GET.get("q", "").split())
    hits = queries.search(text)
    if hits and hits[0].exact:
        return redirect(hits[0].url)
    places = queries.places()
    tiles = presenting.tiles(places)
    wanted = request.GET.get("kart", "")
    context = {
        "asked": text[:LONGEST_SEARCH],
        "hits": hits,
        "district": queries.district(),
        "places": [(card, presenting.address(card)) for card in places],
        "tiles": tiles,
        "tile_key": [],
        "undrawn": [tile for tile in tiles if not tile.outline],
        "maps": MAPS,
        "map": wanted if wanted == BORDERS else TILES,
    }
    return show(request, "contacts/find.html", context)


@public(REASON)
@require_safe
def municipality(request: HttpRequest, place: str) -> HttpResponseBase:
    """Who answers, how and when; what to do when nobody can (R18); what happens there next."""
    page = _page(place)
    address = presenting.address(page.place)
    if request.path != address:
        return redirect(address)
    actor = actor_of(request)
    if actor is None:
        follow_decision(request, page.place.language)
    context = {
        "page": page,
        "answers": presenting.who_answers(page),
        "tell": presenting.tell_address(page),
        "next": queries.next_activities(MOST_NEXT, number=page.place.number),
        "slug": presenting.slug(page.place),
        "edits": actor is not None and actor.organisation_id == page.place.id and actor.may(Permission.PLACE_EDIT),
    }
    return show(request, "contacts/municipality.html", context)


@public(REASON)
@require_safe
def vcard(request: HttpRequest, place: str, who: str) -> HttpResponseBase:
    """One published contact for the address book of a telephone."""
    page = _page(place)
    for each in (*page.people, *page.police):
        if each.key == who:
            name = f"{who}-{presenting.slug(page.place)}.vcf"
            return file(vcards.card(page, each), "text/vcard; charset=utf-8", name)
    raise NotFound


def _page(place: str) -> Page:
    """By the number that the address begins with; the name behind it is for people."""
    return queries.page(place.partition("-")[0])
