"""Routes for the tests of the room: its own, and one per error."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.foundation.ui import problems

ERRORS = {
    "conflict": Conflict,
    "denied": Denied,
    "invalid": Invalid,
    "not-found": NotFound,
    "own-words": lambda: Denied("Bare stedfortrederen kan gjøre dette."),
    "too-big": RequestDataTooBig,
    "database": lambda: OperationalError("connection to 10.0.0.1 refused"),
    "bug": lambda: ValueError("Kari Nordmann"),
}


def fail(request: HttpRequest, kind: str) -> HttpResponse:
    raise ERRORS[kind]()


urlpatterns = [
    path("feil/<str:kind>/", fail),
    path("fare/", lambda request: HttpResponse(), name="danger"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("avklar.foundation.ui.urls")),
]
handler400 = problems.bad_request
handler403 = problems.permission_denied
handler404 = problems.not_found
handler500 = problems.server_error
