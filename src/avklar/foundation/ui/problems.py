"""Pages for what can go wrong: each says calmly what happened and what one can do. 500 asks nothing of the database."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.template import loader
from django.utils.cache import add_never_cache_headers
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from avklar.foundation.access.errors import Conflict, Denied, NotFound, Sentence

MACHINE_FIELDS = ("csrfmiddlewaretoken", "submission", "kept_for", "password")
TO_FRONT = _("Gå til forsiden")


@dataclass(frozen=True, slots=True)
class Page:
    title: str | Promise
    sentence: Sentence
    action: str | Promise = TO_FRONT


PAGES: dict[int, Page] = {
    400: Page(
        _("Vi forstod ikke det som ble sendt"),
        _("Gå tilbake, last siden på nytt og prøv en gang til. Lenken du fulgte, kan være skadet."),
    ),
    403: Page(_("Du har ikke tilgang hit"), Denied.sentence),
    404: Page(_("Vi finner ikke siden"), NotFound.sentence),
    405: Page(_("Siden kan ikke brukes på denne måten"), _("Gå tilbake og bruk knappene på siden.")),
    409: Page(_("Noe er endret i mellomtiden"), Conflict.sentence),
    413: Page(
        _("Det du sendte, er for stort"),
        _("Teksten er lengre enn vi kan ta imot. Gå tilbake, kort den ned og send på nytt."),
    ),
    422: Page(_("Noe må rettes"), _("Gå tilbake og se over det du skrev. Ingenting er lagret ennå.")),
    429: Page(_("Du må vente litt"), _("Det kom mange forsøk på kort tid. Vent noen minutter, og prøv igjen.")),
    500: Page(
        _("Noe gikk galt hos oss"),
        _("Feilen er ført, og vi ser på den. Prøv igjen om litt. Er noen i fare nå, ring 112."),
    ),
    503: Page(
        _("Avklar er stengt et øyeblikk"),
        _("Vi arbeider med systemet. Prøv igjen om noen minutter. Er noen i fare nå, ring 112."),
    ),
}


def problem_page(
    request: HttpRequest, status: int, sentence: Sentence | None = None, *, typed: Sequence[str] = ()
) -> HttpResponse:
    """The page for `status`, with the error's own sentence where there is one and the texts that were not taken."""
    page = PAGES.get(status, PAGES[500])
    context = {
        "status": status,
        "title": page.title,
        "sentence": sentence or page.sentence,
        "action": page.action,
        "typed": typed,
        "next_page": "/",  # the address may hold an id: it is not repeated on the page
    }
    response = render(request, "ui/error.html", context, status=status)
    add_never_cache_headers(response)
    return response


def typed_texts(request: HttpRequest) -> list[str]:
    """What a person wrote in the form that was refused, so that nothing is lost. Only after the CSRF check: before it,
    a stranger's page could put words on ours."""
    fields = request.POST.lists() if request.method == "POST" else []
    return [
        text for name, texts in fields if not name.startswith(MACHINE_FIELDS) for text in texts if " " in text.strip()
    ]


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler400; a body beyond the limit is called by its name (413)."""
    return problem_page(request, 413 if type(exception).__name__ == "RequestDataTooBig" else 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler403."""
    return problem_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler404; never repeats the address, which may hold an id."""
    return problem_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500, and 503 when it was the database; without context processors, session or database."""
    status = 503 if isinstance(sys.exc_info()[1], OperationalError) else 500
    return plain_page(status, typed=typed_texts(request) if came_from_our_page(request) else [])


def plain_page(status: int, *, typed: Sequence[str] = ()) -> HttpResponse:
    """A page that needs nothing but its template: for 500, and 503 while the database is away or its disk full."""
    page = PAGES[status]
    text = loader.get_template("ui/plain_error.html").render(
        {"status": status, "title": page.title, "sentence": page.sentence, "action": page.action, "typed": typed}
    )
    response = HttpResponse(text, status=status)
    add_never_cache_headers(response)
    return response


class _Check(CsrfViewMiddleware):
    """The CSRF check alone: it tells instead of answering, and asks nothing of the database."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponseForbidden:
        return HttpResponseForbidden()


def came_from_our_page(request: HttpRequest) -> bool:
    """Whether a form was posted from a page of ours, also when the request failed before that was checked."""
    check = _Check(lambda request: HttpResponse())
    check.process_request(request)
    return request.method == "POST" and check.process_view(request, HttpResponse, (), {}) is None
