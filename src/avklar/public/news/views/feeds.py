"""The feeds, open to everybody."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from avklar.foundation import clock
from avklar.foundation.access.guard import may_be_kept, public
from avklar.people.organisations import queries as people
from avklar.public.news import feeds, queries

REASON = "a feed reader isn't signed in, and what it gets is for everybody"
KEPT_FOR = timedelta(minutes=5)


@public(REASON)
@require_safe
def rss(request: HttpRequest) -> HttpResponseBase:
    """RSS 2.0."""
    return _answer(request, "rss")


@public(REASON)
@require_safe
def atom(request: HttpRequest) -> HttpResponseBase:
    """Atom."""
    return _answer(request, "atom")


def _answer(request: HttpRequest, kind: str) -> HttpResponseBase:
    language = get_language() or "nb"
    etag = f'"{kind}-{language}-{queries.stamp()}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        teasers = queries.latest(feeds.A_FEED, language)
        content = feeds.feed(kind, teasers, site=people.site().full_name, language=language)
        response = HttpResponse(content, content_type=f"application/{kind}+xml; charset=utf-8")
    response["ETag"] = etag
    return may_be_kept(response, clock.now() + KEPT_FOR)
