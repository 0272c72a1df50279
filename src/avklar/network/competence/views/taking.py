"""A course: what it is about, and one step at a time. A GET shows, a POST answers or goes on; no script is needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts, filling
from avklar.foundation.ui.components import Link
from avklar.foundation.ui.markdown import render as markdown
from avklar.network.competence import actions, forms, presenting, queries, rules
from avklar.network.competence.cards import Running, Step

either = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.COURSE_TAKE)
@either
def course(request: HttpRequest, code: str) -> HttpResponse:
    """What the course is about and how long it takes; begin, or go on."""
    actor = acting(request)
    edition = queries.edition(queries.district_of(actor.organisation), code, presenting.course_language())
    under_way = next((each for each in queries.running(actor) if each.code == code), None)
    form = forms.Begin(request.POST or None, initial={"language": edition.language})
    if request.method == "POST" and (under_way or form.is_valid()):
        language = under_way.language if under_way else form.cleaned_data["language"]
        attempt_id = actions.begin(actor, code=code, language=language)
        return redirect(presenting.where(queries.attempt(actor, attempt_id)))
    context = {
        "edition": edition,
        "course": edition.course,
        "intro": markdown(edition.course.intro, 3),
        "months": presenting.months(edition.course.valid_months),
        "questions": sum(len(page.questions) for page in edition.course.pages),
        "under_way": under_way,
        "how_far": presenting.how_far(under_way) if under_way else "",
        "where": presenting.where(under_way) if under_way else "",
        "form": form,
        "crumbs": [Link(_("Kompetanse"), reverse("competence:mine")), Link(edition.course.title, "")],
        "edits": actor.may(Permission.TARGET_SET),
    }
    return render(request, "competence/course.html", context, status=422 if form.errors else 200)


@needs(Permission.COURSE_TAKE)
@either
def step(request: HttpRequest, attempt_id: UUID, number: int) -> HttpResponse:
    """One step: a text, or a question and then its explanations."""
    actor = acting(request)
    try:
        running = queries.attempt(actor, attempt_id)
    except NotFound:
        return redirect("competence:certificate", queries.completed(actor, attempt_id))
    here = rules.step_of(running.course, running.at, number)
    form = _form(request, actor, running, here)
    if request.method == "POST":
        if form is None:
            return _onward(request, actor, running, number)
        if filling.done(actor, form, _answering(actor, running, number), draft=_draft(running, number)):
            return redirect("competence:step", attempt_id, number)
    context = {
        "running": running,
        "here": here,
        "total": len(running.course.steps),
        "text": markdown(here.text, 2) if here.text else "",
        "form": form,
        "chosen": running.answers.get(number),
        "last": number == len(running.course.steps),
        "back_url": reverse("competence:step", args=[attempt_id, number - 1]) if number > 1 else "",
        "course_url": reverse("competence:course", args=[running.code]),
    }
    return render(request, "competence/step.html", context, status=422 if form and form.errors else 200)


def _form(request: HttpRequest, actor: Actor, running: Running, here: Step) -> forms.Answer | None:
    """The question's form; None for a text, and for a question that is answered."""
    if here.question is None or here.number in running.answers:
        return None
    draft = _draft(running, here.number)
    return forms.Answer(
        request.POST if request.method == "POST" else None,
        question=here.question,
        initial=filling.kept(actor, draft),
        kept_for=drafts.token(actor.person, draft),
    )


def _answering(actor: Actor, running: Running, number: int) -> Any:
    def do(values: Mapping[str, Any]) -> None:
        actions.answer(actor, attempt_id=running.id, step=number, chosen=int(values["answer"]))

    return do


def _onward(request: HttpRequest, actor: Actor, running: Running, number: int) -> HttpResponse:
    following = actions.go_on(actor, attempt_id=running.id, step=number)
    if following <= len(running.course.steps):
        return redirect("competence:step", running.id, following)
    completion_id = actions.finish(actor, attempt_id=running.id)
    messages.success(request, _("Du har fullført kurset. Her er kursbeviset ditt."))
    return redirect("competence:certificate", completion_id)


def _draft(running: Running, number: int) -> str:
    return f"course:{running.id}:{number}"
