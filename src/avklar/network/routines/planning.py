"""Reads of the local action plan: a municipality's own, year by year."""

from __future__ import annotations

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.network.routines.cards import MeasureCard, PlanCard
from avklar.network.routines.models import Measure, Plan
from avklar.network.routines.states import Status
from avklar.people.organisations import queries as people


def years(actor: Actor) -> list[int]:
    """The years that the municipality has a plan for, the newest first."""
    actor.must(Permission.ROUTINE_READ)
    rows = Plan.objects.filter(organisation_id=actor.organisation)
    return list(rows.order_by("-year").values_list("year", flat=True))


def plan(actor: Actor, year: int) -> PlanCard:
    """The plan of a year with its measures; NotFound without one. Four queries."""
    found = years(actor)
    row = Plan.objects.filter(organisation_id=actor.organisation, year=year).first() if year in found else None
    if row is None:
        raise NotFound
    names = people.names([row.closed_by] if row.closed_by else [])
    measures = tuple(_measure(each) for each in Measure.objects.filter(plan=row).order_by("created", "pk"))
    return PlanCard(
        row.pk, row.year, names.get(row.closed_by, "") if row.closed_by else "", row.closed_at, measures, tuple(found)
    )


def may_begin(actor: Actor) -> list[int]:
    """The years that a plan can be begun for: this one and the next, where there is none."""
    this = clock.today().year
    return [year for year in (this, this + 1) if year not in years(actor)]


def _measure(row: Measure) -> MeasureCard:
    return MeasureCard(row.pk, row.goal, row.text, row.responsible, row.deadline, Status(row.status), row.version)
