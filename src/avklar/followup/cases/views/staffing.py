"""Who is named in the case: added, taken away, handed over; and cases that nobody is responsible for any more."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from avklar.followup.cases import actions, forms, queries
from avklar.followup.cases.forms.fields import put_errors
from avklar.followup.cases.states import State
from avklar.followup.cases.views.desk import Desk, Page, around, desk, shut
from avklar.followup.concerns import words
from avklar.foundation.access.errors import Conflict, Invalid
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission


@needs(Permission.CASE_HANDLE)
@require_http_methods(["GET", "POST"])
def staff(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """Three things on one page; the button's name says which. A locked case takes a second person, nothing else."""
    at = desk(request, case_id, "staff")
    if at.found.line.state is State.CLOSED:
        page = Page(heading=_("Hvem som er navngitt i saken"), submit="", done="")
        return shut(at, page, status=409 if request.method == "POST" else 200)
    doing, _colon, whom = request.POST.get("do", "").partition(":") if request.method == "POST" else ("", "", "")
    add = _form(at, forms.AddForm, doing == "add", "ny-%s")
    over = _form(at, forms.HandOverForm, doing == "hand-over", "ansvar-%s")
    try:
        answer = _do(at, doing, whom, add, over)
    except Invalid as problem:
        put_errors(add if doing == "add" else over, problem)
        return _draw(at, add, over, status=422)
    except Conflict as problem:
        messages.warning(request, str(problem.sentence))
        return _draw(at.again(), add, over, status=409)
    return answer or _draw(at, add, over, status=422 if doing else 200)


@needs(Permission.CASE_HANDLE)
@require_POST
def take_over(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """Take the responsibility for a case that was left behind."""
    actions.take_over(acting(request), case_id=case_id)
    messages.success(request, _("Du har nå ansvaret for saken."))
    return redirect("casefile:case", case_id)


def _do(at: Desk, doing: str, whom: str, add: Any, over: Any) -> HttpResponse | None:
    """The verb of the button; None when the page is drawn again."""
    if doing == "remove":
        return _remove(at, whom)
    if doing == "add" and add.is_valid():
        actions.add_staff(at.actor, case_id=at.id, user_id=add.user_id)
        messages.success(at.request, _("Kollegaen har fått tilgang, og har fått beskjed."))
        return redirect("cases:staff", at.id)
    if doing == "hand-over" and over.is_valid():
        leave = over.cleaned_data["leave"] and over.user_id != at.actor.person
        actions.hand_over(at.actor, case_id=at.id, user_id=over.user_id, leave=leave)
        messages.success(at.request, _("Ansvaret er overlatt, og kollegaen har fått beskjed."))
        return redirect("casefile:list") if leave else redirect("cases:staff", at.id)
    return None


def _remove(at: Desk, whom: str) -> HttpResponse:
    named = next((each.user_id for each in at.found.staff if str(each.user_id) == whom), None)
    if named is None:
        raise Conflict(_("Den du ville ta bort, er ikke navngitt i saken lenger."))
    actions.end_staff(at.actor, case_id=at.id, user_id=named)
    messages.success(at.request, _("Tilgangen er tatt bort."))
    return redirect("casefile:list") if named == at.actor.person else redirect("cases:staff", at.id)


def _form(at: Desk, kind: Any, posted: bool, ids: str) -> Any:
    named = {each.user_id for each in at.found.staff}
    everybody = queries.colleagues(at.actor)
    if kind is forms.AddForm:
        people = [each for each in everybody if each.id not in named]
    else:
        people = [each for each in everybody if each.id != at.found.line.responsible]
    return kind(at.request.POST if posted else None, people=people, auto_id=ids)


def _draw(at: Desk, add: Any, over: Any, *, status: int = 200) -> HttpResponse:
    names = at.names()
    rows = [
        {
            "id": each.user_id,
            "name": names.get(each.user_id, ""),
            "since": words.day(each.added_at),
            "responsible": each.user_id == at.found.line.responsible,
        }
        for each in at.found.staff
    ]
    context = around(at, _("Hvem som er navngitt i saken")) | {
        "rows": rows,
        "add": add,
        "over": over,
        "locked": not at.found.readable,
    }
    response = render(at.request, "cases/staff.html", context, status=status)
    actions.read(at.actor, case_id=at.id)
    return response
