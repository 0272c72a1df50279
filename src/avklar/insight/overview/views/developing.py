"""How the district develops: each layer month by month, with its target; and the form of a target."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

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
from avklar.insight.overview import actions, forms, presenting, queries, reporting, rules

TWO_YEARS = timedelta(days=731)


@needs(Permission.OVERVIEW_SEE)
@require_safe
def development(request: HttpRequest) -> HttpResponse:
    """Two years, month by month, with targets; and the yearly reports."""
    actor, today = acting(request), clock.today()
    aims = queries.kept(actor).aims
    found = presenting.developments(
        presenting.figures(queries.district(actor), aims, today),
        queries.months(actor, today - TWO_YEARS, today),
        aims,
    )
    context = {
        "found": [(each, presenting.progress(each.aim, each.figure, today) if each.aim else None) for each in found],
        "months": presenting.table(found),
        "aims": actor.may(Permission.TARGET_SET),
        "years": reporting.years(actor, today),
        "crumbs": [Link(_("Oversikt"), reverse("overview:district")), Link(_("Utvikling og mål"), "")],
    }
    return render(request, "overview/development.html", context)


@needs(Permission.TARGET_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def target(request: HttpRequest, layer: str) -> HttpResponse:
    """Set the target of one layer."""
    actor = acting(request)
    chosen = rules.layer_of(layer)
    aim = queries.kept(actor).aims.get(chosen.code)
    draft = f"target:{chosen.code}"
    version = aim.version if aim else 0
    initial = {"percent": aim.percent, "due": aim.due} if aim else {}
    form = forms.TargetForm(
        request.POST or None,
        initial=initial | {"version": version} | filling.kept(actor, draft),
        kept_for=drafts.token(actor.person, draft),
    )

    def do(values: Mapping[str, Any]) -> None:
        actions.set_target(
            actor,
            layer=chosen.code,
            percent=values["percent"],
            due=values["due"],
            version=values["version"],
            submission=values["submission"] or clock.new_id(),
        )

    newer = None
    if request.method == "POST":
        try:
            if filling.done(actor, form, do, draft=draft):
                messages.success(request, _("Målet er lagret."))
                return redirect("overview:development")
        except Conflict as problem:
            filling.stale(form, problem, version=version)
            newer = aim
    context = {
        "form": form,
        "layer": chosen,
        "newer": newer,
        "crumbs": [
            Link(_("Oversikt"), reverse("overview:district")),
            Link(_("Utvikling og mål"), reverse("overview:development")),
            Link(chosen.title, ""),
        ],
    }
    return render(request, "overview/target.html", context, status=422 if form.errors else 200)


@needs(Permission.OVERVIEW_SEE)
@require_safe
def report(request: HttpRequest, year: int, language: str) -> HttpResponse:
    """The yearly report as PDF, in bokmål or nynorsk."""
    content = reporting.report(acting(request), year, language)
    headers = {"Content-Disposition": f'inline; filename="arsrapport-{year}-{language}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
