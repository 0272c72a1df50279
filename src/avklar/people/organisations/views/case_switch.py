"""Whether the organisation keeps named cases: what it rests on, what is missing, and every change so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts, filling
from avklar.foundation.ui.components import Link
from avklar.people.organisations import actions, forms, installation, queries, switching
from avklar.people.organisations.cards import CaseSwitch

FIELDS = ("legal_basis", "dpia_reference", "dpia_date", "approver", "approval_reference")


@dataclass
class Board:
    """The page's two forms and how it went."""

    actor: Actor
    switch: CaseSwitch
    basis: forms.CaseBasis
    off: forms.SwitchOff
    status: int = 200


@needs(Permission.GROUNDS_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def case_switch(request: HttpRequest) -> HttpResponse:
    """Enter, switch on or switch off: the button's name says which."""
    board = _board(request, acting(request))
    verb = VERBS.get(request.POST.get("do", "")) if request.method == "POST" else None
    if verb is not None:
        try:
            said = verb(board)
        except Conflict as problem:
            _show_again(board, problem, off=verb is _switch_off)
        else:
            if said:
                messages.success(request, said)
                return redirect("organisations:case-switch")
            board.status = 422
    return _draw(request, board)


def _save(board: Board) -> str:
    return _state(board, switch_on=False, said=_("Opplysningene er ført inn."))


def _switch_on(board: Board) -> str:
    return _state(board, switch_on=True, said=_("Navngitte saker er slått på."))


def _switch_off(board: Board) -> str:
    def do(values: Mapping[str, Any]) -> None:
        names = ("reason", "version", "submission")
        actions.switch_cases_off(board.actor, **{name: values[name] for name in names})

    ended = filling.done(board.actor, board.off, do, draft=_draft(board.actor, "off"))
    return _("Navngitte saker er slått av. Sakene er låst, ikke slettet.") if ended else ""


def _state(board: Board, *, switch_on: bool, said: str) -> str:
    """What was said when it went well; empty when the form is to be shown again."""

    def do(values: Mapping[str, Any]) -> None:
        statement = switching.Statement(**{name: values[name] for name in FIELDS})
        actions.state_case_basis(
            board.actor,
            statement=statement,
            version=values["version"],
            switch_on=switch_on,
            submission=values["submission"],
        )

    return said if filling.done(board.actor, board.basis, do, draft=_draft(board.actor, "basis")) else ""


VERBS = {"save": _save, "on": _switch_on, "off": _switch_off}


def _show_again(board: Board, problem: Conflict, *, off: bool) -> None:
    """Somebody was first, or it can't be done here: the page shows what is there now, and keeps what was typed."""
    board.switch = queries.case_switch(board.actor.organisation)
    filling.stale(board.off if off else board.basis, problem, version=board.switch.version)
    board.status = 409


def _board(request: HttpRequest, actor: Actor) -> Board:
    switch = queries.case_switch(actor.organisation)
    posted, doing = request.POST or None, request.POST.get("do", "")
    version = {"version": switch.version}
    now = {name: getattr(switch, name) for name in FIELDS}
    basis = forms.CaseBasis(
        posted if doing in ("save", "on") else None,
        initial=now | filling.kept(actor, _draft(actor, "basis")) | version,
        kept_for=drafts.token(actor.person, _draft(actor, "basis")),
        auto_id="grunnlag-%s",
        complete=switch.on or doing != "save",
    )
    off = forms.SwitchOff(
        posted if doing == "off" else None,
        initial=filling.kept(actor, _draft(actor, "off")) | version,
        kept_for=drafts.token(actor.person, _draft(actor, "off")),
        auto_id="av-%s",
    )
    return Board(actor, switch, basis, off)


def _draw(request: HttpRequest, board: Board) -> HttpResponse:
    organisation = queries.organisation(board.actor.organisation)
    history = queries.switch_history(organisation.id)
    names = queries.names({each.entered_by for each in history})
    context = {
        "organisation": organisation,
        "switch": board.switch,
        "basis": board.basis,
        "off": board.off,
        "errors": bool(board.basis.errors or board.off.errors),
        "demo": installation.is_demo(),
        "only_demo": switching.ONLY_DEMO,
        "history": [(each, names.get(each.entered_by, "")) for each in history],
        "crumbs": [Link(organisation.full_name, reverse("organisations:manage")), Link(_("Navngitte saker"), "")],
    }
    return render(request, "organisations/case_switch.html", context, status=board.status)


def _draft(actor: Actor, part: str) -> str:
    return f"case-switch-{part}:{actor.organisation}"
