"""What the pages for everybody share: the municipality in the address, no cookie, and nothing from another site.

A token against forged posts needs a cookie, and guards the rights of somebody signed in. Here nobody is, so the
browser's own word on where a form comes from is asked instead, and these pages set no cookie at all.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from avklar.foundation.access import guard
from avklar.foundation.access.errors import NotFound
from avklar.foundation.ui.languages import follow_decision
from avklar.foundation.ui.origin import FROM_ELSEWHERE, from_our_page, origin_is_told
from avklar.foundation.ui.problems import problem_page
from avklar.people.organisations import queries as people
from avklar.people.organisations.cards import OrganisationCard

View = Callable[..., HttpResponseBase]


def for_anybody(view: View) -> View:
    """Open to everybody, without a cookie; a post must come from our own page."""

    @guard.public(reason="anybody can tell a worry, and come back with the receipt: no account is asked for")
    @csrf_exempt
    @wraps(view)
    def open_view(request: HttpRequest, *given: Any, **named: Any) -> HttpResponseBase:
        if request.method == "POST" and origin_is_told(request) and not from_our_page(request):
            return problem_page(request, 403, FROM_ELSEWHERE)  # a stranger's words are not put on our page
        return view(request, *given, **named)

    return open_view


def municipality(request: HttpRequest, number: str) -> OrganisationCard:
    """The municipality with the number, whose language the page then follows; NotFound when there is none."""
    found = next((each for each in people.municipalities() if each.number == number), None)
    if found is None:
        raise NotFound
    follow_decision(request, found.language)
    return found


def shut(request: HttpRequest, place: OrganisationCard) -> HttpResponse:
    """R18: nobody receives; the form is shut and phone numbers are shown. Never the police instead."""
    return render(request, "concerns/tell_shut.html", {"place": place, "contacts": phones(place)})


def phones(place: OrganisationCard) -> list[Any]:
    """Those of the municipality whom one can ring."""
    return [each for each in people.contacts_of(place.id) if each.kind != "police_contact" and each.person.phone]
