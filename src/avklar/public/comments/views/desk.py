"""The moderators' desk. Every decision is a plain button; the keys are for whoever has many to read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts, filling
from avklar.public.comments import actions, forms, presenting, queries, wording
from avklar.public.comments.cards import Waiting
from avklar.public.comments.lengths import MOST_REPORTS_SHOWN
from avklar.public.comments.states import Verdict

either = require_http_methods(["GET", "HEAD", "POST"])
DONE = {
    "publish": gettext_lazy("Kommentaren er publisert."),
    "down": gettext_lazy("Kommentaren vises ikke. Den som skrev, har fått beskjed."),
    "stand": gettext_lazy("Meldingen er lest. Kommentaren står."),
    "uphold": gettext_lazy("Klagen er tatt til følge. Kommentaren vises igjen."),
    "refuse": gettext_lazy("Avgjørelsen står. Den som skrev, har fått beskjed."),
}


@needs(Permission.COMMENT_MODERATE)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits: complaints first, then what was reported, then what is to be read."""
    actor = acting(request)
    return render(request, "comments/desk.html", _context(actor, queries.desk(actor), request))


@needs(Permission.COMMENT_MODERATE)
@either
def item(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """One comment with its log; by POST, what is done with it. Two at once: the second hears how it stands."""
    actor = acting(request)
    if request.method != "POST":
        found = queries.on_desk(actor, comment_id)
        return render(request, "comments/item.html", _context(actor, [found], request))
    what = request.POST.get("do", "")
    if what not in DONE:
        raise NotFound
    try:
        _do(actor, comment_id, request)
    except Invalid as problem:
        found = queries.on_desk(actor, comment_id)
        context = _context(actor, [found], request) | {"faults": {found.id: problem.fields.get("rule", "")}}
        return render(request, "comments/item.html", context, status=422)
    except Conflict as problem:
        messages.warning(request, str(problem.sentence))
        return redirect("comments:item", comment_id)
    messages.success(request, str(DONE[what]))
    return redirect(f"{reverse('comments:desk')}#koe")


def _do(actor: Actor, comment_id: UUID, request: HttpRequest) -> None:
    version, rule, chosen_from = (_number(request, name) for name in ("version", "rule", "rules_version"))
    verbs: dict[str, Callable[[], None]] = {
        "publish": lambda: actions.publish(actor, comment_id=comment_id, version=version),
        "down": lambda: actions.take_down(
            actor, comment_id=comment_id, version=version, rule=rule, rules_version=chosen_from
        ),
        "stand": lambda: actions.let_stand(actor, comment_id=comment_id),
        "uphold": lambda: _decide(actor, comment_id, Verdict.UPHELD),
        "refuse": lambda: _decide(actor, comment_id, Verdict.REFUSED),
    }
    verbs[request.POST["do"]]()


def _decide(actor: Actor, comment_id: UUID, verdict: Verdict) -> None:
    found = queries.on_desk(actor, comment_id)
    if found.complaint is None:
        raise Conflict
    actions.decide(actor, complaint_id=found.complaint.id, verdict=verdict)


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _context(actor: Actor, found: list[Waiting], request: HttpRequest) -> dict[str, Any]:
    now, settings = clock.now(), queries.settings_of(actor)
    return {
        "items": [
            {
                "found": each,
                "when": presenting.when(each.at, now),
                "tag": presenting.tag(each.state),
                "quotes": [(each.text[start:end], label) for start, end, label in each.finds],
                "reports": [(one, presenting.when(one.at, now)) for one in each.reports[:MOST_REPORTS_SHOWN]],
                "more_reports": max(0, len(each.reports) - MOST_REPORTS_SHOWN),
                "log": [(act, presenting.when(act.at, now)) for act in each.log],
                "mine": each.complaint is not None and each.complaint.against == actor.person,
            }
            for each in found
        ],
        "total": queries.waiting_count(actor),
        "rules_version": settings.version,
        "rules": list(enumerate(wording.rules(settings.rules), 1)),
        "promise": wording.PROMISE,
        "sets": actor.may(Permission.COMMENT_SETTINGS),
        "faults": {},
    }


@needs(Permission.COMMENT_MODERATE)
@either
def answer(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """Answer a published comment as somebody who works here."""
    actor = acting(request)
    found = queries.on_desk(actor, comment_id)
    draft = f"comment-answer:{comment_id}"
    form = forms.AnswerForm(
        request.POST or None, initial=filling.kept(actor, draft), kept_for=drafts.token(actor.person, draft)
    )

    def do(values: Any) -> None:
        actions.answer(actor, discussion_id=found.discussion_id, parent_id=found.id, text=values["text"])

    if request.method == "POST" and filling.done(actor, form, do, draft=draft):
        messages.success(request, _("Svaret er publisert."))
        return redirect("comments:discussion", found.discussion_id)
    context = {
        "form": form,
        "heading": _("Svar som redaksjonen"),
        "lead": found.text,
        "submit_label": _("Publiser svaret"),
        "back_url": reverse("comments:item", args=[comment_id]),
    }
    return render(request, "ui/form_page.html", context, status=422 if form.errors else 200)
