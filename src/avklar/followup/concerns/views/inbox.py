"""The contact's inbox: three shelves, coarse facts, one tag a row."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from avklar.followup.concerns import counts, presenting, queries
from avklar.followup.concerns.states import Shelf
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission


@needs(Permission.CONCERN_READ)
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """A page of one shelf, newest first. A page before the first one leads to the first."""
    actor = acting(request)
    wanted = request.GET.get("vis", "")
    shelf = Shelf(wanted) if wanted in Shelf.values else Shelf.OPEN
    query = "" if shelf is Shelf.OPEN else f"vis={shelf}"
    url = reverse("concerns:inbox")
    page = queries.inbox(
        actor,
        shelf,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        last=bool(request.GET.get("last")),
    )
    if request.GET.get("before") and not page.newer and len(page.lines) < queries.PAGE:
        return redirect(f"{url}?{query}" if query else url)
    numbers = counts.unclosed(actor)
    context = {
        "rows": presenting.rows(page.lines),
        "pager": presenting.pager(page, url, query),
        "shelf": shelf,
        "shelves": presenting.shelf_links(shelf, held=numbers.held),
        "counts": numbers,
        "may_send": actor.may(Permission.CONCERN_SEND),
    }
    return render(request, "concerns/inbox.html", context)
