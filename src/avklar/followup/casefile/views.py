"""The case list and the case page. Both read; the page leaves a row in the journal, and nothing else (R13)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from avklar.followup.casefile import presenting, queries, rows
from avklar.followup.casefile.presenting.ways import to
from avklar.followup.cases import actions
from avklar.followup.cases import queries as cases
from avklar.followup.cases.states import State
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.people.organisations import queries as people


@needs(Permission.CASE_READ)
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """A page of the cases one is named in, the last touched first. A page before the first one leads to the first."""
    actor, given = acting(request), request.GET
    state = State.CLOSED if given.get("vis") == State.CLOSED else State.OPEN
    after, before = given.get("after", ""), given.get("before", "")
    page = cases.listing(actor, state, after=after, before=before, last=bool(given.get("last")))
    if before and not page.newer and len(page.lines) < cases.PAGE:
        return redirect(rows.list_url(state))
    here, switch = cases.colleague_names(actor), people.case_switch(actor.organisation)
    context = {
        "rows": rows.rows(page.lines, here | people.names(rows.strangers(page.lines, here))),
        "pager": rows.pager(page, state),
        "title": rows.LISTS[state],
        "is_open": state is State.OPEN,
        "tabs": rows.tabs(state),
        "switch": switch,
        "open_url": to("cases:open") if switch.on and actor.may(Permission.CASE_HANDLE) else "",
        "talk_settings_url": to("cases:talk-settings") if actor.may(Permission.TALK_SETTINGS) else "",
        "left_behind": rows.left_behind(cases.left_behind(actor, here)) if state is State.OPEN else [],
    }
    return render(request, "casefile/list.html", context)


@needs(Permission.CASE_READ)
@require_GET
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The whole case for those named in it; locked or closed it is drawn without its texts."""
    actor = acting(request)
    file = queries.case_file(actor, case_id)
    response = render(request, presenting.template(file), presenting.context(actor, file))
    actions.read(actor, case_id=case_id)
    return response
