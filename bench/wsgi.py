"""The served application: paths under /bench/ go to bare Django without middleware, all others to Avklar as it is.

Both run in the same process on the same database. Each answer says in `Server-Timing` how long the application took.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponseBase
from django.test.utils import override_settings

from avklar.config.wsgi import application as house

BARE = "/bench/"


class BareHandler(WSGIHandler):
    """Django's own handler with the bench's routes."""

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        request.urlconf = "bench.routes"  # type: ignore[attr-defined]
        return super().get_response(request)


with override_settings(MIDDLEWARE=[]):  # read once, when a handler is made
    bare = BareHandler()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer, and tell in milliseconds how long it took until the answer was whole."""
    begun = time.perf_counter()

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        taken = (time.perf_counter() - begun) * 1000
        return start_response(status, [*headers, ("Server-Timing", f"app;dur={taken:.4f}")], *rest)

    handler = bare if environ["PATH_INFO"].startswith(BARE) else house
    return handler(environ, start)
