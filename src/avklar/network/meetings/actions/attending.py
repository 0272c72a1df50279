"""Attendance: at the door by one's own sign-in, or by the arranger on the list."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Denied
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.network.meetings import queries, rules
from avklar.network.meetings.actions.own import hold, own
from avklar.network.meetings.models import Attendance, Meeting
from avklar.network.meetings.states import How, State

STANDING = (State.INVITED, State.HELD)


def check_in(actor: Actor, *, meeting_id: UUID) -> None:
    """The actor is at the meeting, for the municipality acted for. Denied when that isn't called to it."""
    actor.must(Permission.MEETING_ANSWER)
    card = queries.meeting(actor, meeting_id)
    rules.check_at_the_door(card.starts, card.ends, clock.now())
    if card.state not in STANDING or actor.organisation not in {place.id for place in card.places}:
        raise Denied(_("Kommunen din er ikke kalt inn til dette møtet."), rule="called municipality")
    with writing(actor):
        Attendance.objects.get_or_create(
            meeting_id=meeting_id,
            municipality_id=actor.organisation,
            defaults={"how": How.CODE, "registered_by": actor.person},
        )
        hold(Meeting(pk=meeting_id))
        journal.write(actor, "received", kind="meeting", object_id=meeting_id)


def register(actor: Actor, *, meeting_id: UUID, there: Collection[UUID], shown: Collection[UUID]) -> None:
    """Tick off on the list: `shown` stood ticked when the page was drawn, `there` stands ticked now.

    Only the difference is written, so two people who tick at once don't undo each other.
    """
    row = own(actor, meeting_id)
    if row.state not in STANDING or clock.now() < row.starts - rules.DOOR:
        raise Conflict(_("Oppmøtet kan føres fra én time før møtet begynner."))
    wanted = {place.id for place in queries.meeting(actor, meeting_id).places}
    come, gone = (set(there) - set(shown)) & wanted, set(shown) - set(there)
    with writing(actor):
        Attendance.objects.filter(meeting=row, municipality_id__in=gone).delete()
        Attendance.objects.bulk_create(
            [
                Attendance(meeting=row, municipality_id=place, how=How.LIST, registered_by=actor.person)
                for place in sorted(come)
            ],
            ignore_conflicts=True,
        )
        if come:
            hold(row)
        journal.write(actor, "noted", kind="meeting", object_id=row.pk)
