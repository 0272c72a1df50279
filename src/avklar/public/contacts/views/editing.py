"""What an organisation says of itself, changed by its own contact, deputy, lead or administrator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from avklar.foundation.access.errors import Conflict
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts, filling
from avklar.people.organisations import queries as people
from avklar.people.organisations.cards import OrganisationCard
from avklar.people.organisations.states import OrganisationKind
from avklar.public.contacts import actions, forms, presenting, queries
from avklar.public.contacts.cards import PlaceCard

DRAFT = "public-place"


@needs(Permission.PLACE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """The own organisation's page. Two who change at once: the second sees how it stands, with the own text kept."""
    actor = acting(request)
    own, card = people.organisation(actor.organisation), queries.words(actor.organisation)
    form = forms.PlaceForm(
        request.POST or None,
        kind=own.kind,
        initial=forms.filled(card) | filling.kept(actor, DRAFT),
        kept_for=drafts.token(actor.person, DRAFT),
    )

    def do(values: Mapping[str, Any]) -> None:
        actions.edit(actor, words=form.words, version=values["version"] or 0, submission=values["submission"])

    status, now = 200, None
    if request.method == "POST":
        status = 422
        try:
            if filling.done(actor, form, do, draft=DRAFT):
                messages.success(request, _("Den åpne siden er endret. Det kan ta noen minutter før alle ser det."))
                return redirect(_page_of(own))
        except Conflict as problem:
            filling.stale(form, problem, version=card.version)
            status, now = 409, card.words
    return render(request, "contacts/edit.html", {"form": form, "now": now, **_said(own, card)}, status=status)


def _said(own: OrganisationCard, card: PlaceCard) -> dict[str, Any]:
    """The words around the form."""
    if own.kind == OrganisationKind.POLICE_DISTRICT:
        lead = _("Her står hvordan folk når distriktet når en kommune ikke kan svare.")
    else:
        lead = _(
            "Alle på nettet kan lese det som står her. Alt kan stå tomt. Hvem som er kontakt, følger oppnevningene."
        )
    return {
        "heading": _("Den åpne siden"),
        "lead": lead,
        "submit_label": _("Publiser"),
        "back_url": _page_of(own),
        "written_at": card.written_at,
    }


def _page_of(own: OrganisationCard) -> str:
    """Where it is seen: the municipality's own page, or the page that all of them stand on."""
    shown = any(card.id == own.id for card in queries.places())
    return presenting.address(own) if shown else reverse("contacts:find")
