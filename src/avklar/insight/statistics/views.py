"""Pages of statistics."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from avklar.foundation.access.guard import needs
from avklar.foundation.access.permissions import Permission


@needs(Permission.STATISTICS_SEE)
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """The room's first page."""
    return render(request, "statistics/list.html")
