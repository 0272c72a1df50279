"""The district's own text of a course: the pages, their versions, and one page at a time with a preview."""

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
from avklar.foundation.ui.components import Link
from avklar.foundation.ui.markdown import render as markdown
from avklar.network.competence import actions, forms, queries, rules
from avklar.network.competence.cards import Course, Edition, Page
from avklar.network.competence.states import LANGUAGES


@needs(Permission.TARGET_SET)
@require_safe
def text(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """The pages of a course in a language, and its versions."""
    actor = acting(request)
    edition = queries.edition(actor.organisation, code, language)
    titles = [_("Om kurset"), *(page.title for page in edition.course.pages)]
    context = {
        "edition": edition,
        "pages": [(file, title) for (file, _text), title in zip(edition.sources, titles, strict=True)],
        "versions": queries.versions(actor, code, language),
        "languages": [(each, label, each == language) for each, label in LANGUAGES.items()],
        "submission": clock.new_id(),
        "crumbs": _crumbs(edition, Link(_("Teksten"), "")),
    }
    return render(request, "competence/text.html", context)


@needs(Permission.TARGET_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, code: str, language: str, file: str) -> HttpResponse:
    """One page: look at it first, then save it as a new version. Two who write at once: the second keeps the text."""
    actor = acting(request)
    edition = queries.edition(actor.organisation, code, language)
    before = dict(edition.sources).get(file)
    if before is None:
        raise NotFound
    draft = f"course-text:{code}:{language}:{file}"
    form = forms.PageText(
        request.POST or None,
        initial={"text": before} | filling.kept(actor, draft) | {"version": edition.version},
        kept_for=drafts.token(actor.person, draft),
    )
    looking = request.POST.get("do") == "look"

    def do(values: Mapping[str, Any]) -> None:
        actions.write_page(
            actor,
            code=code,
            language=language,
            file=file,
            text=values["text"],
            version=values["version"],
            submission=values["submission"] or clock.new_id(),
        )

    newer = ""
    if request.method == "POST" and not looking:
        try:
            if filling.done(actor, form, do, draft=draft):
                messages.success(request, _("Siden er lagret. De som begynner på kurset nå, får den nye teksten."))
                return redirect("competence:text", code, language)
        except Conflict as problem:
            filling.stale(form, problem, version=edition.version)
            newer = before
    seen = _seen(form, edition, file) if looking else None
    back_url = reverse("competence:text", args=[code, language])
    context = {
        "form": form,
        "edition": edition,
        "file": file,
        "newer": newer,
        "seen": seen,
        "seen_text": markdown(seen.text, 3) if seen and seen.text else "",
        "back_url": back_url,
        "crumbs": _crumbs(edition, Link(_("Teksten"), back_url), Link(file, "")),
    }
    return render(request, "competence/page.html", context, status=422 if form.errors else 200)


@needs(Permission.TARGET_SET)
@require_POST
def follow_shipped(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """Go back to the text that comes with Avklar."""
    actor = acting(request)
    edition = queries.edition(actor.organisation, code, language)
    actions.follow_shipped(actor, code=code, language=language, version=edition.version, submission=clock.new_id())
    messages.success(request, _("Kurset følger teksten som kommer med Avklar."))
    return redirect("competence:text", code, language)


def _seen(form: forms.PageText, edition: Edition, file: str) -> Page | None:
    """The page as it would look; a fault is said at the field."""
    if not form.is_valid():
        return None
    try:
        sources, course = rules.with_page(edition, file, form.cleaned_data["text"])
    except Invalid as problem:
        form.add_error("text", str(problem.fields["text"]))
        return None
    return _page_of(course, [name for name, _text in sources].index(file))


def _page_of(course: Course, index: int) -> Page:
    return Page(course.title, course.intro, ()) if index == 0 else course.pages[index - 1]


def _crumbs(edition: Edition, *here: Link) -> list[Link]:
    return [
        Link(_("Kompetanse"), reverse("competence:mine")),
        Link(edition.course.title, reverse("competence:course", args=[edition.code])),
        *here,
    ]
