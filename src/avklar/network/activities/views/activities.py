"""Activities: the own ones, one of them, planning, changing, saying how it went, calling it off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

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
from avklar.foundation.ui.paging import paged
from avklar.network.activities import actions, forms, presenting, queries, rules
from avklar.network.activities.cards import ActivityCard
from avklar.network.activities.states import State

A_PAGE = 25
either = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.ACTIVITY_READ)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The own organisation's activities: what waits for an answer, what is planned, what was."""
    actor = acting(request)
    today = clock.today()
    ahead, to_come = paged(request, queries.own(actor, ahead=True), A_PAGE, name="planlagt", heading="planlagt")
    over, been = paged(request, queries.own(actor, ahead=False), A_PAGE, name="vaert", heading="vaert")
    context = {
        "ahead": presenting.rows(list(ahead), today),
        "over": presenting.rows(list(over), today),
        "pagers": (to_come, been),
        "manages": actor.may(Permission.ACTIVITY_MANAGE),
    }
    return render(request, "activities/list.html", context)


@needs(Permission.ACTIVITY_READ)
@require_safe
def activity(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """One activity of the district; its owner can do something with it."""
    actor = acting(request)
    card, today = queries.activity(actor, activity_id), clock.today()
    mine = card.organisation_id == actor.organisation
    manages = actor.may(Permission.ACTIVITY_MANAGE) and mine
    context = {
        "card": card,
        "when": presenting.when(card.plan),
        "tag": presenting.tag(card, today, mine=mine),
        "reached": presenting.reached(card.reach) if card.reach is not None else "",
        "written": presenting.day(card.written_at),
        "planned": card.state == State.PLANNED,
        "manages": manages and card.state != State.CANCELLED,
        "begun": card.plan.first <= today,
        "crumbs": presenting.crumbs(Link(card.title, "")),
    }
    return render(request, "activities/activity.html", context)


@needs(Permission.ACTIVITY_MANAGE)
@either
def new(request: HttpRequest, idea_id: UUID | None = None) -> HttpResponse:
    """Plan an activity, after an idea of the bank or without one."""
    actor = acting(request)
    idea = queries.idea(actor, idea_id) if idea_id else None
    draft = f"activity:{idea_id or 'new'}"
    first = {"title": idea.title, "target": idea.words.target} if idea else {}
    form = forms.ActivityForm(
        request.POST or None,
        initial=first | filling.kept(actor, draft),
        kept_for=drafts.token(actor.person, draft),
        known=frozenset(rules.asked_about([idea.title])) if idea else frozenset(),
    )
    made: list[UUID] = []

    def do(values: Mapping[str, Any]) -> None:
        submission = values["submission"] or clock.new_id()
        made.append(
            actions.plan(actor, plan=form.plan, submission=submission, idea_id=idea_id, not_persons=form.answered)
        )

    if request.method == "POST" and filling.done(actor, form, do, draft=draft):
        messages.success(request, _("Aktiviteten står i distriktets kalender."))
        return redirect("activities:activity", made[0])
    lead = _("Etter ideen «%(title)s»") % {"title": idea.title} if idea else forms.NO_PERSONS
    back = reverse("activities:idea", args=[idea_id]) if idea_id else reverse("activities:list")
    context = {
        "form": form,
        "heading": _("Ny aktivitet"),
        "lead": lead,
        "submit_label": _("Legg i kalenderen"),
        "back_url": back,
    }
    return render(request, "activities/form.html", context, status=422 if form.errors else 200)


@needs(Permission.ACTIVITY_MANAGE)
@either
def change(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """Change what is planned."""
    actor = acting(request)
    card = _own(actor, activity_id)
    draft = f"activity:{activity_id}"
    plan = card.plan
    form = forms.ActivityForm(
        request.POST or None,
        initial=forms.plan_filled(card) | filling.kept(actor, draft),
        kept_for=drafts.token(actor.person, draft),
        known=frozenset(rules.asked_about([plan.title, plan.place, plan.partners])),
    )

    def do(values: Mapping[str, Any]) -> None:
        actions.change(
            actor,
            activity_id=activity_id,
            plan=form.plan,
            version=values["version"] or 0,
            not_persons=form.answered,
        )

    words = {"heading": _("Endre aktiviteten"), "said": _("Aktiviteten er endret.")}
    return _page(request, actor, card, form, do, draft, **words)


@needs(Permission.ACTIVITY_MANAGE)
@either
def hold(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """How many were there, and what one learnt; it can be put right afterwards."""
    actor = acting(request)
    card = _own(actor, activity_id)
    draft = f"activity-held:{activity_id}"
    written = {"reach": card.reach, "evaluation": card.evaluation, "version": card.version}
    form = forms.HoldForm(
        request.POST or None,
        initial=written | filling.kept(actor, draft),
        kept_for=drafts.token(actor.person, draft),
        known=frozenset(rules.asked_about([card.evaluation])),
    )

    def do(values: Mapping[str, Any]) -> None:
        fields = {name: values[name] for name in ("reach", "evaluation", "version")}
        actions.hold(actor, activity_id=activity_id, not_persons=form.answered, **fields)

    words = {"heading": _("Hvordan gikk det?"), "said": _("Takk. Nå kan andre lære av det dere gjorde.")}
    return _page(request, actor, card, form, do, draft, lead=card.title, **words)


@needs(Permission.ACTIVITY_MANAGE)
@either
def cancel(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """Says what will happen, then calls it off."""
    actor = acting(request)
    card = _own(actor, activity_id)
    if request.method == "POST":
        actions.cancel(actor, activity_id=activity_id, version=card.version)
        messages.success(request, _("Aktiviteten er avlyst."))
        return redirect("activities:activity", activity_id)
    return render(request, "activities/cancel.html", {"card": card, "when": presenting.when(card.plan)})


def _own(actor: Actor, activity_id: UUID) -> ActivityCard:
    card = queries.activity(actor, activity_id)
    if card.organisation_id != actor.organisation:
        raise NotFound
    return card


def _page(
    request: HttpRequest,
    actor: Actor,
    card: ActivityCard,
    form: forms.Checked,
    do: Callable[[Mapping[str, Any]], None],
    draft: str,
    *,
    said: str,
    **words: Any,
) -> HttpResponse:
    """A form about an activity. Two who change at once: the second sees how it stands, with the own text kept."""
    now = ""
    if request.method == "POST":
        try:
            if filling.done(actor, form, do, draft=draft):
                messages.success(request, said)
                return redirect("activities:activity", card.id)
        except Conflict as problem:
            filling.stale(form, problem, version=card.version)
            lines = (card.title, presenting.when(card.plan), card.plan.place, card.plan.partners, card.evaluation)
            now = "\n".join(line for line in lines if line)
    back_url = reverse("activities:activity", args=[card.id])
    context = {"form": form, "now": now, "back_url": back_url, **words}
    return render(request, "activities/form.html", context, status=422 if form.errors else 200)
