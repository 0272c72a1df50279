"""Assessing on the two axes (R4), and the second person's answer."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from avklar.followup.cases import actions, forms, presenting
from avklar.followup.cases.cards import Assessed
from avklar.followup.cases.views.answering import answer_page
from avklar.followup.cases.views.desk import Page, desk, run
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.guard import needs
from avklar.foundation.access.permissions import Permission


@needs(Permission.CASE_HANDLE)
@require_http_methods(["GET", "POST"])
def assess(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """A new assessment; the earlier ones stay."""
    at = desk(request, case_id, "assess")
    page = Page(
        heading=_("Gjør en vurdering"),
        lead=_(
            "To spørsmål hver for seg, i ord. Det finnes ingen sum og ingen poeng. Vet dere for lite, er «vet ikke» "
            "det rette svaret."
        ),
        submit=_("Lagre vurderingen"),
        done=_("Vurderingen er lagret. De andre i saken er bedt om å se på den."),
        template="cases/assess.html",
        context={"observations": presenting.observations(at.found.standing_facts)},
    )

    def act(form: Any) -> None:
        given = form.cleaned_data
        actions.assess(
            at.actor,
            case_id=case_id,
            content=form.content,
            submission=given["submission"],
            version=given["version"],
        )

    return run(at, page, lambda found: partial(forms.AssessForm, facts=found.standing_facts), act)


@needs(Permission.CASE_HANDLE)
@require_http_methods(["GET", "POST"])
def answer_assessment(request: HttpRequest, case_id: UUID, assessment_id: UUID) -> HttpResponseBase:
    """The second person reads it, and confirms or refuses with a reason; never oneself."""
    at = desk(request, case_id, "answer", assessment_id)
    each: Assessed | None = next((each for each in at.found.assessments if each.id == assessment_id), None)
    if each is None and at.found.readable:
        raise NotFound
    said = presenting.assessed(each, at.found.facts) if each else []
    grounds = {*each.attitude_grounds, *each.willingness_grounds} if each else set()
    used = [fact for fact in at.found.facts if fact.id in grounds]

    def act(form: Any) -> None:
        actions.answer_assessment(
            at.actor,
            case_id=case_id,
            assessment_id=assessment_id,
            confirmed=form.confirmed,
            reason=form.cleaned_data["reason"],
        )

    return answer_page(at, _("Svar på vurderingen"), each, said, act, presenting.observations(used))
