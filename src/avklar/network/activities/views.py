"""Pages of activities."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from avklar.foundation.access.guard import needs
from avklar.foundation.access.permissions import Permission


@needs(Permission.NETWORK_SEE)
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """The room's first page."""
    return render(request, "activities/list.html")
