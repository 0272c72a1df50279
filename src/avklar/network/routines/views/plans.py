"""The local action plan: the year's goals and measures, how they go, and closing the year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts, filling
from avklar.foundation.ui.components import Link
from avklar.network.routines import actions, forms, paper, planning, presenting, queries
from avklar.network.routines.states import Status
from avklar.network.routines.views.reading import pdf
from avklar.people.organisations import queries as people

either = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.ROUTINE_READ)
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """The years there is a plan for, and the ones that can be begun."""
    actor = acting(request)
    manages = actor.may(Permission.ROUTINE_MANAGE) and queries.for_municipality(actor)
    context = {
        "years": planning.years(actor),
        "beginnings": planning.may_begin(actor) if manages else [],
        "crumbs": presenting.crumbs(Link(_("Lokal handlingsplan"), "")),
    }
    return render(request, "routines/plans.html", context)


@needs(Permission.ROUTINE_READ)
@require_safe
def plan(request: HttpRequest, year: int) -> HttpResponse:
    """The plan of one year."""
    actor = acting(request)
    card = planning.plan(actor, year)
    today = clock.today()
    context = {
        "card": card,
        "goals": [
            (goal, [(each, presenting.status(each, today)) for each in measures]) for goal, measures in card.goals
        ],
        "manages": actor.may(Permission.ROUTINE_MANAGE) and card.closed_at is None,
        "crumbs": presenting.crumbs(
            Link(_("Lokal handlingsplan"), reverse("routines:plans")), Link(str(card.year), "")
        ),
    }
    return render(request, "routines/plan.html", context)


@needs(Permission.ROUTINE_READ)
@require_safe
def paper_of(request: HttpRequest, year: int) -> HttpResponse:
    """The plan as PDF."""
    actor = acting(request)
    card = planning.plan(actor, year)
    sender = people.organisation(actor.organisation).full_name
    return pdf(paper.plan(card, sender, clock.today()), f"handlingsplan-{card.year}.pdf")


@needs(Permission.ROUTINE_MANAGE)
@require_POST
def begin(request: HttpRequest, year: int) -> HttpResponse:
    """Begin the plan of a year."""
    actions.begin_plan(acting(request), year=year)
    return redirect("routines:plan", year)


@needs(Permission.ROUTINE_MANAGE)
@either
def add(request: HttpRequest, year: int) -> HttpResponse:
    """Write a measure."""
    actor = acting(request)
    card = planning.plan(actor, year)
    draft = f"measure:{card.id}"
    form = forms.NewMeasure(
        request.POST or None, initial=filling.kept(actor, draft), kept_for=drafts.token(actor.person, draft)
    )

    def do(values: Mapping[str, Any]) -> None:
        words = {name: values[name] for name in ("goal", "text", "responsible", "deadline")}
        actions.add_measure(actor, year=year, submission=values["submission"] or clock.new_id(), **words)

    if request.method == "POST" and filling.done(actor, form, do, draft=draft):
        return redirect("routines:plan", year)
    context = {"form": form, "heading": _("Nytt tiltak"), "back_url": reverse("routines:plan", args=[year])}
    return render(request, "ui/form_page.html", context, status=422 if form.errors else 200)


@needs(Permission.ROUTINE_MANAGE)
@either
def change(request: HttpRequest, year: int, measure_id: UUID) -> HttpResponse:
    """Change a measure, or say how it goes. Two at once: the second sees that, with the text kept."""
    actor = acting(request)
    card = next((each for each in planning.plan(actor, year).measures if each.id == measure_id), None)
    if card is None:
        raise NotFound
    draft = f"measure:{measure_id}"
    initial = forms.filled(card) | filling.kept(actor, draft)
    form = forms.ChangeMeasure(request.POST or None, initial=initial, kept_for=drafts.token(actor.person, draft))

    def do(values: Mapping[str, Any]) -> None:
        words = {name: values[name] for name in ("goal", "text", "responsible", "deadline", "version")}
        actions.change_measure(actor, measure_id=measure_id, status=Status(values["status"]), **words)

    now = None
    if request.method == "POST":
        try:
            if filling.done(actor, form, do, draft=draft):
                messages.success(request, _("Tiltaket er lagret."))
                return redirect("routines:plan", year)
        except Conflict as problem:
            filling.stale(form, problem, version=card.version)
            now = card
    context = {"form": form, "now": now, "back_url": reverse("routines:plan", args=[year])}
    return render(request, "routines/measure.html", context, status=422 if form.errors else 200)


@needs(Permission.ROUTINE_MANAGE)
@either
def close(request: HttpRequest, year: int) -> HttpResponse:
    """Says what will happen, then closes the year."""
    actor = acting(request)
    card = planning.plan(actor, year)
    if request.method == "POST":
        actions.close_plan(actor, year=year)
        messages.success(request, _("Planen er lukket. Det som ikke ble ferdig, står i planen for neste år."))
        return redirect("routines:plan", year)
    return render(request, "routines/close.html", {"card": card})
