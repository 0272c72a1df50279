"""The last step: what may point at somebody is marked and settled, then the worry is sent, once (R2)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from avklar.followup.concerns import actions, draft, forms, presenting, queries, reviewing, rules
from avklar.followup.concerns.content import ConcernContent
from avklar.followup.concerns.draft import TOTAL, Unfinished
from avklar.followup.concerns.reviewing import Text
from avklar.followup.concerns.views.intake import submission_of
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission


@needs(Permission.CONCERN_SEND)
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest) -> HttpResponseBase:
    """Show all texts as the contact will read them, settle the finds, and send."""
    actor = acting(request)
    unfinished = draft.load(actor)
    if unfinished is None:
        return _already_sent(request, actor)
    missing = unfinished.missing()
    if missing is not None:
        return redirect("concerns:step", missing)
    doing = request.POST.get("do", "") if request.method == "POST" else ""
    problem = ""
    if doing:
        _take_reasons(request, unfinished)
        if doing == "send":
            sent, problem = _send(actor, unfinished)
            if sent is not None:
                return redirect("concerns:receipt", sent)
        else:
            _settle(unfinished, doing)
        draft.save(actor, unfinished)
        if not problem:
            return redirect(reverse("concerns:review") + "#funn")
    return _draw(request, unfinished, problem)


def _already_sent(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """A second click: the draft is gone, and the first click's concern is there."""
    submission = submission_of(request)
    line = queries.sent_with(actor, submission) if submission else None
    return redirect("concerns:receipt", line.id) if line else redirect("concerns:new")


def _send(actor: Actor, unfinished: Unfinished) -> tuple[object, str]:
    try:
        sent = actions.send(
            actor, content=draft.content(unfinished), submission=unfinished.submission, draft_form=queries.FORM
        )
    except (Invalid, Conflict) as problem:
        return None, str(problem.sentence)
    return sent.id, ""


def _take_reasons(request: HttpRequest, unfinished: Unfinished) -> None:
    """The reasons typed beside the finds that are kept; only for words that stand there."""
    for words, reason in reviewing.posted_reasons(request.POST).items():
        if words in unfinished.kept:
            unfinished.kept[words] = reason


def _settle(unfinished: Unfinished, doing: str) -> None:
    changed, unfinished.kept = reviewing.settle(draft.content(unfinished).texts(), unfinished.kept, doing)
    for place, text in changed.items():
        draft.put_text(unfinished, place, text)


def _draw(request: HttpRequest, unfinished: Unfinished, problem: str) -> HttpResponse:
    content = draft.content(unfinished)
    looked = reviewing.look_over(content.texts(), unfinished.kept, ask_again=bool(problem))
    context = {
        "form": forms.SendForm(initial={"submission": unfinished.submission}),
        "heading": _("Se over og send"),
        "step": TOTAL,
        "total": TOTAL,
        "back_url": reverse("concerns:step", args=[draft.DONE]),
        "facts": _facts(content),
        "observations": [_with_url(each) for each in looked.texts if each.observed],
        "texts": [_with_url(each) for each in looked.texts if not each.observed],
        "looked": looked,
        "problem": problem,
        "child": rules.offers_child_welfare(content.age_band),
    }
    return render(request, "concerns/review.html", context, status=422 if problem else 200)


def _with_url(text: Text) -> tuple[Text, str]:
    return text, reverse("concerns:step", args=[draft.step_of(text.place)])


def _facts(content: ConcernContent) -> list[tuple[str, object]]:
    return [*presenting.coarse_facts(content), (_("Du arbeider i"), content.sender_kind.label)]
