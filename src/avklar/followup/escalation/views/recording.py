"""Recording a contact, and the second person's answer to it. The page begins with 112; the form delays nothing (R1)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from avklar.followup.cases import queries as cases
from avklar.followup.escalation import actions, forms, presenting, queries
from avklar.followup.escalation.content import ContactContent
from avklar.followup.escalation.states import Answer, How, Kind, Outcome
from avklar.followup.escalation.views import shared
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts
from avklar.people.organisations import queries as people


@needs(Permission.ESCALATION_RECORD)
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """A contact that took place. `?kind=pst` or `?kind=police` chooses the card."""
    actor = acting(request)
    line = cases.line(actor, case_id)
    form = _record_form(request, actor, case_id)
    status = 200
    if request.method == "POST":
        status = _record(actor, case_id, form) if form.is_valid() else 422
        if status == 200:
            drafts.discard(actor.person, _draft(case_id))
            messages.success(request, _("Kontakten er ført. Nå venter den på person nummer to."))
            return redirect(shared.url(case_id))
    context = {
        "form": form,
        "crumbs": shared.crumbs(line, _("Før en kontakt")),
        "lock": queries.lock_of(actor, case_id),
    }
    return shared.draw(request, "record", line, context, status=status)


@needs(Permission.ESCALATION_RECORD)
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, case_id: UUID, escalation_id: UUID) -> HttpResponseBase:
    """What was recorded, and the second person's answer: the button's name says which."""
    actor = acting(request)
    line = cases.line(actor, case_id)
    contact = queries.opened(actor, case_id, escalation_id)
    token = drafts.token(actor.person, _answer_draft(escalation_id))
    kept = shared.kept(actor, _answer_draft(escalation_id), forms.AnswerForm)
    form = forms.AnswerForm(request.POST if request.method == "POST" else None, initial=kept, kept_for=token)
    status = 200
    if request.method == "POST":
        status = _answer(request, actor, case_id, escalation_id, form) if form.is_valid() else 422
        if status == 200:
            drafts.discard(actor.person, _answer_draft(escalation_id))
            messages.success(request, _("Svaret ditt er ført."))
            return redirect(shared.url(case_id))
        contact = queries.opened(actor, case_id, escalation_id)
    waits = contact.line.answer is Answer.WAITING
    context = {
        "form": form if waits and contact.line.by != actor.person else None,
        "own": waits and contact.line.by == actor.person,
        "problem": " ".join(str(each) for each in form.non_field_errors()) if status == 409 else "",
        "crumbs": shared.crumbs(line, presenting.heading(contact.line)),
        "heading": presenting.heading(contact.line),
        "contact": contact,
        "said": presenting.contact(contact.line, people.names({contact.line.by, contact.line.answered_by or line.id})),
    }
    return shared.draw(request, "confirm", line, context, status=status)


def _record_form(request: HttpRequest, actor: Actor, case_id: UUID) -> forms.RecordForm:
    wanted = request.GET.get("kind", "")
    first = forms.at_first(Kind(wanted) if wanted in Kind.values else None, clock.now())
    kept = shared.kept(actor, _draft(case_id), forms.RecordForm)
    return forms.RecordForm(
        request.POST if request.method == "POST" else None,
        initial=first | kept,
        kept_for=drafts.token(actor.person, _draft(case_id)),
        cards=presenting.cards(queries.said(actor, case_id)),
    )


def _record(actor: Actor, case_id: UUID, form: forms.RecordForm) -> int:
    given: dict[str, Any] = form.cleaned_data
    content = ContactContent(
        kind=Kind(given["kind"]),
        happened_at=given["happened_at"],
        how=How(given["how"]),
        handed_to=given["handed_to"],
        what=given["what"],
        outcome=Outcome(given["outcome"]) if given["outcome"] else None,
        danger=given["danger"],
        reason=given["reason"],
    )
    try:
        actions.record(actor, case_id=case_id, content=content, submission=given["submission"] or clock.new_id())
    except (Invalid, Conflict) as problem:
        return shared.say(form, problem)
    return 200


def _answer(request: HttpRequest, actor: Actor, case_id: UUID, escalation_id: UUID, form: forms.AnswerForm) -> int:
    confirmed = request.POST.get("do") == "confirm"
    reason = form.cleaned_data["reason"]
    try:
        actions.answer(actor, case_id=case_id, escalation_id=escalation_id, confirmed=confirmed, reason=reason)
    except (Invalid, Conflict) as problem:
        return shared.say(form, problem)
    return 200


def _draft(case_id: UUID) -> str:
    return f"escalation-record:{case_id}"


def _answer_draft(escalation_id: UUID) -> str:
    return f"escalation-answer:{escalation_id}"
