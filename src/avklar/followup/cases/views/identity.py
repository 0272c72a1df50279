"""Who the case is about: entered when it is needed, shown once for a reason, compared by a human (R4, R13)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from avklar.followup.cases import actions, forms, queries
from avklar.followup.cases.cards import CasePersonCard
from avklar.followup.cases.forms.fields import put_errors
from avklar.followup.cases.states import LookFor, PersonKind, SamePerson
from avklar.followup.cases.views.desk import Desk, Page, around, desk, shut
from avklar.foundation.access.errors import Conflict, Invalid
from avklar.foundation.access.guard import needs
from avklar.foundation.access.permissions import Permission
from avklar.people.organisations import queries as people


@needs(Permission.CASE_HANDLE)
@require_http_methods(["GET", "POST"])
def identity(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """Enter a name, or read the names with a reason: they stand on that one answer only, and nothing keeps a copy."""
    at = desk(request, case_id, "identity")
    if not at.found.readable:
        return _shut(at, _("Hvem saken gjelder"))
    doing = request.POST.get("do", "") if request.method == "POST" else ""
    enter = forms.IdentityForm(
        request.POST if doing == "enter" else None, initial={"kind": PersonKind.SUBJECT}, auto_id="inn-%s"
    )
    look = forms.ReasonForm(request.POST if doing == "read" else None, auto_id="les-%s")
    try:
        if doing == "enter" and enter.is_valid():
            return _enter(at, enter)
        if doing == "read" and look.is_valid():
            shown = actions.read_identity(at.actor, case_id=at.id, look_for=LookFor(look.cleaned_data["look_for"]))
            return _draw(at, enter, forms.ReasonForm(auto_id="les-%s"), shown=shown)
    except Invalid as problem:
        put_errors(enter, problem)
    except Conflict:
        return _shut(at.again(), _("Hvem saken gjelder"))
    return _draw(at, enter, look, status=422 if doing else 200)


@needs(Permission.CASE_HANDLE)
@require_http_methods(["GET", "POST"])
def same(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """Other cases of the organisation that may be about the same person; a human judges, and nothing else follows."""
    at = desk(request, case_id, "same")
    if not at.found.readable:
        return _shut(at, _("Kan det gjelde samme person?"))
    alike = queries.alike(at.actor, case_id)
    if request.method == "POST":
        said, _colon, other = request.POST.get("do", "").partition(":")
        meant = next((each.case_id for each in alike if str(each.case_id) == other), None)
        if meant is None or said not in SamePerson.values:
            messages.warning(request, _("Forslaget er ikke der lenger. Se over listen på nytt."))
            return _draw_same(at, alike, status=422)
        actions.judge_same(at.actor, case_id=case_id, other_id=meant, said=SamePerson(said))
        messages.success(request, _("Vurderingen din er lagret."))
        return redirect("cases:same", case_id)
    return _draw_same(at, alike)


def _enter(at: Desk, form: Any) -> HttpResponse:
    actions.name_person(at.actor, case_id=at.id, content=form.content)
    messages.success(at.request, _("Det er lagret, for seg selv og under egen nøkkel."))
    likely = form.content.kind is PersonKind.SUBJECT and queries.alike(at.actor, at.id)
    return redirect("cases:same" if likely else "cases:identity", at.id)


def _draw(
    at: Desk, enter: Any, look: Any, *, shown: list[CasePersonCard] | None = None, status: int = 200
) -> HttpResponse:
    context = around(at, _("Hvem saken gjelder")) | {"enter": enter, "look": look, "shown": shown}
    response = render(at.request, "cases/identity.html", context, status=status)
    if shown is None:
        actions.read(at.actor, case_id=at.id)
    return response


def _draw_same(at: Desk, alike: Any, *, status: int = 200) -> HttpResponse:
    names = people.names(each.responsible for each in alike)
    rows = [
        {
            "id": each.case_id,
            "reference": each.reference,
            "responsible": names.get(each.responsible, ""),
            "said": SamePerson(each.said).label if each.said else "",
        }
        for each in alike
    ]
    context = around(at, _("Kan det gjelde samme person?")) | {"rows": rows, "choices": SamePerson.choices}
    response = render(at.request, "cases/same.html", context, status=status)
    actions.read(at.actor, case_id=at.id)
    return response


def _shut(at: Desk, heading: str) -> HttpResponse:
    return shut(at, Page(heading=heading, submit="", done=""), status=409 if at.request.method == "POST" else 200)
