"""Agreements: the list, one agreement with its history, the forms that add to it, and the signed file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts, filling
from avklar.foundation.ui.components import Link
from avklar.foundation.ui.forms import Form
from avklar.people.organisations import actions, agreement_forms, agreement_lines, queries
from avklar.people.organisations.queries import Pair

either = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.NETWORK_SEE)
@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    """Every agreement that the own organisation is a side of."""
    return render(request, "organisations/agreements.html", {"lines": agreement_lines.lines(acting(request))})


@needs(Permission.NETWORK_SEE)
@require_safe
def agreement(request: HttpRequest, municipality_id: UUID) -> HttpResponse:
    """What counts today, every version, every evaluation."""
    actor = acting(request)
    sides = queries.pair(actor, municipality_id)
    context = {"board": agreement_lines.board(actor, sides), "crumbs": _crumbs(sides)}
    return render(request, "organisations/agreement.html", context)


@needs(Permission.NETWORK_SEE)
@require_safe
def agreement_file(request: HttpRequest, municipality_id: UUID, version_id: UUID) -> HttpResponse:
    """The signed file as a download: never shown inside the page, whatever it holds."""
    content = queries.agreement_file(acting(request), municipality_id, version_id)
    headers = {"Content-Disposition": 'attachment; filename="avtale.pdf"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@needs(Permission.AGREEMENT_MANAGE)
@either
def enter_agreement(request: HttpRequest, municipality_id: UUID) -> HttpResponse:
    """A first agreement, or the next version of one."""
    actor = acting(request)
    sides = queries.pair(actor, municipality_id)
    earlier = queries.versions(sides)
    draft = f"agreement:{municipality_id}"
    initial: dict[str, Any] = {"valid_from": clock.today()}
    if earlier:
        initial = {"goals": "\n".join(earlier[0].goals), "archive": earlier[0].archive}
    version = earlier[0].position if earlier else 0
    initial |= filling.kept(actor, draft) | {"version": version}
    token = drafts.token(actor.person, draft)
    form = agreement_forms.Agreement(request.POST or None, request.FILES or None, initial=initial, kept_for=token)

    def do(values: Mapping[str, Any]) -> None:
        names = ("file", "valid_from", "valid_to", "goals", "archive", "version", "submission")
        given = {name: values[name] for name in names}
        actions.enter_agreement(actor, municipality_id=municipality_id, file_name=form.file_name, **given)

    words: dict[str, Any] = {
        "heading": _("Før inn en ny versjon av avtalen") if earlier else _("Før inn avtalen"),
        "submit_label": _("Før inn"),
        "takes_file": True,
    }
    return _page(request, form, do, sides, draft=draft, version=version, said=_("Avtalen er ført inn."), **words)


@needs(Permission.AGREEMENT_MANAGE)
@either
def evaluate_agreement(request: HttpRequest, municipality_id: UUID) -> HttpResponse:
    """The yearly look at how the cooperation works."""
    actor = acting(request)
    sides = queries.pair(actor, municipality_id)
    draft = f"evaluation:{municipality_id}"
    initial = {"held_on": clock.today()} | filling.kept(actor, draft)
    token = drafts.token(actor.person, draft)
    form = agreement_forms.Evaluate(request.POST or None, initial=initial, kept_for=token)

    def do(values: Mapping[str, Any]) -> None:
        names = ("held_on", "worked", "changes", "held_by", "submission")
        actions.evaluate_agreement(actor, municipality_id=municipality_id, **{name: values[name] for name in names})

    words: dict[str, Any] = {"heading": _("Evaluer avtalen"), "submit_label": _("Før inn evalueringen")}
    return _page(request, form, do, sides, draft=draft, said=_("Evalueringen er ført inn."), **words)


def _page(
    request: HttpRequest,
    form: Form,
    do: Any,
    sides: Pair,
    *,
    draft: str,
    said: str,
    version: int | None = None,
    **words: Any,
) -> HttpResponse:
    """Draw the form, or do it and go back to the agreement."""
    here, status = reverse("organisations:agreement", args=[sides.municipality.id]), 200
    if form.is_bound:
        try:
            if filling.done(acting(request), form, do, draft=draft):
                messages.success(request, said)
                return redirect(here)
            status = 422
        except Conflict as problem:
            filling.stale(form, problem, version=version)
            status = 409
    lead = _("%(municipality)s og %(district)s") % {
        "municipality": sides.municipality.full_name,
        "district": sides.district.full_name,
    }
    context = {"form": form, "back_url": here, "lead": lead, **words}
    template = "organisations/file_page.html" if words.get("takes_file") else "ui/form_page.html"
    return render(request, template, context, status=status)


def _crumbs(sides: Pair) -> list[Link]:
    return [Link(_("Samarbeidsavtaler"), reverse("organisations:agreements")), Link(sides.municipality.full_name, "")]
