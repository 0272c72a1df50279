"""The plan: measures, how they go, what the person says of it, and the page that the person gets to see."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from avklar.followup.cases import actions, forms
from avklar.followup.cases.cards import MeasureCard
from avklar.followup.cases.ladder import rung
from avklar.followup.cases.queries.opened import situation_from
from avklar.followup.cases.states import Effect, MeasureState, Step
from avklar.followup.cases.views.desk import Desk, Page, desk, draw, run, shut, usable
from avklar.foundation import clock
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.guard import needs
from avklar.foundation.access.permissions import Permission
from avklar.people.organisations import queries as people


@needs(Permission.CASE_HANDLE)
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """One measure more; where only lawful expression is left, the page says why there is nothing to plan (R3)."""
    at = desk(request, case_id, "plan")
    page = Page(
        heading=_("Legg til et tiltak"),
        lead=_("Støtte fra en vanlig tjeneste. Bli enige med personen om det, så langt det går."),
        submit=_("Legg til tiltaket"),
        done=_("Tiltaket er lagt til i planen."),
        template="cases/plan.html",
        initial={"starts_on": clock.today()},
    )
    closed = rung(situation_from(at.found), Step.SUPPORT).shut if usable(at, page) else None
    if closed is not None and request.method != "POST":
        return draw(at, page, None, closed=closed)

    def act(form: Any) -> None:
        actions.plan(at.actor, case_id=case_id, content=form.content, submission=form.cleaned_data["submission"])

    return run(at, page, lambda found: forms.MeasureForm, act)


@needs(Permission.CASE_HANDLE)
@require_http_methods(["GET", "POST"])
def follow_up(request: HttpRequest, case_id: UUID, measure_id: UUID) -> HttpResponseBase:
    """How a measure goes."""
    at = desk(request, case_id, "follow-up", measure_id)
    measure = _measure(at, measure_id)
    page = Page(
        heading=_("Før hvordan det går"),
        submit=_("Lagre oppfølgingen"),
        done=_("Oppfølgingen er lagret."),
        template="cases/measure.html",
        initial={"on": clock.today()},
        context={"measure": measure},
    )

    def act(form: Any) -> None:
        given = form.cleaned_data
        actions.follow_up(
            at.actor,
            case_id=case_id,
            measure_id=measure_id,
            on=given["on"],
            effect=Effect(given["effect"]),
            text=given["text"],
            submission=given["submission"],
        )

    return run(at, page, lambda found: forms.FollowUpForm, act)


@needs(Permission.CASE_HANDLE)
@require_http_methods(["GET", "POST"])
def end_measure(request: HttpRequest, case_id: UUID, measure_id: UUID) -> HttpResponseBase:
    """A measure is reached or stopped."""
    at = desk(request, case_id, "end-measure", measure_id)
    page = Page(
        heading=_("Avslutt et tiltak"),
        submit=_("Avslutt tiltaket"),
        done=_("Tiltaket er avsluttet."),
        template="cases/measure.html",
        context={"measure": _measure(at, measure_id)},
        version=lambda found: next((each.version for each in found.measures if each.id == measure_id), 0),
    )

    def act(form: Any) -> None:
        given = form.cleaned_data
        actions.end_measure(
            at.actor,
            case_id=case_id,
            measure_id=measure_id,
            state=MeasureState(given["state"]),
            effect=given["effect"],
            version=given["version"],
        )

    return run(at, page, lambda found: forms.EndForm, act)


@needs(Permission.CASE_HANDLE)
@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """The plan is agreed, and the person's own words have their place."""
    at = desk(request, case_id, "agree")
    page = Page(
        heading=_("Før at planen er avtalt"),
        lead=_("Planen er personens like mye som deres. Personens egne ord står sammen med den."),
        submit=_("Lagre avtalen"),
        done=_("Avtalen er lagret."),
        template="cases/agree.html",
        initial={
            "on": at.found.plan_agreed_on or clock.today(),
            "agreed_with": at.found.plan_agreed_with,
            "own_words": at.found.own_words,
        },
    )

    def act(form: Any) -> None:
        given = form.cleaned_data
        names = ("on", "agreed_with", "own_words", "version")
        actions.agree(at.actor, case_id=case_id, **{name: given[name] for name in names})

    return run(at, page, lambda found: forms.AgreeForm, act)


@needs(Permission.CASE_HANDLE)
@require_GET
def person_view(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """The plan as the person gets it, on paper: no assessment, no observation, no other person."""
    at = desk(request, case_id, "person-view")
    page = Page(heading=_("Planen din"), submit="", done="", template="cases/person_view.html")
    if not usable(at, page):
        return shut(at, page)
    organisation = people.organisation(at.actor.organisation)
    measures = [each for each in at.found.measures if each.state is MeasureState.ONGOING]
    responsible = people.names([at.found.line.responsible]).get(at.found.line.responsible, "")
    return draw(at, page, None, organisation=organisation, measures=measures, responsible=responsible)


def _measure(at: Desk, measure_id: UUID) -> MeasureCard | None:
    """The measure; NotFound unless it is in the case, None in a case that has been shut."""
    found = next((each for each in at.found.measures if each.id == measure_id), None)
    if found is None and at.found.readable:
        raise NotFound
    return found
