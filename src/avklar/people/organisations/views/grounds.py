"""The organisation's legal grounds: the list with what each asks, and the forms that add to it (R8)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts, filling
from avklar.foundation.ui.components import Link
from avklar.foundation.ui.forms import Form
from avklar.people.organisations import actions, forms, law_lines, legal_grounds, queries

either = require_http_methods(["GET", "HEAD", "POST"])
HOME = "organisations:grounds"


@needs(Permission.GROUNDS_MANAGE)
@require_safe
def grounds(request: HttpRequest) -> HttpResponse:
    """Every ground for the organisation's sector, with help, paragraph and what has been decided; then the history."""
    organisation = queries.organisation(acting(request).organisation)
    context = {
        "organisation": organisation,
        "sections": law_lines.sections(organisation),
        "history": law_lines.history(organisation),
        "can_approve": bool(law_lines.can_be_approved(organisation)),
        "crumbs": _crumbs(organisation.full_name),
    }
    return render(request, "organisations/grounds.html", context)


@needs(Permission.GROUNDS_MANAGE)
@either
def approve(request: HttpRequest) -> HttpResponse:
    """Put grounds on the list, in one decision."""
    actor = acting(request)
    organisation = queries.organisation(actor.organisation)
    draft = f"approve:{organisation.id}"
    initial = {"from_day": clock.today()} | filling.kept(actor, draft)
    if isinstance(initial.get("codes"), str):
        initial["codes"] = [initial["codes"]]
    form = forms.ApproveGrounds(
        request.POST or None,
        initial=initial,
        grounds=law_lines.can_be_approved(organisation),
        kept_for=drafts.token(actor.person, draft),
    )

    def do(values: Mapping[str, Any]) -> None:
        names = ("codes", "from_day", "approver", "reference", "submission")
        actions.approve_grounds(actor, **{name: values[name] for name in names})

    words: dict[str, Any] = {
        "heading": _("Godkjenn grunnlag"),
        "lead": _("De som utleverer opplysninger, velger blant grunnlagene som er godkjent her."),
        "submit_label": _("Godkjenn"),
    }
    return _page(request, form, do, draft=draft, said=_("Grunnlagene er godkjent."), **words)


@needs(Permission.GROUNDS_MANAGE)
@either
def end(request: HttpRequest, code: str) -> HttpResponse:
    """Take a ground off the list from a day; what was sent under it stays."""
    actor = acting(request)
    ground = legal_grounds.ground(code)
    entries = queries.ground_history(actor.organisation)
    version = max((each.position for each in entries if each.code == code), default=0)
    if version == 0:
        raise NotFound
    draft = f"end:{actor.organisation}:{code}"
    initial = {"from_day": clock.today()} | filling.kept(actor, draft) | {"version": version}
    form = forms.EndGround(request.POST or None, initial=initial, kept_for=drafts.token(actor.person, draft))

    def do(values: Mapping[str, Any]) -> None:
        names = ("from_day", "approver", "reference", "version", "submission")
        actions.end_ground(actor, code=code, **{name: values[name] for name in names})

    words: dict[str, Any] = {
        "heading": _("Avslutt et grunnlag"),
        "lead": ground.label,
        "submit_label": _("Avslutt grunnlaget"),
    }
    return _page(request, form, do, draft=draft, version=version, said=_("Grunnlaget er avsluttet."), **words)


@needs(Permission.GROUNDS_MANAGE)
@either
def act_start(request: HttpRequest, code: str) -> HttpResponse:
    """Enter when a new act starts to apply, or take the date back."""
    actor = acting(request)
    act = legal_grounds.act(code)
    if not act.needs_start:
        raise NotFound
    entries = [each for each in queries.start_history(actor.organisation) if each.act == code]
    version = max((each.position for each in entries), default=0)
    draft = f"start:{actor.organisation}:{code}"
    initial = filling.kept(actor, draft) | {"version": version}
    form = forms.ActStarts(request.POST or None, initial=initial, kept_for=drafts.token(actor.person, draft))

    def do(values: Mapping[str, Any]) -> None:
        names = ("starts_on", "approver", "reference", "version", "submission")
        actions.set_act_start(actor, act=code, **{name: values[name] for name in names})

    words: dict[str, Any] = {
        "heading": _("Når gjelder loven?"),
        "lead": _("%(act)s tilbys ikke før datoen er kommet. Loven fra 1967 tilbys til dere avslutter den.")
        % {"act": act.title},
        "submit_label": _("Før inn"),
    }
    return _page(request, form, do, draft=draft, version=version, said=_("Datoen er ført inn."), **words)


def _page(
    request: HttpRequest, form: Form, do: Any, *, draft: str, said: str, version: int | None = None, **words: Any
) -> HttpResponse:
    """Draw the form, or do it and go back to the list."""
    actor: Actor = acting(request)
    status = 200
    if form.is_bound:
        try:
            if filling.done(actor, form, do, draft=draft):
                messages.success(request, said)
                return redirect(HOME)
            status = 422
        except Conflict as problem:
            filling.stale(form, problem, version=version)
            status = 409
    context = {"form": form, "back_url": reverse(HOME), **words}
    return render(request, "ui/form_page.html", context, status=status)


def _crumbs(name: str) -> list[Link]:
    return [Link(name, reverse("organisations:manage")), Link(_("Rettslige grunnlag"), "")]
