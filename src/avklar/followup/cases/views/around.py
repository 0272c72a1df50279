"""Telling the person (R20), looking the case through, and closing it (R12)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from avklar.followup.cases import actions, forms
from avklar.followup.cases.cards import Opened
from avklar.followup.cases.forms.telling import NO, YES
from avklar.followup.cases.states import REVIEW_EVERY, Answer, Outcome
from avklar.followup.cases.views.desk import Page, desk, run
from avklar.foundation import clock
from avklar.foundation.access.guard import needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.retention import decisions


@needs(Permission.CASE_HANDLE)
@require_http_methods(["GET", "POST"])
def tell(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """When the person was told that the case exists, or why not yet."""
    at = desk(request, case_id, "tell")
    page = Page(
        heading=_("Vet personen om saken?"),
        lead=_("Den saken gjelder, skal få vite at den finnes. Det kan bare vente så lenge det er en grunn for det."),
        submit=_("Lagre"),
        done=_("Det er lagret."),
        initial=_telling(at.found),
    )

    def act(form: Any) -> None:
        actions.tell(at.actor, case_id=case_id, telling=form.telling, version=form.cleaned_data["version"])

    return run(at, page, lambda found: forms.TellForm, act)


@needs(Permission.CASE_HANDLE)
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """The case was looked through: is it still needed?"""
    at = desk(request, case_id, "review")
    page = Page(
        heading=_("Gå gjennom saken"),
        lead=_(
            "Trengs saken fortsatt? Stemmer det som står, og går tiltakene framover? Er svaret nei, avslutter dere."
        ),
        submit=_("Saken er gått gjennom"),
        done=_("Gjennomgangen er lagret."),
        template="cases/review.html",
        initial={"review_on": clock.today() + REVIEW_EVERY},
    )

    def act(form: Any) -> None:
        given = form.cleaned_data
        actions.set_review(at.actor, case_id=case_id, on=given["review_on"], version=given["version"])

    return run(at, page, lambda found: forms.ReviewForm, act)


@needs(Permission.CASE_HANDLE)
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """Close the case; the page says what happens to the texts."""
    at = desk(request, case_id, "close")
    decision = decisions.decision_for(at.actor.organisation, "case")
    waits = [each for each in at.found.decisions if each.second.answer is Answer.WAITING]
    page = Page(
        heading=_("Avslutt saken"),
        lead=_("Det er et godt tegn når en sak kan avsluttes. En avsluttet sak åpnes aldri igjen."),
        submit=_("Avslutt saken"),
        done=_("Saken er avsluttet. Teksten er lukket for alle."),
        template="cases/close.html",
        context={"at_once": decision is not None and decision.days == 0, "waits": bool(waits)},
        even_off=True,
    )

    def act(form: Any) -> None:
        given = form.cleaned_data
        actions.close(
            at.actor,
            case_id=case_id,
            outcome=Outcome(given["outcome"]),
            reason=given["reason"],
            kept=given["kept"],
            submission=given["submission"],
            version=given["version"],
        )

    return run(at, page, lambda found: forms.CloseForm, act)


def _telling(found: Opened) -> dict[str, Any]:
    return {
        "told": YES if found.told_on else NO,
        "told_on": found.told_on,
        "waiting": found.waiting,
        "waiting_reason": found.waiting_reason,
        "look_again": found.line.look_again,
    }
