"""The desk: every article and how it stands, one of them with its languages and editions, publishing, taking back."""

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
from avklar.foundation.access.errors import Conflict, NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts, filling
from avklar.foundation.ui.components import Link, Pager
from avklar.public.news import actions, forms, presenting, queries, rules
from avklar.public.news.cards import DeskCard
from avklar.public.news.states import Language, State

either = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.NEWS_EDIT)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What is being written, what is scheduled, and what readers see; the last begun first."""
    here = reverse("news:desk")
    cards, more = queries.desk(acting(request), before=_id(request.GET.get("eldre", "")))
    now = clock.now()
    open_ones = [card for card in cards if not card.live(now) and card.state != State.WITHDRAWN]
    context = {
        "open": [presenting.desk_row(card, now) for card in open_ones],
        "done": [presenting.desk_row(card, now) for card in cards if card not in open_ones],
        "pager": Pager(
            first=here if request.GET.get("eldre") else "", next=f"{here}?eldre={cards[-1].id}" if more else ""
        ),
    }
    return render(request, "news/desk.html", context)


@needs(Permission.NEWS_EDIT)
@either
def manage(request: HttpRequest, article_id: UUID) -> HttpResponse:
    """One article: its languages and editions, and the form that publishes."""
    actor = acting(request)
    card, now = queries.article(actor, article_id), clock.now()
    live = card.live(now)
    first = {"languages": [each.value for each in card.variants], "when": "now", "version": card.version}
    form = forms.Publish(request.POST or None, card=card, live=live, initial=first)

    def do(values: Mapping[str, Any]) -> None:
        actions.publish(
            actor,
            article_id=card.id,
            languages=[Language(each) for each in values["languages"]],
            version=values["version"] or 0,
            moment=values["moment"],
        )

    if request.method == "POST":
        try:
            if filling.done(actor, form, do, draft=f"article-publish:{card.id}"):
                messages.success(request, _published(form.cleaned_data["moment"]))
                return redirect("news:manage", card.id)
        except Conflict as problem:
            filling.stale(form, problem, version=card.version)
    context = {
        "card": card,
        "form": form,
        "live": live,
        "scheduled": card.scheduled(now),
        "tag": presenting.tag(card, now),
        "moment": presenting.moment_in_words(card.publish_at) if card.publish_at else "",
        "url": reverse("news:article", args=[card.slug]) if live else "",
        "waits": not live or any(each.waits for each in card.variants.values()),
        "published": card.state == State.PUBLISHED,
        "variants": [_lines(card, each) for each in card.variants],
        "missing": [(each, presenting.OWN_NAMES[each]) for each in Language if each not in card.variants],
        "crumbs": presenting.crumbs(Link(card.title, "")),
    }
    return render(request, "news/manage.html", context, status=422 if form.errors else 200)


@needs(Permission.NEWS_EDIT)
@either
def withdraw(request: HttpRequest, article_id: UUID) -> HttpResponse:
    """Take an article back, with a reason that everybody sees who follows a link to it."""
    actor = acting(request)
    card = queries.article(actor, article_id)
    draft = f"article-withdraw:{card.id}"
    form = forms.Withdraw(
        request.POST or None,
        initial=filling.kept(actor, draft) | {"version": card.version},
        kept_for=drafts.token(actor.person, draft),
    )

    def do(values: Mapping[str, Any]) -> None:
        actions.withdraw(actor, article_id=card.id, reason=values["reason"], version=values["version"] or 0)

    if request.method == "POST":
        try:
            if filling.done(actor, form, do, draft=draft):
                messages.success(request, _("Artikkelen er trukket tilbake. Ingen ser den lenger."))
                return redirect("news:manage", card.id)
        except Conflict as problem:
            filling.stale(form, problem, version=card.version)
    crumbs = presenting.crumbs(Link(card.title, reverse("news:manage", args=[card.id])), Link(_("Trekk tilbake"), ""))
    context = {"card": card, "form": form, "crumbs": crumbs}
    return render(request, "news/withdraw.html", context, status=422 if form.errors else 200)


@needs(Permission.NEWS_EDIT)
@require_safe
def edition(request: HttpRequest, article_id: UUID, language: str, position: int) -> HttpResponse:
    """An edition as it was saved, seen as a reader sees it."""
    card = queries.article(acting(request), article_id)
    variant = card.variants.get(rules.language_of(language))
    found = next((each for each in variant.editions if each.position == position), None) if variant else None
    if variant is None or found is None:
        raise NotFound
    context = {
        "card": card,
        "variant": variant,
        "found": found,
        "words": found.words,
        "body": presenting.body(found.words),
        "picture": presenting.picture(found.picture),
        "saved": presenting.moment_in_words(found.written_at),
        "crumbs": presenting.crumbs(
            Link(card.title, reverse("news:manage", args=[card.id])),
            Link(_("Utgave %(number)s") % {"number": position}, ""),
        ),
    }
    return render(request, "news/edition.html", context)


def _lines(card: DeskCard, language: Language) -> dict[str, Any]:
    """A language with its editions in words."""
    variant = card.variants[language]
    return {
        "language": language,
        "name": presenting.OWN_NAMES[language],
        "inside": presenting.IN_A_SENTENCE[language],
        "standing": presenting.standing(variant),
        "title": variant.newest.words.title,
        "editions": [(each, presenting.moment_in_words(each.written_at)) for each in variant.editions],
        "shown": variant.shown,
    }


def _published(moment: Any) -> str:
    if moment is None:
        return _("Artikkelen er publisert.")
    return _("Artikkelen publiseres %(moment)s.") % {"moment": presenting.moment_in_words(moment)}


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
