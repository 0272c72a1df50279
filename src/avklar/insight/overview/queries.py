"""The district on one day, put together from what the rooms below say of themselves; and what was kept of before."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.prepared import Prepared, Slots
from avklar.insight.overview.cards import Aim, Kept, Month, Municipality
from avklar.insight.overview.models import Call, MonthlyFigure, Target
from avklar.network.activities import queries as activities
from avklar.network.activities.cards import ActivityStanding
from avklar.network.competence import queries as competence
from avklar.network.competence.cards import CompetenceStanding
from avklar.network.meetings import queries as meetings
from avklar.network.meetings.cards import MeetingLine
from avklar.network.routines import queries as routines
from avklar.network.routines.cards import RoutineStanding
from avklar.people.organisations import queries as people
from avklar.people.organisations.cards import AppointedPerson, OrganisationCard
from avklar.people.organisations.states import AppointmentKind

NOTHING_LEARNT, NOTHING_ADOPTED, NOTHING_HELD = CompetenceStanding(), RoutineStanding(), ActivityStanding()
SHOWN = (AppointmentKind.CONTACT, AppointmentKind.DEPUTY, AppointmentKind.POLICE_CONTACT)


def district(actor: Actor) -> list[Municipality]:
    """Every municipality of the lead's district, today, in Norwegian alphabetical order. At most nine queries."""
    actor.must(Permission.OVERVIEW_SEE)
    return standing(actor.organisation)


def standing(district_id: UUID) -> list[Municipality]:
    """The same for whoever keeps the figures of the month."""
    today: date = clock.today()
    agreements = people.agreement_standing(district_id, today)
    met = meetings.last_attended(district_id, today)
    learnt = competence.competence_standing(district_id, today)
    adopted = routines.routine_standing(district_id, today)
    held = activities.activity_standing(district_id, today)
    return [
        Municipality(
            *each,
            agreements.get(each.id),
            met.get(each.id),
            learnt.get(each.id, NOTHING_LEARNT),
            adopted.get(each.id, NOTHING_ADOPTED),
            held.get(each.id, NOTHING_HELD),
        )
        for each in people.posts(district_id, today)
    ]


def municipality(actor: Actor, municipality_id: UUID) -> Municipality:
    """One of the district's municipalities; NotFound for another's."""
    found = [place for place in district(actor) if place.id == municipality_id]
    if not found:
        raise NotFound
    return found[0]


def served_card(actor: Actor, municipality_id: UUID) -> OrganisationCard:
    """Who it is, of those the lead's district serves; NotFound for another's."""
    actor.must(Permission.OVERVIEW_SEE)
    found = [card for card in people.municipalities(actor.organisation) if card.id == municipality_id]
    if not found:
        raise NotFound
    return found[0]


def appointed(actor: Actor, municipality_id: UUID) -> list[AppointedPerson]:
    """Contact, deputy and police contact, with their numbers; NotFound for another district's municipality."""
    card = served_card(actor, municipality_id)
    return [each for each in people.contacts_of(card.id) if each.kind in SHOWN]


def last_meeting(actor: Actor, municipality_id: UUID) -> str:
    """Which meeting the municipality was at last; empty for none, or another district's municipality. One query."""
    actor.must(Permission.OVERVIEW_SEE)
    return meetings.last_titles(actor.organisation).get(municipality_id, "")


def next_meetings(actor: Actor, municipalities: int) -> list[MeetingLine]:
    """The district's next meetings; how many municipalities it has. One query."""
    actor.must(Permission.OVERVIEW_SEE)
    return meetings.upcoming(actor.organisation, municipalities)


def kept(actor: Actor) -> Kept:
    """What is aimed at in each layer, and when each municipality was called last. One query."""
    actor.must(Permission.OVERVIEW_SEE)
    aims: dict[str, Aim] = {}
    called: dict[UUID, date] = {}
    rows = _KEPT.rows(district=actor.organisation)
    for about, position, percent, day in sorted(rows, key=lambda row: (row[1], row[3])):
        if position:
            aims[about] = Aim(position, percent, day)
        else:
            called[UUID(about)] = day
    return Kept(aims, called)


def _kept(slot: Slots) -> QuerySet[Any, Any]:
    own = {"district_id": slot.id("district")}
    targets = Target.objects.filter(**own).values_list("layer", "position", "percent", "due")
    calls = Call.objects.filter(**own).values_list(Cast("municipality", CharField()), Value(0), Value(0), "day")
    return targets.union(calls, all=True)


_KEPT = Prepared(_kept)


def months(actor: Actor, first: date, last: date) -> dict[str, list[Month]]:
    """The figures kept of each layer for months that begin within two days, the oldest first. One query."""
    actor.must(Permission.OVERVIEW_SEE)
    rows = MonthlyFigure.objects.filter(district_id=actor.organisation, month__gte=first, month__lte=last)
    found: dict[str, list[Month]] = defaultdict(list)
    for layer, month, good, total in rows.order_by("month").values_list("layer", "month", "good", "total"):
        found[layer].append(Month(month, good, total))
    return found
