"""Consent in a case: what was answered, entering an answer, and entering that it was taken back (R9)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from avklar.followup.cases import actions as case_actions
from avklar.followup.cases import queries as cases
from avklar.followup.cases.cards import Line
from avklar.followup.concerns.messaging import put_errors
from avklar.followup.disclosures import actions, addressees, presenting, queries
from avklar.followup.disclosures.forms import ConsentForm
from avklar.followup.disclosures.states import ConsentAnswer
from avklar.followup.disclosures.views.keeping import SeeOther, of_consent
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.components import Link


@needs(Permission.DISCLOSURE_SEND)
@require_http_methods(["GET", "HEAD", "POST"])
def consents(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """The answers so far, and a form for the next."""
    actor, kept = acting(request), of_consent(acting(request), case_id)
    line = cases.line(actor, case_id)
    form = _form(request, actor, case_id, kept.load(), kept.token)
    status = 200
    if request.method == "POST":
        status = _record(actor, case_id, form)
        if status == 303:
            kept.discard()
            messages.success(request, _("Svaret er ført inn."))
            return SeeOther(request.path)
    cards = queries.consents(actor, case_id)
    context = {
        **_around(line, _("Samtykke")),
        "form": form,
        "cards": [
            (presenting.consent(each), presenting.consent_state(each), each.words, _withdraw_url(case_id, each))
            for each in cards
        ],
        "compose_url": reverse("disclosures:compose", args=[case_id]),
    }
    response = render(request, "disclosures/consents.html", context, status=status)
    case_actions.read(actor, case_id=case_id)
    return response


@needs(Permission.DISCLOSURE_SEND)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, case_id: UUID, consent_id: UUID) -> HttpResponseBase:
    """Ask once more, then enter that it was taken back and tell the receivers."""
    actor = acting(request)
    line = cases.line(actor, case_id)
    if request.method == "POST":
        told = actions.withdraw_consent(actor, case_id=case_id, consent_id=consent_id)
        said = _("Samtykket er trukket. Mottakerne har fått beskjed.") if told else _("Samtykket er trukket.")
        messages.success(request, said)
        return SeeOther(reverse("disclosures:consents", args=[case_id]))
    card = next((each for each in queries.consents(actor, case_id) if each.id == consent_id), None)
    if card is None or card.answer is not ConsentAnswer.GIVEN:
        raise NotFound
    context = {
        **_around(line, _("Trekk samtykket")),
        "consent": presenting.consent(card),
        "back_url": reverse("disclosures:consents", args=[case_id]),
    }
    return render(request, "disclosures/withdraw.html", context)


def _form(request: HttpRequest, actor: Actor, case_id: UUID, kept: dict[str, Any], token: str) -> ConsentForm:
    seen = [(str(each.id), each.text) for each in cases.facts(actor, case_id)]
    return ConsentForm(
        request.POST if request.method == "POST" else None,
        initial=kept,
        kept_for=token,
        organisations=addressees.organisations(addressees.offered(actor)),
        observations=seen,
    )


def _record(actor: Actor, case_id: UUID, form: ConsentForm) -> int:
    """The status to answer with; 303 when it was entered."""
    if not form.is_valid():
        return 422
    try:
        submission = form.cleaned_data["submission"] or clock.new_id()
        actions.record_consent(actor, case_id=case_id, content=form.content(), submission=submission)
    except Invalid as problem:
        put_errors(form, problem)
        return 422
    except Conflict as problem:
        form.add_error(None, str(problem.sentence))
        return 409
    return 303


def _withdraw_url(case_id: UUID, card: Any) -> str:
    """Where it is taken back; empty for a no and for what was taken back already."""
    if card.answer is not ConsentAnswer.GIVEN or card.withdrawn:
        return ""
    return reverse("disclosures:withdraw", args=[case_id, card.id])


def _around(line: Line, here: str) -> dict[str, Any]:
    case_url = reverse("casefile:case", args=[line.id])
    return {
        "case": line,
        "crumbs": [Link(_("Saker"), reverse("casefile:list")), Link(line.reference, case_url), Link(here, "")],
        "under_18": line.age.may_be_under_18,
    }
