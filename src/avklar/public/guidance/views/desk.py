"""The editors' desk: every page in every language, its text with a preview, its versions, and the yearly look at it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts, filling
from avklar.foundation.ui import differences
from avklar.foundation.ui.components import Link
from avklar.foundation.ui.markdown import render as markdown
from avklar.public.guidance import actions, forms, presenting, queries, rules, shipped
from avklar.public.guidance.cards import Edition, Page
from avklar.public.guidance.reading import read
from avklar.public.guidance.states import Language


@needs(Permission.GUIDANCE_EDIT)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The pages, and when each language of them is to be looked at again."""
    today = clock.today()
    pages = [
        (editions[Language.BOKMAAL].page.title, presenting.desk_rows(editions, today))
        for editions in queries.desk(acting(request)).values()
    ]
    return render(request, "guidance/desk.html", {"pages": pages})


@needs(Permission.GUIDANCE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """Look at it first, then publish it. Two who write at once: the second sees what differs and keeps the text."""
    actor, chosen = acting(request), rules.language_of(language)
    edition = queries.at_desk(actor, slug, chosen)
    draft = f"guidance:{slug}:{chosen}"
    form = forms.PageText(
        request.POST or None,
        initial={"text": edition.text} | filling.kept(actor, draft) | {"version": edition.version},
        kept_for=drafts.token(actor.person, draft),
    )
    looking = request.POST.get("do") == "look"
    lines: list[differences.Line] = []

    def do(values: Mapping[str, Any]) -> None:
        submission = values["submission"] or clock.new_id()
        actions.write(
            actor, slug=slug, language=chosen, text=values["text"], version=values["version"], submission=submission
        )

    if request.method == "POST" and not looking:
        try:
            if filling.done(actor, form, do, draft=draft):
                messages.success(request, _("Siden er publisert. Alle ser den nye teksten innen fem minutter."))
                return redirect("guidance:edit", slug, chosen)
        except Conflict as problem:
            filling.stale(form, problem, version=edition.version)
            lines = differences.compare(edition.text, form.cleaned_data["text"])
    seen = _seen(form) if looking else None
    context = {
        "form": form,
        "lines": lines,
        "seen": seen,
        "seen_body": markdown(seen.body, 2) if seen else "",
        "readability": presenting.readability(form["text"].value() or ""),
        **_around(request, edition),
    }
    return render(request, "guidance/edit.html", context, status=422 if form.errors else 200)


@needs(Permission.GUIDANCE_EDIT)
@require_safe
def version(request: HttpRequest, slug: str, language: str, position: int) -> HttpResponse:
    """What a version changed from the one before; 0 is how the district's text differs from the one of Avklar."""
    actor, chosen = acting(request), rules.language_of(language)
    edition = queries.at_desk(actor, slug, chosen)
    written = {each.position: each for each in queries.versions(actor, slug, chosen)}
    if position and position not in written:
        raise NotFound
    ours = shipped.text(slug, chosen)
    before = written[position - 1].text if position > 1 else ours
    after = written[position].text if position else edition.text
    context = {
        "edition": edition,
        "position": position,
        "version": written.get(position),
        "lines": differences.compare(before, after),
        "same": before == after,
        "crumbs": presenting.desk_crumbs(
            Link(edition.page.title, reverse("guidance:edit", args=[slug, chosen])), Link(_("Forskjell"), "")
        ),
    }
    return render(request, "guidance/version.html", context)


@needs(Permission.GUIDANCE_EDIT)
@require_POST
def follow_shipped(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """Go back to the text that comes with Avklar."""
    actor, chosen = acting(request), rules.language_of(language)
    edition = queries.at_desk(actor, slug, chosen)
    actions.follow_shipped(
        actor, slug=slug, language=chosen, version=_version(request, edition), submission=clock.new_id()
    )
    messages.success(request, _("Siden følger teksten som kommer med Avklar."))
    return redirect("guidance:edit", slug, chosen)


@needs(Permission.GUIDANCE_EDIT)
@require_POST
def review(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """The text still is right, for another year."""
    actor, chosen = acting(request), rules.language_of(language)
    edition = queries.at_desk(actor, slug, chosen)
    actions.review(actor, slug=slug, language=chosen, version=_version(request, edition))
    messages.success(request, _("Siden er gått gjennom. Du blir minnet på den igjen om et år."))
    return redirect("guidance:edit", slug, chosen)


def _around(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    """What stands beside the form: languages, versions, and when the page is to be looked at again."""
    actor = acting(request)
    return {
        "edition": edition,
        "source": presenting.source(edition),
        "due": presenting.tag(edition, clock.today()),
        "languages": [(each, each == edition.language) for each in Language],
        "versions": queries.versions(actor, edition.slug, edition.language),
        "crumbs": presenting.desk_crumbs(Link(edition.page.title, "")),
    }


def _version(request: HttpRequest, edition: Edition) -> int:
    """The version that the button's page showed; the newest one when the form says nothing that can be read."""
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else edition.version


def _seen(form: forms.PageText) -> Page | None:
    """The page as it would look; a fault is said at the field."""
    if not form.is_valid():
        return None
    try:
        rules.check_text(form.cleaned_data["text"])
    except Invalid as problem:
        form.add_error("text", str(problem.fields["text"]))
        return None
    return read(form.cleaned_data["text"])
