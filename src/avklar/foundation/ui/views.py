"""The choice of colours, and the gallery of components."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from avklar.foundation.access import guard
from avklar.foundation.ui import layout, showcase

YEAR = 365 * 24 * 3600


@guard.public(reason="colours are everybody's choice")
@csrf_exempt  # a token would need a cookie on every public page, and colours are no secret
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Keep the chosen colours in a cookie and go back to the page."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = "/"
    response = HttpResponseRedirect(target)
    chosen = request.POST.get("look", "auto")
    if chosen in layout.SCHEMES:
        response.set_cookie(
            layout.SCHEME_COOKIE, chosen, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    return response


@guard.public(reason="shows how the pages are built; holds no data")
@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with its states."""
    return render(request, "ui/gallery.html", showcase.everything())
