"""What came in and what went out, a page at a time; only columns that identify nobody."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from avklar.followup.disclosures import presenting, queries
from avklar.followup.disclosures.forms import uuid_of
from avklar.followup.disclosures.states import Box
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.components import Pager

NOBODY = UUID(int=0)


@needs(Permission.DISCLOSURE_READ)
@require_safe
def listing(request: HttpRequest) -> HttpResponseBase:
    """One of the two lists; `?liste=ut` for what went out."""
    wanted = request.GET.get("liste", Box.IN)
    if wanted not in Box.values:
        raise NotFound
    box, before = Box(wanted), uuid_of(request.GET.get("etter", ""))
    found = queries.listing(acting(request), box, before=before)
    here = f"{request.path}?liste={box}"
    url = reverse("disclosures:disclosure", args=[NOBODY]).replace(str(NOBODY), "{id}")
    context = {
        "box": box,
        "boxes": [(each, f"{request.path}?liste={each}", each is box) for each in Box],
        "rows": presenting.rows(found.lines, url),
        "pager": Pager(first=here if before else "", next=f"{here}&etter={found.older}" if found.older else ""),
    }
    return render(request, "disclosures/list.html", context)
