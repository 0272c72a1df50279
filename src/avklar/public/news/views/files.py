"""Pictures of articles in their widths, and the picture for sharing."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from avklar.foundation import clock
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.guard import actor_of, may_be_kept, public
from avklar.public.news import pictures, presenting, queries, rules, shelf
from avklar.public.news.cards import Reading
from avklar.public.news.sharing import share_picture

REASON = "the pictures of what everybody may read"
NEVER_CHANGES = timedelta(days=365)
A_SHARE = timedelta(hours=1)


@public(REASON)
@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """One width of a picture. Its name is a hash of what it shows, so that a browser may keep it for a year."""
    ending = name.rpartition(".")[2]
    if ending not in pictures.TYPES or len(name) > 48:
        raise NotFound
    content = queries.picture_file(actor_of(request), name)
    return _file(request, content, pictures.TYPES[ending], NEVER_CHANGES)


@public(REASON)
@require_safe
def share(request: HttpRequest, slug: str, language: str) -> HttpResponseBase:
    """The picture for sharing, drawn when it is first asked for; NotFound for an article that isn't shown."""
    standing = queries.standing(slug)
    found = queries.reading(standing.article, rules.language_of(language), exactly=True)
    key = (found.article, found.language, found.changed)
    content = shelf.SHARED.made(key, lambda: _drawn(found))
    return _file(request, content, "image/png", A_SHARE)


def _drawn(found: Reading) -> bytes:
    line = f"{found.kind.label} · {presenting.day(found.published)}"
    return share_picture(found.words.title, line, queries.largest(found.picture.digest) if found.picture else None)


def _file(request: HttpRequest, content: bytes, kind: str, kept_for: timedelta) -> HttpResponseBase:
    response = HttpResponse(content, content_type=kind, headers={"X-Content-Type-Options": "nosniff"})
    if kept_for == NEVER_CHANGES and actor_of(request) is None:
        patch_cache_control(response, immutable=True)
    return may_be_kept(response, clock.now() + kept_for)
