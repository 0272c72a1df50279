"""Writing an article: begun, saved as editions, seen before it is saved. Every button works without JavaScript."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts, filling
from avklar.foundation.ui.components import Link
from avklar.people.organisations import queries as people
from avklar.public.news import actions, forms, pairs, presenting, queries, rules
from avklar.public.news.cards import DeskCard, EditionCard
from avklar.public.news.lengths import LARGEST_PICTURE
from avklar.public.news.states import Kind, Language

either = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class _Desk:
    """What is being written: a new article, or a language of one that there is; `newest` is what stands there."""

    actor: Actor
    kind: Kind
    language: Language
    card: DeskCard | None = None

    @property
    def newest(self) -> EditionCard | None:
        variant = self.card.variants.get(self.language) if self.card else None
        return variant.newest if variant else None

    @property
    def position(self) -> int:
        return self.newest.position if self.newest else 0

    @property
    def draft(self) -> str:
        return f"article:{self.card.id if self.card else self.kind}:{self.language}"

    @property
    def title(self) -> str:
        return _("Rediger") if self.card else _("Ny artikkel")

    @property
    def back(self) -> str:
        return reverse("news:manage", args=[self.card.id]) if self.card else reverse("news:desk")


@needs(Permission.NEWS_EDIT)
@either
def begin(request: HttpRequest) -> HttpResponse:
    """What is to be written, and in which language first."""
    queries.newsroom(acting(request))
    form = forms.Begin(request.POST or None, initial={"kind": Kind.NEWS, "language": Language.BOKMAAL})
    if request.method == "POST" and form.is_valid():
        return redirect("news:first", form.cleaned_data["kind"], form.cleaned_data["language"])
    context = {"form": form, "crumbs": presenting.crumbs(Link(_("Ny artikkel"), ""))}
    return render(request, "news/begin.html", context, status=422 if form.errors else 200)


@needs(Permission.NEWS_EDIT)
@either
def first(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """The first text of a new article."""
    actor = acting(request)
    queries.newsroom(actor)
    if kind not in Kind.values:
        raise NotFound
    return _write(request, _Desk(actor, Kind(kind), rules.language_of(language)))


@needs(Permission.NEWS_EDIT)
@either
def edit(request: HttpRequest, article_id: UUID, language: str) -> HttpResponse:
    """The next edition in a language, or the first one in it. Two at once: the second sees what was saved."""
    actor = acting(request)
    card = queries.article(actor, article_id)
    return _write(request, _Desk(actor, card.kind, rules.language_of(language), card))


def _write(request: HttpRequest, desk: _Desk) -> HttpResponse:
    """The form: a pair more or less, a look at how it will be, or saved."""
    do, picture_wrong = request.POST.get("do", ""), ""
    data, other = None, None
    if request.method == "POST":
        data, picture_wrong = _with_picture(request, desk.actor)
        shifted = None if picture_wrong else pairs.changed(data, do)
        form = _form(desk, shifted if shifted is not None else data, bound=shifted is None)
        if picture_wrong and form.errors is not None:
            form.add_error("file", picture_wrong)
    else:
        form = _form(desk, None, bound=False)
    if data is not None and form.is_bound and do != "preview":
        try:
            if saved := _saved(desk, form):
                messages.success(request, _("Utgaven er lagret. Leserne ser den når den er publisert."))
                return redirect("news:manage", saved)
        except Conflict as problem:
            filling.stale(form, problem, version=desk.position)
            other = desk.newest
    return _page(request, desk, form, other, preview=do == "preview")


def _page(
    request: HttpRequest, desk: _Desk, form: forms.Edit, other: EditionCard | None, *, preview: bool
) -> HttpResponse:
    carried = queries.picture(desk.actor, forms.picture_of(form))
    seen = form.words() if preview and form.is_valid() else None
    where = [Link(desk.card.title, desk.back)] if desk.card else []
    context = {
        "form": form,
        "desk": desk,
        "interview": desk.kind == Kind.INTERVIEW,
        "carried": presenting.picture(carried),
        "seen": seen,
        "body": presenting.body(seen) if seen else None,
        "picture": presenting.picture(presenting.told(carried, seen)) if seen and seen.picture else None,
        "other": other,
        "other_body": presenting.body(other.words) if other else None,
        "crumbs": presenting.crumbs(*where, Link(desk.title, "")),
    }
    return render(request, "news/edit.html", context, status=422 if form.is_bound and form.errors else 200)


def _form(desk: _Desk, data: QueryDict | None, *, bound: bool) -> forms.Edit:
    """Bound to what was sent; or filled with it, without a word about what is missing; or as it was saved last."""
    initial = _initial(desk)
    if data is not None and not bound:
        initial |= {name: data.getlist(name) if name == "related" else data[name] for name in data}
    asked = len(desk.newest.words.questions) if desk.newest else int(desk.kind == Kind.INTERVIEW)
    given = str(initial.get(pairs.COUNT, ""))
    count = pairs.count(data, int(given) if given.isdecimal() else asked)
    return forms.Edit(
        data if bound else None,
        count=count,
        choices=queries.choices(desk.actor, but=desk.card.id if desk.card else None),
        initial=initial,
        kept_for=drafts.token(desk.actor.person, desk.draft),
    )


def _initial(desk: _Desk) -> dict[str, Any]:
    """What stands in the form first: the newest edition, what was kept of it, or the picture of another language."""
    if desk.newest:
        found = forms.filled(desk.newest.words, desk.position)
    else:
        organisation = people.organisation(desk.actor.organisation).full_name
        name = people.names([desk.actor.person]).get(desk.actor.person, "")
        found = {"byline": f"{name}, {organisation}", "version": 0}
        if desk.card:
            other = desk.card.first.newest.words
            found |= {"picture": other.picture, "credit": other.credit, "byline": other.byline}
            found["related"] = list(other.related)
    return found | filling.kept(desk.actor, desk.draft)


def _with_picture(request: HttpRequest, actor: Actor) -> tuple[QueryDict, str]:
    """What was sent, with a chosen file taken in so that no other fault loses it; and what is wrong with the file."""
    file = request.FILES.get("file")
    if file is None:
        return request.POST, ""
    try:
        taken = actions.take_picture(actor, content=file.read(LARGEST_PICTURE + 1))
    except Invalid as problem:
        return request.POST, str(problem.fields["file"])
    data = request.POST.copy()
    data["picture"] = str(taken)
    return data, ""


def _saved(desk: _Desk, form: forms.Edit) -> UUID | None:
    """The article's id when it was saved; None when something must be put right, which then stands in the form."""
    made: list[UUID] = []

    def do(values: Mapping[str, Any]) -> None:
        submission = values["submission"] or clock.new_id()
        if desk.card is None:
            made.append(
                actions.begin(
                    desk.actor, kind=desk.kind, language=desk.language, words=form.words(), submission=submission
                )
            )
        else:
            actions.save(
                desk.actor,
                article_id=desk.card.id,
                language=desk.language,
                words=form.words(),
                position=values["version"] or 0,
                submission=submission,
            )
            made.append(desk.card.id)

    return made[0] if filling.done(desk.actor, form, do, draft=desk.draft) else None
