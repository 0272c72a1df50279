"""The privacy officer's page: what the organisation's log shows. Looking at it is journalled too."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.journal import actions, queries
from avklar.foundation.journal.forms import FilterForm
from avklar.foundation.ui.components import Pager


@needs(Permission.JOURNAL_READ)
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """One page of the log, newest first, filtered by verb, kind, person or thing."""
    actor = acting(request)
    form = FilterForm(request.GET)
    after = request.GET.get("etter", "")
    found = queries.page(actor, wanted=form.wanted, after=after)
    if request.method == "GET":
        actions.read(actor, kind="journal", object_id=actor.organisation, reason="list")
    asked = {name: str(value) for name, value in form.cleaned_data.items() if value}
    pager = Pager(
        first=_address(asked) if after else "", next=_address({**asked, "etter": found.next}) if found.next else ""
    )
    context = {"form": form, "page": found, "pager": pager, "filtered": bool(asked)}
    return render(request, "journal/list.html", context)


def _address(parts: dict[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update(parts)
    return f"?{query.urlencode()}"
