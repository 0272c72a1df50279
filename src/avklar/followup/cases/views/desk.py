"""What the pages of a case's verbs have in common: the case, the form, and what happens to the text when it can't be
saved. A page shows its form, does its verb, and leads back to the case; a text is never lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import forms as plain
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from avklar.followup.cases import actions, presenting, queries, rules
from avklar.followup.cases.cards import Assessed, Decided, Opened
from avklar.followup.cases.forms.fields import put_errors
from avklar.followup.cases.states import State
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid
from avklar.foundation.access.guard import acting
from avklar.foundation.drafts import drafts
from avklar.foundation.ui.components import Link
from avklar.people.organisations import queries as people

MACHINE_FIELDS = {"csrfmiddlewaretoken", "submission", "kept_for", "version", "since", "do"}
NOTHING: Mapping[str, Any] = {}

Build = Callable[..., plain.Form]
Act = Callable[[Any], object]


@dataclass(frozen=True)
class Desk:
    """The case as the actor sees it now, and the name of the draft that the page's text is kept in."""

    request: HttpRequest
    actor: Actor
    found: Opened
    draft: str

    @property
    def id(self) -> UUID:
        """The case's id."""
        return self.found.line.id

    @property
    def token(self) -> str:
        """What the form carries, so that an ended session loses nothing."""
        return drafts.token(self.actor.person, self.draft)

    def kept(self) -> dict[str, Any]:
        """What the writer has left unsaved on this page."""
        return dict(drafts.load(self.actor.person, self.draft) or {})

    def again(self) -> Desk:
        """The case as it is by now."""
        return Desk(self.request, self.actor, queries.opened(self.actor, self.id), self.draft)

    def names(self) -> dict[UUID, str]:
        """Everybody who is named in the case, or has written in it."""
        return people.names(_everybody(self.found))


@dataclass(frozen=True)
class Page:
    """The words of a page, what it begins with, and where it leads. `version`: of what the writer saw.

    `even_off`: it can be used while the organisation has switched named cases off (R8).
    `after`: the address it leads to, by what the verb returned; otherwise the case.
    """

    heading: str | Promise
    submit: str | Promise
    done: str | Promise
    lead: str | Promise = ""
    template: str = "cases/page.html"
    initial: Mapping[str, Any] = field(default_factory=dict)
    context: Mapping[str, Any] = field(default_factory=dict)
    version: Callable[[Opened], int] = lambda found: found.version
    even_off: bool = False
    after: Callable[[Any], str] | None = None


def desk(request: HttpRequest, case_id: UUID, verb: str, part: UUID | None = None) -> Desk:
    """The page's desk; NotFound for everybody who isn't named in the case. `part`: what in the case it is about."""
    actor = acting(request)
    return Desk(request, actor, queries.opened(actor, case_id), f"case-{verb}:{part or case_id}")


def run(at: Desk, page: Page, build: Callable[[Opened], Build], act: Act) -> HttpResponseBase:
    """Draw the page, or do its verb and lead back to the case; reading is journalled last (R13).

    `build(found)` gives the form's class with what it needs to know; `act(form)` calls the action.
    """
    if not usable(at, page):
        return _too_late(at, page) if at.request.method == "POST" else shut(at, page)
    if at.request.method != "POST":
        return draw(at, page, build(at.found)(initial=_begin(at, page), kept_for=at.token))
    form = build(at.found)(at.request.POST, initial=_hidden(at, page), kept_for=at.token)
    if not form.is_valid():
        return draw(at, page, form, status=422)
    try:
        made = act(form)
    except Invalid as problem:
        put_errors(form, problem)
        return draw(at, page, form, status=422)
    except Conflict as problem:
        return _changed(at.again(), page, build, problem)
    return done(at, page, made)


def done(at: Desk, page: Page, made: object = None) -> HttpResponseBase:
    """It is written: the draft is gone, and the case shows it, or the page's own next one."""
    drafts.discard(at.actor.person, at.draft)
    messages.success(at.request, str(page.done))
    return redirect(page.after(made) if page.after else reverse("casefile:case", args=[at.id]))


