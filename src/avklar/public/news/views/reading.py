"""The list and the articles, open to everybody; finished pages are kept while nothing they show has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from avklar.foundation import clock
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.guard import actor_of, may_be_kept, public
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.layout import SCHEME_COOKIE, scheme
from avklar.people.organisations import queries as people
from avklar.public.news import discussion, presenting, queries, rules, shelf
from avklar.public.news.cards import Reading, Standing
from avklar.public.news.states import Language

REASON = "the district's news are for everybody"
LOCALES = {Language.BOKMAAL: "nb_NO", Language.NYNORSK: "nn_NO", Language.ENGLISH: "en_GB"}
KEPT_FOR = timedelta(minutes=1)
"""How long a browser may show a page without asking again. After that the question costs two short queries."""


@dataclass(frozen=True)
class _Asked:
    """Which article, for a reader of which language; `exactly` where the address names it."""

    standing: Standing
    language: Language
    exactly: bool


@public(REASON)
@require_safe
def listing(request: HttpRequest) -> HttpResponseBase:
    """The articles, the newest first, some at a time."""
    older, newer = request.GET.get("eldre", "")[:100], request.GET.get("nyere", "")[:100]
    page = queries.listing(_own_language(), older=older, newer=newer)
    context = {
        "lines": [
            (each, presenting.picture(each.picture), presenting.comments(each.comments)) for each in page.teasers
        ],
        "pager": presenting.pager(page),
        "language": _own_language(),
        "canonical": presenting.absolute(reverse("news:list")),
        "feeds": {kind: presenting.absolute(reverse(f"news:{kind}")) for kind in ("rss", "atom")},
        "edits": _edits(request),
    }
    return may_be_kept(render(request, "news/list.html", context), until(queries.next_turn(clock.now())))


@public(REASON)
@require_safe
def article(request: HttpRequest, slug: str, language: str = "") -> HttpResponseBase:
    """An article in the reader's own language, or the one in the address; 410 with the reason when it is withdrawn."""
    wanted = rules.language_of(language) if language else None
    try:
        standing = queries.standing(slug)
    except NotFound:
        return _gone(request, slug)
    asked = _Asked(standing, wanted or _own_language(), wanted is not None)
    if not _anybodys(request):
        return HttpResponse(_page(request, asked), headers={"Content-Language": str(asked.language)})
    stamp, turns = discussion.state(standing.article)
    key = (asked, stamp, _slot() if stamp else clock.today(), scheme(request), shelf.build())
    response = get_conditional_response(request, etag=_etag(key)) or _kept(request, asked, key)
    response["ETag"], response["Content-Language"] = _etag(key), str(asked.language)
    return may_be_kept(response, until(turns))


def until(turns: datetime | None) -> datetime:
    """When a browser must ask again: soon, and never after something turns by itself."""
    now = clock.now()
    return min([now + KEPT_FOR, *([turns] if turns else [])])


def _kept(request: HttpRequest, asked: _Asked, key: Hashable) -> HttpResponse:
    """The finished page, made when it isn't on the shelf. One that asked for a token is its reader's alone."""
    page = shelf.PAGES.get(key)
    if page is None:
        page = _page(request, asked)
        if not request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
            shelf.PAGES.put(key, page)
    return HttpResponse(page)


def _page(request: HttpRequest, asked: _Asked) -> bytes:
    """The page, its frame in the language that was asked for."""
    found = queries.reading(asked.standing.article, asked.language, exactly=asked.exactly)
    with translation.override(asked.language):
        return render(request, "news/article.html", _context(request, found, asked.language)).content


def _context(request: HttpRequest, found: Reading, wanted: Language) -> dict[str, Any]:
    here = queries.address(found.slug, found.language, found.main)
    said = discussion.section(request, found.article)
    url = presenting.absolute(here)
    return {
        **(said or {}),
        "discussed": said is not None,
        "found": found,
        "frame": wanted,
        "locale": LOCALES[found.language],
        "words": found.words,
        "body": presenting.body(found.words),
        "picture": presenting.picture(found.picture),
        "moment": presenting.moment_in_words(found.published),
        "changed": presenting.changed(found),
        "minutes": presenting.reading_time(found.words),
        "elsewhere": "" if found.language == wanted else presenting.IN_A_SENTENCE[found.language],
        "variants": [
            (each, presenting.OWN_NAMES[each], queries.address(found.slug, each, found.main))
            for each in found.languages
            if each != found.language
        ],
        "alternates": [
            (each, presenting.absolute(queries.address(found.slug, each, found.main))) for each in found.languages
        ],
        "canonical": url,
        "plain": presenting.absolute(reverse("news:article", args=[found.slug])),
        "share": presenting.share_url(found),
        "structured": presenting.structured(found, url, people.site().full_name),
        "related": queries.related(found, wanted),
        "next_page": reverse("news:article", args=[found.slug]),
        "edits": _edits(request),
    }


def _gone(request: HttpRequest, slug: str) -> HttpResponse:
    """When and why, of an article that was withdrawn; NotFound for any other."""
    found = queries.withdrawn(slug)
    if found is None:
        raise NotFound
    context = {"found": found, "day": presenting.day(found.at)}
    return render(request, "news/withdrawn.html", context, status=410)


def _anybodys(request: HttpRequest) -> bool:
    """Whether the page is the same for everybody: nobody is signed in, no cookie says more than language and look."""
    return actor_of(request) is None and set(request.COOKIES) <= {SCHEME_COOKIE, settings.LANGUAGE_COOKIE_NAME}


def _edits(request: HttpRequest) -> bool:
    actor = actor_of(request)
    return actor is not None and actor.may(Permission.NEWS_EDIT)


def _own_language() -> Language:
    code = (translation.get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return Language(code) if code in Language.values else Language.BOKMAAL


def _slot() -> int:
    """Which five minutes of all time this is: a page with comments says what the clock is."""
    return int(clock.now().timestamp()) // 300


def _etag(key: Hashable) -> str:
    return f'"{hashlib.sha256(repr(key).encode()).hexdigest()[:32]}"'
