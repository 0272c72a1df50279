"""The district on one day, put together from what the rooms below say of themselves."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.insight.overview.cards import Municipality
from avklar.network.competence import queries as competence
from avklar.network.meetings import queries as meetings
from avklar.network.meetings.cards import MeetingLine
from avklar.network.routines import queries as routines
from avklar.people.organisations import queries as people


def district(actor: Actor) -> list[Municipality]:
    """Every municipality of the lead's district, today, in Norwegian alphabetical order. At most seven queries."""
    actor.must(Permission.OVERVIEW_SEE)
    today: date = clock.today()
    agreements = people.agreement_standing(actor.organisation, today)
    met = meetings.attendance_standing(actor.organisation, today)
    learnt = competence.competence_standing(actor.organisation, today)
    adopted = routines.routine_standing(actor.organisation, today)
    return [
        Municipality(
            row,
            agreements.get(row.municipality.id),
            met[row.municipality.id],
            learnt[row.municipality.id],
            adopted[row.municipality.id],
        )
        for row in people.directory(actor.organisation)
    ]


def municipality(actor: Actor, municipality_id: UUID) -> Municipality:
    """One of the district's municipalities; NotFound for another's."""
    found = [place for place in district(actor) if place.card.id == municipality_id]
    if not found:
        raise NotFound
    return found[0]


def next_meetings(actor: Actor, municipalities: int, limit: int = 3) -> list[MeetingLine]:
    """The district's next meetings; how many municipalities it has. One query."""
    actor.must(Permission.OVERVIEW_SEE)
    return meetings.upcoming(actor.organisation, limit, municipalities)
