"""Pages of competence."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from avklar.foundation.access.guard import needs
from avklar.foundation.access.permissions import Permission


@needs(Permission.COURSE_TAKE)
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """The room's first page."""
    return render(request, "competence/mine.html")
