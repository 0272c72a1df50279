"""Posts from pages that carry no CSRF token: only what a page of our own sends is taken (decision 0017).

A page with comments is kept by browsers and proxies and is the same for everybody. A token would need a cookie and a
number of its own on each. Instead the browser says where a post comes from, in headers that no script of another site
can write: `Sec-Fetch-Site` in every browser of today on HTTPS, `Origin` in all others. A comment that says neither
isn't taken, and the writer's cookie is `SameSite=Lax` besides, so that a post from elsewhere would come without it. A
worry that says neither is taken (R1): no cookie and nobody's rights come with it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from avklar.foundation.ui.problems import problem_page

FROM_ELSEWHERE = _("Skjemaet kom ikke fra en side på dette nettstedet. Gå tilbake, last siden på nytt og send herfra.")
View = Callable[..., HttpResponse]


def origin_is_told(request: HttpRequest) -> bool:
    """Whether the browser says at all where a post comes from; some old ones and some that guard privacy don't."""
    return "Sec-Fetch-Site" in request.headers or "Origin" in request.headers


def from_our_page(request: HttpRequest) -> bool:
    """Whether a page of our own posted this."""
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched is not None:
        return fetched == "same-origin"
    try:
        origin = urlsplit(request.headers.get("Origin", ""))
    except ValueError:
        return False
    return (origin.scheme, origin.netloc) == (request.scheme, request.get_host())


def ours_only(view: View) -> View:
    """Free a public view from the token, and let it take posts from our own pages alone."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not from_our_page(request):
            return problem_page(request, 400, FROM_ELSEWHERE)  # a stranger's words are not put on our page
        return view(request, *args, **kwargs)

    return csrf_exempt(checked)
