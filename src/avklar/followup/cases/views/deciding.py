"""Choosing a step of the ladder (R5), and the second person's answer."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from avklar.followup.cases import actions, forms, presenting
from avklar.followup.cases.queries.opened import situation_from
from avklar.followup.cases.states import Step
from avklar.followup.cases.views.answering import answer_page
from avklar.followup.cases.views.desk import Page, desk, run
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.guard import needs
from avklar.foundation.access.permissions import Permission


@needs(Permission.CASE_HANDLE)
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """Every step with its reason; a human chooses and writes why. `?trinn=` is chosen beforehand."""
    at = desk(request, case_id, "decide")
    wanted = request.GET.get("trinn", "")
    page = Page(
        heading=_("Velg på stigen"),
        lead=_("Systemet sier hva som er åpent, og hvorfor resten er lukket. Du velger, og du skriver hvorfor."),
        submit=_("Lagre valget"),
        done=_("Valget er lagret."),
        template="cases/decide.html",
        initial={"step": wanted if wanted in Step.values else ""},
    )

    def act(form: Any) -> None:
        given = form.cleaned_data
        actions.decide(
            at.actor,
            case_id=case_id,
            choice=form.choice,
            submission=given["submission"],
            version=given["version"],
        )

    return run(at, page, lambda found: partial(forms.DecideForm, situation=situation_from(found)), act)


@needs(Permission.CASE_HANDLE)
@require_http_methods(["GET", "POST"])
def answer_decision(request: HttpRequest, case_id: UUID, decision_id: UUID) -> HttpResponseBase:
    """The second person reads it, and confirms or refuses with a reason; never oneself."""
    at = desk(request, case_id, "answer", decision_id)
    each = next((each for each in at.found.decisions if each.id == decision_id), None)
    if each is None and at.found.readable:
        raise NotFound

    def act(form: Any) -> None:
        actions.answer_decision(
            at.actor,
            case_id=case_id,
            decision_id=decision_id,
            confirmed=form.confirmed,
            reason=form.cleaned_data["reason"],
        )

    observations = presenting.observations(at.found.standing_facts)
    return answer_page(at, _("Svar på beslutningen"), each, presenting.decided(each) if each else [], act, observations)
