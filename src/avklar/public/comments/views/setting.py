"""The editors' settings: for all discussions at once, and for one of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts, filling
from avklar.foundation.ui.paging import paged
from avklar.public.comments import actions, bar, forms, presenting, queries, wording
from avklar.public.comments.standing import standing

HOW = gettext_lazy(
    "Skriv tidene slik: 08:00–22:00, 20:00–02:00, «stengt» eller «hele døgnet». Klokken i Norge gjelder."
)
A_PAGE = 40
either = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.COMMENT_SETTINGS)
@either
def settings(request: HttpRequest) -> HttpResponse:
    """Opening hours, rules and limits. Two editors at once: the second sees what holds now, with the own text kept."""
    actor = acting(request)
    now, draft = queries.settings_of(actor), "comment-settings"
    initial = forms.settings_filled(now) | filling.kept(actor, draft)
    form = forms.SettingsForm(request.POST or None, initial=initial, kept_for=drafts.token(actor.person, draft))
    stale = False

    def do(_values: Any) -> None:
        actions.change_settings(actor, settings=form.settings)

    if request.method == "POST":
        try:
            if filling.done(actor, form, do, draft=draft):
                messages.success(request, _("Innstillingene gjelder fra nå, for alle diskusjoner."))
                return redirect("comments:settings")
        except Conflict as problem:
            filling.stale(form, problem, version=now.version)
            stale = True
    context = {
        "form": form,
        "heading": _("Kommentarfeltene"),
        "lead": HOW,
        "now": presenting.hours_in_words(now.hours),
        "bar": bar.draw(now.hours, clock.now(), "tid", fresh=True),
        "stale": stale,
        "promise": wording.PROMISE,
    }
    return render(request, "comments/settings.html", context, status=_status(form, stale=stale))


@needs(Permission.COMMENT_SETTINGS)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The discussions, the newest first, with how each stands."""
    actor, now = acting(request), clock.now()
    page, pager = paged(request, queries.discussions(actor), A_PAGE)
    lines = [
        (card, number, presenting.standing_tag(standing(card, now), now), presenting.when(card.opened_at, now))
        for card, number in page
    ]
    return render(request, "comments/discussions.html", {"lines": lines, "pager": pager})


@needs(Permission.COMMENT_SETTINGS)
@either
def discussion(request: HttpRequest, discussion_id: UUID) -> HttpResponse:
    """What one discussion has of its own: hours, an end, or no comments at all."""
    actor = acting(request)
    card = queries.discussion_to_set(actor, discussion_id)
    draft = f"discussion:{discussion_id}"
    initial = forms.discussion_filled(card) | filling.kept(actor, draft)
    form = forms.DiscussionForm(request.POST or None, initial=initial, kept_for=drafts.token(actor.person, draft))
    stale = False

    def do(values: Any) -> None:
        actions.set_discussion(actor, discussion_id=discussion_id, own=form.own, version=values["version"])

    if request.method == "POST":
        try:
            if filling.done(actor, form, do, draft=draft):
                messages.success(request, _("Endringen gjelder fra nå."))
                return redirect("comments:discussions")
        except Conflict as problem:
            filling.stale(form, problem, version=card.version)
            stale = True
    context = {
        "form": form,
        "heading": card.title,
        "lead": HOW,
        "now": presenting.hours_in_words(card.hours),
        "bar": bar.draw(card.hours, clock.now(), "tid", fresh=True),
        "stale": stale,
        "promise": "",
    }
    return render(request, "comments/settings.html", context, status=_status(form, stale=stale))


def _status(form: forms.HoursForm, *, stale: bool) -> int:
    return 409 if stale else 422 if form.errors else 200
