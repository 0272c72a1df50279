"""Opening a locked case for a time: ask, answer, or lock again. One page; the button's name says which."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from avklar.followup.cases import queries as cases
from avklar.followup.cases.cards import Line
from avklar.followup.escalation import actions, forms, presenting, queries, rules
from avklar.followup.escalation.cards import Asked, Lock
from avklar.followup.escalation.views import shared
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts
from avklar.people.organisations import queries as people


@needs(Permission.ESCALATION_RECORD)
@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """Why it is locked, and what it takes to open it."""
    actor = acting(request)
    line = cases.line(actor, case_id)
    pending = queries.asked(actor, case_id)
    form = _form(request, actor, case_id, pending)
    status, problem = 200, ""
    if request.method == "POST":
        try:
            status = _do(request, actor, case_id, form)
        except Conflict as conflict:
            status, problem = 409, str(conflict.sentence)
            pending = queries.asked(actor, case_id)
            form = _again(request, actor, case_id, pending)
        if status == 200:
            drafts.discard(actor.person, _draft(case_id))
            return redirect(reverse("escalation:reopen", args=[case_id]))
    context = _context(actor, line, queries.lock_of(actor, case_id), pending)
    return shared.draw(request, "reopen", line, context | {"form": form, "problem": problem}, status=status)


def _form(request: HttpRequest, actor: Actor, case_id: UUID, pending: Asked | None) -> Any:
    """The form of the button that was pressed, otherwise the one that the page needs."""
    doing = request.POST.get("do", "")
    answers = doing in ("confirm", "refuse") or (not doing and pending is not None)
    kind = forms.AnswerForm if answers else forms.OpenForm
    posted = request.POST if request.method == "POST" else None
    initial = shared.kept(actor, _draft(case_id), kind)
    return kind(posted, initial=initial, kept_for=drafts.token(actor.person, _draft(case_id)))


def _again(request: HttpRequest, actor: Actor, case_id: UUID, pending: Asked | None) -> Any:
    """Somebody was first: the form that the page needs now, with what was written here."""
    kind = forms.OpenForm if pending is None else forms.AnswerForm
    written = {"reason": request.POST.get("reason", "")}
    return kind(initial=written, kept_for=drafts.token(actor.person, _draft(case_id)))


def _do(request: HttpRequest, actor: Actor, case_id: UUID, form: Any) -> int:
    """What the button says; returns the status. Raises Conflict and Denied."""
    doing = request.POST.get("do", "")
    if doing == "end":
        actions.end_opening(actor, case_id=case_id)
        messages.success(request, _("Saken er låst igjen."))
        return 200
    if not form.is_valid():
        return 422
    try:
        if doing in ("confirm", "refuse"):
            _answer(request, actor, case_id, form, confirmed=doing == "confirm")
        else:
            _ask(request, actor, case_id, form)
    except Invalid as problem:
        return shared.say(form, problem)
    return 200


def _ask(request: HttpRequest, actor: Actor, case_id: UUID, form: forms.OpenForm) -> None:
    given = form.cleaned_data
    actions.ask_to_open(
        actor,
        case_id=case_id,
        hours=int(given["hours"]),
        reason=given["reason"],
        submission=given["submission"] or clock.new_id(),
    )
    messages.success(request, _("Nå venter det på en annen person. Saken er låst til den personen svarer ja."))


def _answer(request: HttpRequest, actor: Actor, case_id: UUID, form: forms.AnswerForm, *, confirmed: bool) -> None:
    """Answers what the page showed: its id is posted, so that nobody says yes to something newer."""
    shown = presenting.id_of(request.POST.get("reopening", ""))
    if shown is None:
        raise Conflict(rules.TOO_LATE, rule="R5")
    reason = form.cleaned_data["reason"]
    actions.answer_opening(actor, case_id=case_id, reopening_id=shown, confirmed=confirmed, reason=reason)
    messages.success(request, _("Saken er åpen for en tid.") if confirmed else _("Svaret ditt er ført."))


def _context(actor: Actor, line: Line, lock: Lock | None, pending: Asked | None) -> dict[str, Any]:
    ids = {each.by for each in (pending, lock and lock.open, lock and lock.first) if each}
    names = people.names(ids | {lock.open.answered_by or line.id} if lock and lock.open else ids)
    return {
        "crumbs": shared.crumbs(line, _("Åpne saken for en tid")),
        "lock": lock and presenting.lock(lock, names),
        "pending": pending and presenting.asked(pending, names),
        "own": pending is not None and pending.by == actor.person,
        "may_ask": lock is not None and pending is None and lock.open_until is None,
        "is_open": lock is not None and lock.open_until is not None,
    }


def _draft(case_id: UUID) -> str:
    return f"escalation-open:{case_id}"
