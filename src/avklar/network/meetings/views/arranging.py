"""Forms of the arranger: a new meeting, a changed one, the next of a series; calling people to it, cancelling it."""

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
from avklar.foundation.ui.forms import Form
from avklar.network.meetings import actions, forms, queries, rules
from avklar.people.organisations import queries as people
from avklar.people.organisations.cards import OrganisationCard
from avklar.people.organisations.states import OrganisationKind

either = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.MEETING_ARRANGE)
@either
def new(request: HttpRequest) -> HttpResponse:
    """A draft, which only the arranger's organisation sees until people are called."""
    actor = acting(request)
    draft = "meeting"
    form = forms.Arrange(
        request.POST or None,
        kinds=rules.kinds_for(actor),
        places=_places(actor.organisation),
        initial=filling.kept(actor, draft),
        kept_for=drafts.token(actor.person, draft),
    )
    made: list[UUID] = []

    def do(values: Mapping[str, Any]) -> None:
        made.append(
            actions.arrange(actor, details=form.details, agenda=values["agenda"], submission=values["submission"])
        )

    if request.method == "POST" and filling.done(actor, form, do, draft=draft):
        return redirect("meetings:meeting", made[0])
    return _page(request, form, heading=_("Nytt møte"), submit_label=_("Lagre utkastet"))


@needs(Permission.MEETING_ARRANGE)
@either
def change(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Change time, place or agenda. Two who change at once: the second sees that, with the text kept."""
    actor = acting(request)
    actions.own(actor, meeting_id)
    card = queries.meeting(actor, meeting_id)
    draft = f"meeting:{meeting_id}"
    form = forms.Arrange(
        request.POST or None,
        kinds=[card.kind],
        places=[],  # where it is decided once: another municipality is another meeting
        initial=forms.filled(card) | filling.kept(actor, draft),
        kept_for=drafts.token(actor.person, draft),
    )

    def do(values: Mapping[str, Any]) -> None:
        actions.change(
            actor,
            meeting_id=meeting_id,
            details=form.details,
            agenda=values["agenda"],
            version=values["version"] or 0,
        )

    if request.method == "POST":
        try:
            if filling.done(actor, form, do, draft=draft):
                messages.success(request, _("Møtet er endret."))
                return redirect("meetings:meeting", meeting_id)
        except Conflict as problem:
            filling.stale(form, problem, version=card.version)
    return _page(request, form, heading=_("Endre møtet"), back=meeting_id, now=card if form.errors else None)


@needs(Permission.MEETING_ARRANGE)
@either
def repeat(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The next meeting of the series."""
    actor = acting(request)
    row = actions.own(actor, meeting_id)
    draft = f"meeting-again:{meeting_id}"
    form = forms.Again(request.POST or None, kept_for=drafts.token(actor.person, draft))
    made: list[UUID] = []

    def do(values: Mapping[str, Any]) -> None:
        made.append(actions.repeat(actor, meeting_id=meeting_id, starts=form.moment, submission=values["submission"]))

    if request.method == "POST" and filling.done(actor, form, do, draft=draft):
        return redirect("meetings:meeting", made[0])
    return _page(request, form, heading=_("Neste møte i rekken"), lead=row.title, back=meeting_id)


@needs(Permission.MEETING_ARRANGE)
@require_POST
def invite(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Call everybody who should come and hasn't been called."""
    called = actions.invite(acting(request), meeting_id=meeting_id)
    words = ngettext("%(count)s person er kalt inn.", "%(count)s personer er kalt inn.", called)
    messages.success(request, words % {"count": called} if called else _("Alle som skal komme, er kalt inn fra før."))
    return redirect("meetings:meeting", meeting_id)


@needs(Permission.MEETING_ARRANGE)
@either
def cancel(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Says what will happen, then cancels."""
    actor = acting(request)
    actions.own(actor, meeting_id)
    if request.method == "POST":
        actions.cancel(actor, meeting_id=meeting_id)
        messages.success(request, _("Møtet er avlyst. De som var kalt inn, får beskjed."))
        return redirect("meetings:meeting", meeting_id)
    return render(request, "meetings/cancel.html", {"card": queries.meeting(actor, meeting_id)})


def _places(organisation_id: UUID) -> list[OrganisationCard]:
    """The municipalities that a police district can meet in; none to choose for a municipality."""
    own = people.organisation(organisation_id)
    return people.municipalities(own.id) if own.kind == OrganisationKind.POLICE_DISTRICT else []


def _page(request: HttpRequest, form: Form, *, back: UUID | None = None, **words: Any) -> HttpResponse:
    back_url = reverse("meetings:meeting", args=[back]) if back else reverse("meetings:list")
    status = 422 if form.errors else 200
    return render(request, "meetings/form.html", {"form": form, "back_url": back_url, **words}, status=status)
