"""Working on the own routines: taking one in use, adapting with a preview, approving, reviewing, confirming."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts, filling
from avklar.foundation.ui import differences
from avklar.foundation.ui.components import Link
from avklar.foundation.ui.markdown import render as markdown
from avklar.network.routines import actions, forms, presenting, queries, rules
from avklar.network.routines.cards import RoutineCard
from avklar.network.routines.states import Code, Language

either = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.ROUTINE_MANAGE)
@require_POST
def adopt(request: HttpRequest, code: str) -> HttpResponse:
    """Take the template in use in the language chosen."""
    chosen, language = rules.code_of(code), request.POST.get("maal", "")
    if language not in Language.values:
        raise Invalid(_("Velg bokmål eller nynorsk."))
    actions.adopt(acting(request), code=chosen, language=Language(language))
    messages.success(request, _("Rutinen er tatt i bruk som utkast. Tilpass den, og la en annen godkjenne."))
    return redirect("routines:routine", chosen)


@needs(Permission.ROUTINE_MANAGE)
@either
def adapt(request: HttpRequest, code: str) -> HttpResponse:
    """Write the working text. Two who write at once: the second sees what differs and keeps the own text.

    With `?mal=ny` the newer template's changes are put in where they fit.
    """
    actor = acting(request)
    card = queries.routine(actor, rules.code_of(code))
    draft = f"routine:{card.id}"
    first, left = _first(actor, card) if request.GET.get("mal") == "ny" else (_text(card), ())
    initial = first if left or first["text"] != card.text else first | filling.kept(actor, draft)
    form = forms.Adapt(request.POST or None, initial=initial, kept_for=drafts.token(actor.person, draft))
    lines: list[differences.Line] = []

    def do(values: Mapping[str, Any]) -> None:
        fields = {name: values[name] for name in ("text", "version", "template_position")}
        actions.adapt(actor, code=card.code, **fields)

    previewing = request.method == "POST" and request.POST.get("do") == "preview"
    if request.method == "POST" and not previewing:
        try:
            if filling.done(actor, form, do, draft=draft):
                messages.success(request, _("Utkastet er lagret."))
                return redirect("routines:routine", card.code)
        except Conflict as problem:
            filling.stale(form, problem, version=card.version)
            lines = differences.compare(card.text, form.cleaned_data["text"])
    context = {
        "form": form,
        "card": card,
        "lines": lines,
        "left": left,
        "preview": markdown(form.cleaned_data["text"]) if previewing and form.is_valid() else "",
        "crumbs": _crumbs(card, _("Rediger")),
    }
    return render(request, "routines/adapt.html", context, status=422 if form.errors else 200)


@needs(Permission.ROUTINE_MANAGE)
@either
def approve(request: HttpRequest, code: str) -> HttpResponse:
    """See what the working text changes, and make it the version in force."""
    actor = acting(request)
    card = queries.routine(actor, rules.code_of(code))
    draft = f"routine-approval:{card.id}"
    form = forms.Approve(
        request.POST or None, initial={"version": card.version}, kept_for=drafts.token(actor.person, draft)
    )

    def do(values: Mapping[str, Any]) -> None:
        actions.approve(actor, code=card.code, version=values["version"], note=values["note"])

    if request.method == "POST":
        try:
            if filling.done(actor, form, do, draft=draft):
                messages.success(request, _("Rutinen er godkjent og gjelder fra nå. De ansatte får beskjed."))
                return redirect("routines:routine", card.code)
        except Conflict as problem:
            filling.stale(form, problem, version=card.version)
    before = card.in_force.text if card.in_force else ""
    managers = queries.managers(actor.organisation)
    context = {
        "form": form,
        "card": card,
        "lines": differences.compare(before, card.text) if before else [],
        "shown": markdown(card.text),
        "may_approve": rules.may_approve(actor.person, card.written_by, managers),
        "why_not": rules.ALONE,
        "others": sorted(name for pk, name in managers.items() if pk != card.written_by),
        "crumbs": _crumbs(card, _("Godkjenn")),
    }
    return render(request, "routines/approve.html", context, status=422 if form.errors else 200)


@needs(Permission.ROUTINE_READ)
@require_POST
def acknowledge(request: HttpRequest, code: str, version_id: UUID) -> HttpResponse:
    """«I have read this.»"""
    chosen = rules.code_of(code)
    actions.acknowledge(acting(request), code=chosen, version_id=version_id)
    messages.success(request, _("Takk. Det er ført at du har lest rutinen."))
    return redirect("routines:routine", chosen)


@needs(Permission.ROUTINE_MANAGE)
@require_POST
def review(request: HttpRequest, code: str, version_id: UUID) -> HttpResponse:
    """«It still is right.»"""
    chosen = rules.code_of(code)
    actions.review(acting(request), code=chosen, version_id=version_id)
    messages.success(request, _("Gjennomgangen er ført. Rutinen gjelder et år til."))
    return redirect("routines:routine", chosen)


def _text(card: RoutineCard) -> dict[str, Any]:
    return {"text": card.text, "version": card.version, "template_position": card.template_position}


def _first(actor: Actor, card: RoutineCard) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The own text with the newer template's changes, and those that found no place."""
    versions = queries.templates(queries.district_id(actor), Code(card.code))
    base = next(each for each in versions if each.position == card.template_position)
    merged = differences.merge(base.texts[card.language], card.newest_template.texts[card.language], card.text)
    newest = {"text": merged.text, "template_position": card.newest_template.position}
    return _text(card) | newest, merged.left


def _crumbs(card: RoutineCard, here: str) -> list[Link]:
    return presenting.crumbs(Link(card.code.label, reverse("routines:routine", args=[card.code])), Link(here, ""))
