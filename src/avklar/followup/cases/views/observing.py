"""Writing down what was seen, and correcting it beside the old (R12)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from avklar.followup.cases import actions, forms, presenting
from avklar.followup.cases.cards import Fact
from avklar.followup.cases.views.desk import Page, desk, run
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.guard import needs
from avklar.foundation.access.permissions import Permission


@needs(Permission.CASE_HANDLE)
@require_http_methods(["GET", "POST"])
def observe(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """One observation more."""
    at = desk(request, case_id, "observe")
    page = Page(
        heading=_("Før en observasjon"),
        lead=_("Det som skjedde for seg, og det du tenker om det for seg. Da blir det lettere å vurdere rolig."),
        submit=_("Lagre observasjonen"),
        done=_("Observasjonen er lagret."),
    )

    def act(form: Any) -> None:
        actions.observe(at.actor, case_id=case_id, content=form.content, submission=form.cleaned_data["submission"])

    return run(at, page, lambda found: forms.ObserveForm, act)


@needs(Permission.CASE_HANDLE)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, case_id: UUID, observation_id: UUID) -> HttpResponseBase:
    """A corrected observation; the old one stays as history."""
    at = desk(request, case_id, "correct", observation_id)
    old = next((each for each in at.found.facts if each.id == observation_id), None)
    if old is None and at.found.readable:
        raise NotFound
    page = Page(
        heading=_("Rett en observasjon"),
        lead=_(
            "Den gamle blir stående som historie, slik den var. Den som har fått en kopi, får vite at den er rettet."
        ),
        submit=_("Lagre rettingen"),
        done=_("Rettingen er lagret ved siden av den gamle."),
        template="cases/correct.html",
        initial=_as_it_was(old) if old else {},
        context={"old": presenting.observation(old) if old else None, "replaced": bool(old and old.replaced)},
    )

    def act(form: Any) -> None:
        actions.correct(
            at.actor,
            case_id=case_id,
            observation_id=observation_id,
            content=form.content,
            submission=form.cleaned_data["submission"],
        )

    return run(at, page, lambda found: forms.ObserveForm, act)


def _as_it_was(old: Fact) -> dict[str, Any]:
    return {
        "fact": old.text,
        "interpretation": old.interpretation,
        "seen_on": old.seen_on,
        "source": old.source,
        "hand": old.hand,
        "verified": old.verified,
        "kind": old.kind,
        "legal_class": old.legal_class,
        "provision": old.provision,
    }
