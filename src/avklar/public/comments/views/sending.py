"""Writing, answering and reporting, without an account. What was typed is on the page again whatever goes wrong."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Invalid, NotFound, Problem
from avklar.foundation.access.guard import public
from avklar.foundation.ui.origin import ours_only
from avklar.people.accounts import throttle
from avklar.public.comments import actions, forms, links, presenting, queries
from avklar.public.comments.actions.writing import Words
from avklar.public.comments.cards import CommentCard, DiscussionCard
from avklar.public.comments.standing import standing
from avklar.public.comments.states import Ground

REASON = "everybody can comment and report, without an account"
either = require_http_methods(["GET", "HEAD", "POST"])


@public(REASON)
@ours_only
@either
def write(request: HttpRequest, discussion_id: UUID) -> HttpResponse:
    """A new comment; by GET the form alone."""
    return _write(request, discussion_id, None)


@public(REASON)
@ours_only
@either
def answer(request: HttpRequest, discussion_id: UUID, comment_id: UUID) -> HttpResponse:
    """An answer to a comment."""
    return _write(request, discussion_id, comment_id)


def _write(request: HttpRequest, discussion_id: UUID, parent_id: UUID | None) -> HttpResponse:
    card = queries.discussion(discussion_id)
    form, status = forms.CommentForm(typed(request), auto_id="kommentar-%s"), 200
    if request.method == "POST":
        outcome, status = _sent(request, form, card.id, parent_id)
        if outcome is not None:
            return redirect("comments:thanks", card.id, outcome)
    now = clock.now()
    found = standing(card, now)
    answered = _answered(card, parent_id, posted=request.method == "POST")
    frame = presenting.state(card, found, now, fresh=True) | presenting.writing(card, form)
    comments = frame | {"id": card.id, "title": card.title, "url": card.url}
    context = {"comments": comments, "answered": answered and presenting.line(answered, now), "form": form}
    return render(request, "comments/write.html", context, status=status)


def _answered(card: DiscussionCard, parent_id: UUID | None, *, posted: bool) -> CommentCard | None:
    """What is answered. It may be gone when somebody has written the answer: then that text stands alone."""
    if parent_id is None:
        return None
    try:
        return queries.comment(card, parent_id)
    except NotFound:
        if not posted:
            raise
        return None


def _sent(
    request: HttpRequest, form: forms.CommentForm, discussion_id: UUID, parent_id: UUID | None
) -> tuple[actions.Outcome | None, int]:
    """What became of it, or None and the status of the page that shows the form again."""
    try:
        throttle.count(request, "comment")
        if not form.is_valid():
            return None, 422
        words = _words(request, form)
        if not queries.is_writers(words.writer_id, words.email):  # a mail will go out: nobody's mailbox is filled
            throttle.count(request, "comment_mail", key=words.email.casefold())
        return actions.write(discussion_id=discussion_id, parent_id=parent_id, words=words), 200
    except NotFound:
        raise
    except Problem as problem:
        return None, put(form, problem)


def typed(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: an empty post is a post as well."""
    return request.POST if request.method == "POST" else None


def put(form: forms.PublicForm, problem: Problem) -> int:
    """Say at its field what is wrong, or above the form why it can't be taken now; the status that goes with it."""
    if not isinstance(problem, Invalid):
        form.said = problem.sentence
    else:
        for name, sentence in problem.fields.items():
            form.add_error(name if name in form.fields else None, str(sentence))
    return problem.status


def _words(request: HttpRequest, form: forms.CommentForm) -> Words:
    values = form.cleaned_data
    writer_id = links.writer_of(request.COOKIES.get(links.COOKIE, ""))
    return Words(values["text"], values["name"], values["email"], get_language() or "nb", writer_id)


@public(REASON)
@require_safe
def thanks(request: HttpRequest, discussion_id: UUID, outcome: str) -> HttpResponse:
    """What happens now with what was sent. Holds nothing about who or what."""
    if outcome not in [*actions.Outcome, "meldt"]:
        raise NotFound
    card, now = queries.discussion(discussion_id), clock.now()
    found = standing(card, now)
    opens = presenting.when_open(found.opens, now) if found.opens else ""
    return render(request, "comments/thanks.html", {"card": card, "outcome": outcome, "opens": opens})


@public(REASON)
@ours_only
@either
def report(request: HttpRequest, discussion_id: UUID, comment_id: UUID) -> HttpResponse:
    """Say that a comment shouldn't stand. Works at night as well."""
    card = queries.discussion(discussion_id)
    found = queries.comment(card, comment_id)
    form, status = forms.ReportForm(typed(request)), 200
    if request.method == "POST":
        status = _reported(request, form, card.id, comment_id)
        if status == 200:
            return redirect("comments:thanks", card.id, "meldt")
    context: dict[str, Any] = {"card": card, "line": presenting.line(found, clock.now()), "form": form}
    return render(request, "comments/report.html", context, status=status)


def _reported(request: HttpRequest, form: forms.ReportForm, discussion_id: UUID, comment_id: UUID) -> int:
    try:
        throttle.count(request, "comment_report")
        if not form.is_valid():
            return 422
        ground, note = Ground(form.cleaned_data["ground"]), form.cleaned_data["note"]
        actions.report(discussion_id=discussion_id, comment_id=comment_id, ground=ground, note=note)
    except (Invalid, Conflict, throttle.TooOften) as problem:
        return put(form, problem)
    return 200
