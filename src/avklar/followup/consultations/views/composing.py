"""Writing in an open consultation: a message, or the advice. The text is looked over first; a conflict keeps it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from avklar.followup.consultations import actions, composer, difference, looking
from avklar.followup.consultations.composer import Composed
from avklar.followup.consultations.forms import AdviceForm, TextForm, version_of
from avklar.followup.consultations.reach import access_of
from avklar.followup.consultations.views.shared import (
    Kept,
    SeeOther,
    advice_draft,
    around,
    context_of,
    message_draft,
    to_page,
    writing_context,
)
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission


@needs(Permission.CONSULTATION_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest, consultation_id: UUID) -> HttpResponseBase:
    """A message to the other side; it is written on the consultation's own page."""
    actor, kept = acting(request), message_draft(acting(request), consultation_id)
    if request.method != "POST":
        return to_page(consultation_id)
    access_of(actor, consultation_id)
    form = TextForm(request.POST)
    form.is_valid()
    submission = form.cleaned_data.get("submission")
    if submission and actions.written(actor, consultation_id, submission):
        return to_page(consultation_id)
    data, before, now = _moved(request, actor, consultation_id, kept, form)
    if "text" in form.errors:
        return _message_page(request, actor, consultation_id, kept, before, form=form, status=422)
    kept.save({**data, **now.kept()})
    if request.POST.get("do") != "send" or not before.looked_over:
        return SeeOther(reverse("consultations:page", args=[consultation_id]) + "#tekst")
    try:
        actions.write(actor, consultation_id, now.text, now.reasons, submission)
    except (Invalid, Conflict) as stopped:
        messages.warning(request, str(stopped.sentence))
        return _message_page(request, actor, consultation_id, kept, now, status=stopped.status)
    kept.discard()
    messages.success(request, _("Meldingen er sendt."))
    return to_page(consultation_id)


@needs(Permission.CONSULTATION_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def advice(request: HttpRequest, consultation_id: UUID) -> HttpResponseBase:
    """The conclusion with its advice, or a new wording of it."""
    actor, kept = acting(request), advice_draft(acting(request), consultation_id)
    if request.method != "POST":
        return _advice_page(request, actor, consultation_id, kept, None)
    access_of(actor, consultation_id)
    form = AdviceForm(request.POST)
    form.is_valid()
    data, before, now = _moved(request, actor, consultation_id, kept, form)
    version = form.cleaned_data.get("version") or version_of(data) or 1
    if "text" in form.errors:
        return _advice_page(request, actor, consultation_id, kept, before, form=form, version=version, status=422)
    kept.save({**data, **now.kept(), "version": version})
    if request.POST.get("do") != "send" or not before.looked_over:
        return SeeOther(request.get_full_path() + "#tekst")
    try:
        actions.conclude(actor, consultation_id, now.text, now.reasons, version=version)
    except (Invalid, Conflict) as stopped:
        messages.warning(request, str(stopped.sentence))
        clash = isinstance(stopped, Conflict)
        return _advice_page(
            request, actor, consultation_id, kept, now, clash=clash, version=version, status=stopped.status
        )
    kept.discard()
    messages.success(request, _("Rådet er skrevet."))
    return to_page(consultation_id)


def _moved(
    request: HttpRequest, actor: Actor, consultation_id: UUID, kept: Kept, form: TextForm
) -> tuple[dict[str, Any], Composed, Composed]:
    """The draft with what was posted, and the text before and after the button."""
    data = {**kept.load(), **form.posted()}
    before = composer.from_draft(data)
    if "text" in form.errors:
        return data, before, before
    now = composer.step(
        before,
        request.POST.get("do", ""),
        check=lambda text, reasons: looking.check_text(actor, consultation_id, text, reasons).checked,
        reason=request.POST.get("reason", ""),
    )
    return data, before, now


def _message_page(
    request: HttpRequest,
    actor: Actor,
    consultation_id: UUID,
    kept: Kept,
    now: Composed,
    *,
    form: TextForm | None = None,
    status: int,
) -> HttpResponse:
    opened = actions.read(actor, consultation_id)
    context = {**context_of(request, actor, opened), **writing_context(now, kept, opened, actor, form=form)}
    return render(request, "consultations/page.html", {**context, "unsent": now.text}, status=status)


def _advice_page(
    request: HttpRequest,
    actor: Actor,
    consultation_id: UUID,
    kept: Kept,
    now: Composed | None,
    *,
    form: TextForm | None = None,
    version: int | None = None,
    clash: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The advice being written. After a clash the other's wording stands beside, and the next sending replaces it."""
    opened = actions.read(actor, consultation_id)
    draft = kept.load()
    theirs = opened.advice.text if opened.advice else ""
    if now is None:
        now = composer.from_draft(draft) if draft else Composed(text=theirs)
        version = version_of(draft) or opened.version
    if clash:
        version = opened.version
        kept.save({**draft, "version": version})
    context = {
        **around(opened),
        **writing_context(now, kept, opened, actor, form=form, version=version),
        "action": request.get_full_path(),
        "theirs": difference.parts(now.text, theirs) if clash and theirs else [],
        "unsent": now.text,
    }
    return render(request, "consultations/advice.html", context, status=status)
