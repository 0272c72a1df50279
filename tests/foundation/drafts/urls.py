"""Two small pages with a form, a sign-in page and a second factor page, for the rescue tests."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path

from avklar.foundation.access.guard import signed_in
from avklar.foundation.drafts import drafts


@signed_in("a test page")
def page(request: HttpRequest) -> HttpResponseBase:
    """A form that shows its draft and answers a post with the status that the test asks for."""
    if request.method == "POST":
        asked = request.GET.get("answer", "200")
        return redirect("mfa_index") if asked == "second-factor" else HttpResponse("mottatt", status=int(asked))
    kept = drafts.load(request.user.pk, "concern") or {}
    return HttpResponse(f"<textarea>{kept.get('text', '')}</textarea>")


def empty(request: HttpRequest, **anything: Any) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [
    path("skjema/", page, name="form"),
    path("logg-inn/", empty, name="account_login"),
    path("andre-faktor/", empty, name="mfa_index"),
]
