"""Agreements as the pages show them: states in words, the work that waits, names of those who entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.components import Row, State
from avklar.people.organisations import agreements, queries
from avklar.people.organisations.agreements import AgreementStanding, Evaluation, Version
from avklar.people.organisations.queries import Pair


@dataclass(frozen=True)
class Line:
    """One pair on the list."""

    sides: Pair
    standing: AgreementStanding | None
    states: tuple[State, ...]


@dataclass(frozen=True)
class Board:
    """Everything on the page of one agreement. `now` is the version that counts today."""

    sides: Pair
    standing: AgreementStanding | None
    states: tuple[State, ...]
    now: Version | None
    versions: list[Version]
    evaluations: list[Evaluation]
    names: dict[UUID, str]
    may_manage: bool


def lines(actor: Actor) -> list[Line]:
    """Every pair of the actor's organisation with what stands today."""
    pairs = queries.pairs(actor)
    found = queries.agreement_standing(pairs[0].district.id) if pairs else {}
    return [
        Line(each, found.get(each.municipality.id), states(found.get(each.municipality.id), clock.today()))
        for each in pairs
    ]


def board(actor: Actor, sides: Pair) -> Board:
    """The page of one pair."""
    today, versions, evaluations = clock.today(), queries.versions(sides), queries.evaluations(sides)
    periods = [(each.position, each.valid_from, each.valid_to) for each in versions]
    standing = agreements.standing(periods, [each.held_on for each in evaluations], today)
    entered = {each.entered_by for each in versions} | {each.entered_by for each in evaluations}
    return Board(
        sides=sides,
        standing=standing,
        states=states(standing, today),
        now=next((each for each in versions if standing and _is(each, standing)), None),
        versions=versions,
        evaluations=evaluations,
        names=queries.names(entered),
        may_manage=actor.may(Permission.AGREEMENT_MANAGE),
    )


def states(standing: AgreementStanding | None, on: date) -> tuple[State, ...]:
    """What the agreement needs, in words; a calm one for an agreement that needs nothing."""
    if standing is None:
        return (State("over", _("Ingen avtale")),)
    if not standing.in_force(on):
        return (State("over", _("Gikk ut %(day)s") % {"day": day(standing.valid_to)}),)
    found = [State("soon", _("Går ut %(day)s") % {"day": day(standing.valid_to)})] if standing.ends_soon(on) else []
    if standing.evaluation_due <= on:
        found.append(State("over", _("Evaluering skulle vært holdt %(day)s") % {"day": day(standing.evaluation_due)}))
    return tuple(found) or (State("done", _("Gjelder")),)


def my_day(actor: Actor) -> list[Row]:
    """Agreements that end soon, have ended or want their evaluation, for those who keep them."""
    if not actor.may(Permission.AGREEMENT_MANAGE):
        return []
    return [
        Row(
            url=reverse("organisations:agreement", args=[each.sides.municipality.id]),
            title=_("Samarbeidsavtalen med %(municipality)s") % {"municipality": each.sides.municipality.full_name}
            if each.sides.district.id == actor.organisation
            else _("Samarbeidsavtalen med politiet"),
            state=each.states[0],
            late=each.states[0].kind == "over",
        )
        for each in lines(actor)
        if each.standing is not None and each.states[0].kind != "done"
    ]


def day(when: date) -> str:
    """«3. mars 2027»."""
    return date_format(when, pgettext("datoformat", "j. F Y"))


def _is(version: Version, standing: AgreementStanding) -> bool:
    return (version.valid_from, version.valid_to) == (standing.valid_from, standing.valid_to)
