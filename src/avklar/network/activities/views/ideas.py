"""The idea bank: search it, read one, share one, change an own one, borrow another's."""

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
from avklar.foundation.ui.paging import paged
from avklar.network.activities import actions, forms, presenting, queries, rules
from avklar.network.activities.states import Cost, TargetGroup

A_PAGE = 24
MOST_EXPERIENCES = 12
either = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.ACTIVITY_READ)
@require_safe
def bank(request: HttpRequest) -> HttpResponse:
    """The district's ideas, by group, cost and words. A filter that can't be read shows none, and says so."""
    actor = acting(request)
    form = forms.IdeaFilter(request.GET, auto_id="f-%s")
    chosen: dict[str, Any] = {}
    if form.is_valid():
        values = form.cleaned_data
        chosen = {
            "target": TargetGroup(values["target"]) if values["target"] else None,
            "cost": Cost(values["cost"]) if values["cost"] else None,
            "words": values["q"],
        }
    found = queries.ideas(actor, **chosen) if form.is_valid() else []
    page, pager = paged(request, found, A_PAGE)
    context = {
        "form": form,
        "cards": [(card, presenting.evidence(card.words.evidence)) for card in page],
        "all": len(found),
        "pager": pager,
        "filtered": any(chosen.values()) or bool(form.errors),
        "manages": actor.may(Permission.ACTIVITY_MANAGE),
        "crumbs": presenting.crumbs(Link(_("Idébanken"), "")),
    }
    return render(request, "activities/ideas.html", context)


@needs(Permission.ACTIVITY_READ)
@require_safe
def idea(request: HttpRequest, idea_id: UUID) -> HttpResponse:
    """One idea: what it takes, how well it is tried, who has borrowed it, and how it went."""
    actor = acting(request)
    card = queries.idea(actor, idea_id)
    mine = card.organisation_id == actor.organisation
    manages = actor.may(Permission.ACTIVITY_MANAGE)
    own_copy = next((each.id for each in card.copies if each.owner_id == actor.organisation), None)
    held = queries.experiences(actor, idea_id)
    context = {
        "card": card,
        "held": presenting.held(held),
        "tag": presenting.evidence(card.words.evidence),
        "experiences": [
            (each, presenting.day(each.plan.first), presenting.reached(each.reach or 0))
            for each in held[:MOST_EXPERIENCES]
        ],
        "changes": mine and manages,
        "borrows": not mine and manages and not own_copy,
        "own_copy": own_copy,
        "manages": manages,
        "written": presenting.day(card.written_at),
        "crumbs": presenting.bank(Link(card.title, "")),
    }
    return render(request, "activities/idea.html", context)


@needs(Permission.ACTIVITY_MANAGE)
@either
def new(request: HttpRequest) -> HttpResponse:
    """Share an idea with the district."""
    actor = acting(request)
    draft = "idea"
    form = forms.IdeaForm(
        request.POST or None, initial=filling.kept(actor, draft), kept_for=drafts.token(actor.person, draft)
    )
    made: list[UUID] = []

    def do(values: Mapping[str, Any]) -> None:
        made.append(
            actions.share(
                actor,
                words=form.words,
                submission=values["submission"] or clock.new_id(),
                not_persons=form.answered,
            )
        )

    if request.method == "POST" and filling.done(actor, form, do, draft=draft):
        messages.success(request, _("Ideen ligger i banken. Alle i distriktet kan lese og låne den."))
        return redirect("activities:idea", made[0])
    context = {
        "form": form,
        "heading": _("Ny idé"),
        "lead": forms.NO_PERSONS,
        "submit_label": _("Del med distriktet"),
        "back_url": reverse("activities:ideas"),
    }
    return render(request, "activities/form.html", context, status=422 if form.errors else 200)


@needs(Permission.ACTIVITY_MANAGE)
@either
def change(request: HttpRequest, idea_id: UUID) -> HttpResponse:
    """Change an own idea. Two who change at once: the second sees how it stands, with the own text kept."""
    actor = acting(request)
    card = queries.idea(actor, idea_id)
    if card.organisation_id != actor.organisation:
        raise NotFound
    draft = f"idea:{idea_id}"
    known = frozenset(rules.asked_about([card.words.title, card.words.what, card.words.source]))
    form = forms.IdeaForm(
        request.POST or None,
        initial=forms.idea_filled(card) | filling.kept(actor, draft),
        kept_for=drafts.token(actor.person, draft),
        known=known,
    )

    def do(values: Mapping[str, Any]) -> None:
        actions.change_idea(
            actor, idea_id=idea_id, words=form.words, version=values["version"] or 0, not_persons=form.answered
        )

    now = ""
    if request.method == "POST":
        try:
            if filling.done(actor, form, do, draft=draft):
                messages.success(request, _("Ideen er endret."))
                return redirect("activities:idea", idea_id)
        except Conflict as problem:
            filling.stale(form, problem, version=card.version)
            now = f"{card.title}\n\n{card.words.what}"
    context = {
        "form": form,
        "heading": _("Endre ideen"),
        "lead": forms.NO_PERSONS,
        "now": now,
        "back_url": reverse("activities:idea", args=[idea_id]),
    }
    return render(request, "activities/form.html", context, status=422 if form.errors else 200)


@needs(Permission.ACTIVITY_MANAGE)
@require_POST
def borrow(request: HttpRequest, idea_id: UUID) -> HttpResponse:
    """«Lån denne»: to the own copy, which one can change and plan."""
    copy_id = actions.borrow(acting(request), idea_id=idea_id)
    messages.success(request, _("Ideen er lånt. Denne kopien er deres: endre den, og planlegg når den skal holdes."))
    return redirect("activities:idea", copy_id)
