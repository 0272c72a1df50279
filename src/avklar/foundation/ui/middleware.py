"""Turns the house's errors into pages, in one place; a failed database into 503. Compresses what is public."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from avklar.foundation.access.errors import Problem
from avklar.foundation.ui import problems

log = logging.getLogger("avklar.ui")


class CompressMiddleware(GZipMiddleware):
    """Compresses public pages that may be kept, and no other: those hold nobody's secret beside what somebody typed."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        public = "public" in response.headers.get("Cache-Control", "")
        return super().process_response(request, response) if public else response


class ProblemMiddleware:
    """404, 403, 409 and 422 with the error's own sentence. Texts of people never reach the log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Problem):
            return problems.problem_page(
                request, exception.status, exception.sentence, typed=problems.typed_texts(request)
            )
        if isinstance(exception, RequestDataTooBig):
            return problems.problem_page(request, 413)
        if isinstance(exception, OperationalError):
            log.error("database not available: %s", type(exception).__name__)
            return problems.plain_page(503, typed=problems.typed_texts(request))
        return None
