"""After the meeting: the minutes, sending word of them, and what was agreed on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from avklar.foundation.access.errors import Conflict
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts, filling
from avklar.network.meetings import actions, forms, queries
from avklar.people.organisations import queries as people

either = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.MEETING_ARRANGE)
@either
def minutes(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Write the minutes. Two who write at once: the second sees the other's text and keeps the own."""
    actor = acting(request)
    actions.own(actor, meeting_id)
    card = queries.meeting(actor, meeting_id)
    draft = f"minutes:{meeting_id}"
    initial = {"text": card.minutes.text} | filling.kept(actor, draft) | {"version": card.minutes.version}
    form = forms.MinutesForm(request.POST or None, initial=initial, kept_for=drafts.token(actor.person, draft))
    newer = None

    def do(values: Mapping[str, Any]) -> None:
        actions.write_minutes(actor, meeting_id=meeting_id, text=values["text"], version=values["version"])

    if request.method == "POST":
        try:
            if filling.done(actor, form, do, draft=draft):
                messages.success(request, _("Referatet er lagret."))
                return redirect("meetings:meeting", meeting_id)
        except Conflict as problem:
            filling.stale(form, problem, version=card.minutes.version)
            newer = card.minutes
    context = {
        "form": form,
        "heading": _("Skriv referatet"),
        "lead": card.title,
        "newer": newer,
        "back_url": reverse("meetings:meeting", args=[meeting_id]),
    }
    return render(request, "meetings/form.html", context, status=422 if form.errors else 200)


@needs(Permission.MEETING_ARRANGE)
@require_POST
def send_minutes(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Tell everybody who was called that the minutes are ready."""
    told = actions.send_minutes(acting(request), meeting_id=meeting_id)
    words = ngettext("%(count)s person får beskjed.", "%(count)s personer får beskjed.", told)
    messages.success(request, words % {"count": told} if told else _("Denne utgaven av referatet er sendt før."))
    return redirect("meetings:meeting", meeting_id)


@needs(Permission.MEETING_ARRANGE)
@either
def agree(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Write down a decision or a task."""
    actor = acting(request)
    owners = people.names(actions.owners(actor, meeting_id))
    draft = f"agreed:{meeting_id}"
    form = forms.Agree(
        request.POST or None,
        owners=sorted(owners.items(), key=lambda owner: owner[1]),
        initial=filling.kept(actor, draft),
        kept_for=drafts.token(actor.person, draft),
    )

    def do(values: Mapping[str, Any]) -> None:
        owner = UUID(values["owner"]) if values["owner"] else None
        actions.agree(
            actor,
            meeting_id=meeting_id,
            text=values["text"],
            owner_id=owner,
            due=values["due"],
            submission=values["submission"],
        )

    if request.method == "POST" and filling.done(actor, form, do, draft=draft):
        return redirect("meetings:meeting", meeting_id)
    context = {
        "form": form,
        "heading": _("Hva ble dere enige om?"),
        "back_url": reverse("meetings:meeting", args=[meeting_id]),
    }
    return render(request, "meetings/form.html", context, status=422 if form.errors else 200)


@needs(Permission.MEETING_ANSWER)
@require_POST
def finish(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """The task is done."""
    return redirect("meetings:meeting", actions.finish(acting(request), task_id=task_id))


@needs(Permission.MEETING_ANSWER)
@require_POST
def reopen(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """The task wasn't done after all."""
    return redirect("meetings:meeting", actions.reopen(acting(request), task_id=task_id))
