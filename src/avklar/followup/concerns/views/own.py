"""What the worried person has sent: receipt, list, and the dialogue with the contact. Status without personal facts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from avklar.followup.concerns import actions, messaging, presenting, queries, rules, words
from avklar.followup.concerns.cards import Opened
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.anonymity import AgeBand
from avklar.foundation.drafts import drafts
from avklar.foundation.ui.components import Link
from avklar.people.organisations import queries as people


@needs(Permission.CONCERN_FOLLOW)
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What one has sent, newest first, and the draft that waits."""
    actor = acting(request)
    page = queries.mine(
        actor,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        last=bool(request.GET.get("last")),
    )
    unsent = queries.unsent(actor)
    context = {
        "rows": presenting.own_rows(page.lines),
        "pager": presenting.pager(page, reverse("concerns:mine")),
        "unsent_until": words.day(unsent.expires) if unsent else "",
    }
    return render(request, "concerns/mine.html", context)


@needs(Permission.CONCERN_FOLLOW)
@require_GET
def receipt(request: HttpRequest, concern_id: UUID) -> HttpResponse:
    """It has arrived: the reference, who reads it, and when an answer can be expected."""
    actor = acting(request)
    line = queries.own_line(actor, concern_id)
    receivers = people.receivers(actor.organisation)
    context = {
        "line": line,
        "answer_by": words.full_moment(line.due_at) if line.due_at else "",
        "readers": words.names([each.name for each in receivers.people]),
        "child": rules.offers_child_welfare(line.age_band),
    }
    return render(request, "concerns/receipt.html", context)


@needs(Permission.CONCERN_FOLLOW)
@require_http_methods(["GET", "POST"])
def own(request: HttpRequest, concern_id: UUID) -> HttpResponseBase:
    """The status, what one wrote, and the dialogue."""
    actor = acting(request)
    opened = queries.own(actor, concern_id)
    form, looked, status = _message(request, actor, opened), None, 200
    if request.method == "POST":
        if request.POST.get("do") == "read":
            actions.confirm_read(actor, concern_id=concern_id)
            messages.success(request, _("Takk. Kontakten ser at du har lest svaret."))
            return redirect("concerns:own", concern_id)
        if request.POST.get("do") == "swap":
            form, looked = messaging.swapped(request.POST, form)
        else:
            result = messaging.say(actor, concern_id, actions.reply, request.POST, form, draft=_draft(concern_id))
            if result.sent:
                messages.success(request, _("Svaret ditt er sendt."))
                return redirect(reverse("concerns:own", args=[concern_id]) + "#samtale")
            form, looked, status = result.form, result.looked, result.status
    response = render(request, "concerns/own.html", _context(actor, opened, form, looked), status=status)
    actions.read(actor, concern_id=concern_id)
    return response


def _message(request: HttpRequest, actor: Actor, opened: Opened) -> Any:
    posted = request.POST if request.method == "POST" else None
    name = _draft(opened.line.id)
    kept = None if posted else drafts.load(actor.person, name)
    return messaging.form(posted, label=_("Skriv til kontakten"), kept=kept, token=drafts.token(actor.person, name))


def _context(actor: Actor, opened: Opened, form: Any, looked: messaging.Looked | None) -> dict[str, Any]:
    line = opened.line
    names = people.names({each.author_id for each in opened.messages if each.author_id} | {actor.person})
    receivers = people.receivers(actor.organisation)
    return {
        "crumbs": [Link(_("Mine bekymringer"), reverse("concerns:mine")), Link(line.reference, "")],
        "concern": opened,
        "line": line,
        "state": presenting.own_state(line),
        "sent": words.full_moment(line.sent_at),
        "late": presenting.is_late(line),
        "answer_by": words.full_moment(line.due_at) if line.due_at else "",
        "readers": words.names([each.name for each in receivers.people]),
        "observations": [presenting.observation(each, line, mine=True) for each in opened.observations],
        "dialogue": presenting.dialogue(opened.messages, actor.person, names, for_sender=True),
        "form": form,
        "looked": looked,
        "closed_as": presenting.closed_as(line),
        "closed_at": words.moment(line.closed_at) if line.closed_at else "",
        "child": rules.offers_child_welfare(AgeBand(line.age_band)),
    }


def _draft(concern_id: UUID) -> str:
    return f"concern-reply:{concern_id}"
