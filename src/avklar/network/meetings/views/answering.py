"""Answers: by the link in an invitation without signing in, or signed in. A GET shows, a POST answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.access.guard import acting, needs, public
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import filling
from avklar.network.meetings import actions, forms, queries, rules
from avklar.network.meetings.links import invited_by
from avklar.network.meetings.mail import when
from avklar.network.meetings.states import Answer, State
from avklar.people.accounts import throttle

REASON = "an invitation is answered by its link: the token is the key"


@public(REASON)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The invitation, what was answered before, and the answer now; it can be changed until the meeting is over."""
    throttle.count(request, "meeting_answer")
    found = queries.invitation(invited_by(token))
    form = forms.AnswerForm(request.POST or None, initial={"answer": found.answer or None, "stand_in": found.stand_in})
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_by_link(
                found.id, answer=Answer(form.cleaned_data["answer"]), stand_in=form.cleaned_data["stand_in"]
            )
        except Invalid as problem:
            for name, sentence in problem.fields.items():
                form.add_error(name, str(sentence))
        except Conflict as problem:
            form.add_error(None, str(problem.sentence))
        else:
            messages.success(request, _("Takk. Svaret er lagret, og du kan endre det her fram til møtet."))
            return redirect("meetings:answer", token)
    context = {
        "found": found,
        "form": form,
        "token": token,
        "when": when(found.starts, found.ends),
        "open": found.state == State.INVITED and clock.now() <= found.ends,
        "cancelled": found.state == State.CANCELLED,
        "at_the_door": found.state in (State.INVITED, State.HELD)
        and rules.at_the_door(found.starts, found.ends, clock.now()),
    }
    return render(request, "meetings/answer.html", context, status=422 if form.errors else 200)


@needs(Permission.MEETING_ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The same answer by somebody who is signed in and was called."""
    actor = acting(request)
    card = queries.meeting(actor, meeting_id)
    if not card.invited_me:
        raise NotFound
    form = forms.AnswerForm(request.POST or None)

    def do(values: Mapping[str, Any]) -> None:
        actions.answer(actor, meeting_id=meeting_id, answer=Answer(values["answer"]), stand_in=values["stand_in"])

    if request.method == "POST" and filling.done(actor, form, do, draft=f"meeting-answer:{meeting_id}"):
        messages.success(request, _("Takk. Svaret er lagret."))
        return redirect("meetings:meeting", meeting_id)
    context = {
        "form": form,
        "heading": card.title,
        "lead": when(card.starts, card.ends),
        "submit_label": _("Send svaret"),
        "back_url": reverse("meetings:meeting", args=[meeting_id]),
    }
    return render(request, "meetings/form.html", context, status=422 if form.errors else 200)


@public(REASON)
@require_POST
def here(request: HttpRequest, token: str) -> HttpResponse:
    """«I'm here», around the time of the meeting."""
    throttle.count(request, "meeting_answer")
    actions.check_in_by_link(invited_by(token))
    messages.success(request, _("Du er registrert. Velkommen."))
    return redirect("meetings:answer", token)