def draw(at: Desk, page: Page, form: plain.Form | None, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page with its form."""
    context = around(at, page.heading) | {"page": page, "form": form, "news": [], **page.context, **more}
    response = render(at.request, page.template, context, status=status)
    actions.read(at.actor, case_id=at.id)
    return response


def shut(at: Desk, page: Page, *, status: int = 200, typed: Mapping[str, Any] = NOTHING) -> HttpResponse:
    """The case can't be written in. What the writer has left is shown to the writer only; it isn't in the case."""
    left = typed or at.kept()
    texts = [str(text) for name, text in left.items() if name not in MACHINE_FIELDS and " " in str(text).strip()]
    closed = at.found.line.state is State.CLOSED
    off = not people.cases_on(at.actor.organisation)
    context = around(at, page.heading) | {"closed": closed, "off": off, "typed": texts}
    return render(at.request, "cases/shut.html", context, status=status)


def around(at: Desk, heading: str | Promise) -> dict[str, Any]:
    """What every page of a case's verbs shows: where one is, who reads, and child welfare when it may be a child."""
    line = at.found.line
    names = people.names(each.user_id for each in at.found.staff)
    url = reverse("casefile:case", args=[line.id])
    return {
        "case": at.found,
        "line": line,
        "heading": heading,
        "readers": list(names.values()),
        "crumbs": [Link(_("Saker"), reverse("casefile:list")), Link(line.reference, url), Link(heading, "")],
        "back_url": url,
        "child": rules.offers_child_welfare(line.age),
    }


def _changed(fresh: Desk, page: Page, build: Callable[[Opened], Build], problem: Conflict) -> HttpResponse:
    """Somebody was first: show what is new and keep what was typed."""
    if not usable(fresh, page):
        return _too_late(fresh, page)
    posted = fresh.request.POST
    seen = posted.get("since", "")
    data = posted.copy()
    for name, value in _hidden(fresh, page).items():
        data[name] = str(value)
    form = build(fresh.found)(data, kept_for=fresh.token)
    form.full_clean()
    form.add_error(None, str(problem.sentence))
    news = presenting.news(fresh.found, int(seen), fresh.names()) if seen.isdecimal() and len(seen) < 18 else []
    return draw(fresh, page, form, status=409, news=news, changed=True)


def usable(at: Desk, page: Page) -> bool:
    """Whether the case can be written in: open, not locked, and named cases not switched off."""
    return at.found.readable and (page.even_off or people.cases_on(at.actor.organisation))


def _too_late(at: Desk, page: Page) -> HttpResponse:
    """The case was locked or closed meanwhile: what was typed is the writer's draft, and not in the case."""
    posted = {name: texts[0] if len(texts) == 1 else texts for name, texts in at.request.POST.lists()}
    left = {name: value for name, value in posted.items() if name not in MACHINE_FIELDS}
    drafts.save(at.actor.person, at.draft, left, organisation_id=at.actor.organisation)
    return shut(at, page, status=409, typed=left)


def _begin(at: Desk, page: Page) -> dict[str, Any]:
    """What the form is filled with: what the page knows, what was left unsaved, and the version as it is now."""
    kept = {name: value for name, value in at.kept().items() if name not in MACHINE_FIELDS}
    return {**page.initial, **kept, **_hidden(at, page)}


def _hidden(at: Desk, page: Page) -> dict[str, Any]:
    return {"version": page.version(at.found), "since": presenting.since(at.found)}


def _everybody(found: Opened) -> set[UUID]:
    judged: list[Assessed | Decided] = [*found.assessments, *found.decisions]
    return {
        *(each.user_id for each in found.staff),
        *(each.added_by for each in found.facts),
        *(each.by for each in (*judged, *found.measures)),
        *(each.second.by for each in judged if each.second.by),
        *(entry.by for measure in found.measures for entry in measure.entries),
    }
