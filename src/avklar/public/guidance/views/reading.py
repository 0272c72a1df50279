"""What everybody reads: front page, list with its search, and pages. Nothing is stored, no cookie is set."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from avklar.foundation import clock
from avklar.foundation.access.guard import actor_of, may_be_kept, public
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.components import Link
from avklar.foundation.ui.markdown import render as markdown
from avklar.people.organisations import queries as people
from avklar.public.contacts import queries as contacts
from avklar.public.guidance import presenting, queries
from avklar.public.guidance.lengths import KEPT, LONGEST_QUESTION
from avklar.public.news import queries as news

MOST_SHOWN = 3


@public("whoever is worried begins here; whoever is signed in goes on to the own pages")
@require_safe
def front(request: HttpRequest) -> HttpResponseBase:
    """The three ways, what happens then, news, activities and questions. Before the set-up it leads there."""
    language, district = queries.spoken(), queries.site_id()
    if district is None or actor_of(request) is not None:
        return redirect(settings.LOGIN_REDIRECT_URL)
    context = {
        "municipalities": len(people.municipalities(district)),
        "read_first": presenting.read_first(queries.editions(district, language)),
        "news": news.latest(MOST_SHOWN, language),
        "activities": contacts.next_activities(MOST_SHOWN),
    }
    return _kept(render(request, "guidance/front.html", context))


@public("guidance is for everybody")
@require_safe
def listing(request: HttpRequest) -> HttpResponseBase:
    """All pages under their headings, or those that answer what was asked (`?q=`)."""
    question = request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUESTION].strip()
    district, language = queries.site_id(), queries.spoken()
    context = {
        "question": question,
        "hits": queries.search(district, language, question) if question else [],
        "shelves": presenting.shelves(queries.editions(district, language)),
        "edits": _edits(request),
    }
    response = render(request, "guidance/list.html", context)
    return response if question else _kept(response)  # what somebody asks for lies nowhere


@public("guidance is for everybody")
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One page, and the way to somebody to talk with."""
    district, language = queries.site_id(), queries.spoken()
    edition = queries.edition(district, slug, language)
    context = {
        "edition": edition,
        "body": markdown(edition.page.body, 1),
        "minutes": presenting.minutes(edition),
        "others": presenting.others(queries.editions(district, language), slug),
        "edits": _edits(request),
        "crumbs": presenting.crumbs(Link(edition.page.title, "")),
    }
    return _kept(render(request, "guidance/page.html", context))


def _kept(response: HttpResponse) -> HttpResponseBase:
    return may_be_kept(response, clock.now() + KEPT)


def _edits(request: HttpRequest) -> bool:
    actor = actor_of(request)
    return actor is not None and actor.may(Permission.GUIDANCE_EDIT)
