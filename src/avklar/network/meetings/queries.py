"""Reads of meetings. Who sees a meeting: those of its municipality, and of the district that serves it."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, Max, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Cast, Coalesce, RowNumber

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.prepared import Prepared, Slots
from avklar.foundation.ui.paging import Found
from avklar.network.meetings.cards import (
    MeetingCard,
    MeetingLine,
    MinutesCard,
    OpenInvitation,
    Place,
    Point,
    Task,
)
from avklar.network.meetings.models import Attendance, FollowUp, Invited, Meeting, Minutes
from avklar.network.meetings.states import Answer, Kind, State
from avklar.people.organisations import queries as people
from avklar.people.organisations.states import OrganisationKind

COMES = (Answer.YES, Answer.STAND_IN)


def listing(actor: Actor, *, ahead: bool) -> Found[MeetingLine]:
    """Meetings to come, the nearest first, or those that are over, the newest first. At most five queries a page."""
    actor.must(Permission.MEETING_ANSWER)
    rows, now = visible(actor), clock.now()
    rows = rows.filter(ends__gte=now) if ahead else rows.filter(ends__lt=now)
    return Found(rows.order_by("starts" if ahead else "-starts", "pk"), _lines)


def upcoming(district_id: UUID, wanted: int) -> list[MeetingLine]:
    """The district's three next meetings, the nearest first; `wanted` is how many municipalities it has. One query."""
    rows = _UPCOMING.rows(district=district_id, now=clock.now())
    return [
        MeetingLine(pk, Kind(kind), title, place, starts, ends, State(state), wanted, yes, there)
        for pk, kind, title, place, starts, ends, state, yes, there in rows
    ]


def _upcoming(slot: Slots) -> QuerySet[Any, Any]:
    rows = Meeting.objects.filter(
        organisation_id=slot.id("district"), state=State.INVITED, ends__gte=slot.moment("now")
    )
    shown: QuerySet[Any, Any] = _counted(rows).order_by("starts", "pk")[:3]
    return shown.values_list("pk", "kind", "title", "place", "starts", "ends", "state", "yes", "there")


_UPCOMING = Prepared(_upcoming)


def meeting(actor: Actor, meeting_id: UUID) -> MeetingCard:
    """All of a meeting; NotFound for one that isn't the actor's to see."""
    actor.must(Permission.MEETING_ANSWER)
    row = visible(actor).filter(pk=meeting_id).first()
    if row is None:
        raise NotFound
    invited = list(Invited.objects.filter(meeting=row))
    tasks, minutes = list(FollowUp.objects.filter(meeting=row)), _newest(row.pk)
    persons = {each.user_id for each in invited} | {each.owner_id for each in tasks if each.owner_id}
    names = people.names(persons | {row.arranged_by} | ({minutes.written_by} if minutes else set()))
    return MeetingCard(
        id=row.pk,
        organisation_id=row.organisation_id,
        municipality_id=row.municipality_id,
        series_id=row.series_id,
        kind=Kind(row.kind),
        title=row.title,
        place=row.place,
        starts=row.starts,
        ends=row.ends,
        state=State(row.state),
        sequence=row.sequence,
        version=row.version,
        arranged_by=names.get(row.arranged_by, ""),
        agenda=tuple(
            Point(each.title, each.minutes, each.owner) for each in sorted(row.agenda.all(), key=lambda p: p.position)
        ),
        places=_places(row, invited, names),
        tasks=tuple(_task(each, names) for each in sorted(tasks, key=_undone_first)),
        minutes=MinutesCard(minutes.position, minutes.text, names.get(minutes.written_by, ""), minutes.written_at)
        if minutes
        else MinutesCard(),
        minutes_sent_at=row.minutes_sent_at,
        invited_me=actor.user_id in {each.user_id for each in invited},
    )


def invitation(invited_id: UUID) -> OpenInvitation:
    """What stands behind an invitation's link; NotFound when it was taken back. For whoever holds the link."""
    row = Invited.objects.filter(pk=invited_id).select_related("meeting").first()
    if row is None:
        raise NotFound
    held = row.meeting
    return OpenInvitation(
        row.pk,
        held.pk,
        held.title,
        Kind(held.kind),
        held.place,
        held.starts,
        held.ends,
        State(held.state),
        row.municipality_id,
        people.organisation(row.municipality_id).full_name,
        Answer(row.answer),
        row.stand_in,
    )


def unanswered(actor: Actor, limit: int) -> list[MeetingLine]:
    """Meetings to come that the actor is called to and hasn't answered, the nearest first."""
    mine = Invited.objects.filter(user_id=actor.person, answer=Answer.NONE).values("meeting_id")
    rows = Meeting.objects.filter(pk__in=mine, state=State.INVITED, ends__gte=clock.now())
    return _lines(rows.order_by("starts", "pk")[:limit])


def tasks_of(actor: Actor, limit: int) -> list[Task]:
    """The actor's own follow-ups that aren't done, the first due first. One query."""
    rows = FollowUp.objects.filter(owner_id=actor.person, done_at=None).order_by("due", "pk")[:limit]
    return [_task(each, {}) for each in rows]


def _last_attended(slot: Slots) -> QuerySet[Any, Any]:
    lasts = _attended(slot).values("municipality_id").annotate(last=Cast(Max("meeting__starts"), CharField()))
    return lasts.values_list("municipality_id", "last")


def _last_titles(slot: Slots) -> QuerySet[Any, Any]:
    newest = Window(RowNumber(), partition_by="municipality_id", order_by=["-meeting__starts", "pk"])
    lasts = _attended(slot).annotate(newest=newest).filter(newest=1)
    return lasts.values_list("municipality_id", "meeting__title")


def _attended(slot: Slots) -> QuerySet[Attendance]:
    places = people.served(slot.id("district"), slot.day("day"))
    return Attendance.objects.filter(municipality_id__in=places, meeting__starts__lte=slot.moment("end"))


_LAST_ATTENDED, _LAST_TITLES = Prepared(_last_attended), Prepared(_last_titles)


def last_attended(district_id: UUID, on: date | None = None) -> dict[UUID, date]:
    """When each of the district's municipalities last was at a meeting, by a day (today); none, no entry. One query."""
    day_of = cache(_day_of)  # hundreds were at the same meeting
    return {place: day_of(moment) for place, moment in _LAST_ATTENDED.rows(**_until(district_id, on))}


def last_titles(district_id: UUID, on: date | None = None) -> dict[UUID, str]:
    """Which meeting that was. One query."""
    return dict(_LAST_TITLES.rows(**_until(district_id, on)))


def _until(district_id: UUID, on: date | None) -> dict[str, Any]:
    day = on or clock.today()
    return {"district": district_id, "day": day, "end": datetime.combine(day, time.max, tzinfo=clock.OSLO)}


def _day_of(moment: str) -> date:
    """Of a moment as the database writes it: the driver would make the same one anew for each who was there."""
    found = datetime.fromisoformat(moment)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(clock.OSLO).date()


def visible(actor: Actor) -> QuerySet[Meeting]:
    """The meetings that the actor may see: the district's own, and those of the municipalities acted for or served."""
    own = people.organisation(actor.organisation)
    if own.kind == OrganisationKind.POLICE_DISTRICT:
        served = [card.id for card in people.municipalities(own.id)]
        return Meeting.objects.filter(Q(organisation_id=own.id) | Q(municipality_id__in=served))
    district = people.district_of(own.id)
    of_district = Q(organisation_id=district.id, municipality_id=None) if district else Q(pk=None)
    invited = Q(state=State.DRAFT) & ~Q(organisation_id=own.id)  # a draft is the arranger's until people are called
    return Meeting.objects.filter(Q(municipality_id=own.id) | of_district).exclude(invited)


def _lines(rows: QuerySet[Meeting]) -> list[MeetingLine]:
    found = list(_counted(rows))
    districts = {row.organisation_id for row in found if row.municipality_id is None}
    whole = {each: people.served(each).count() for each in districts}
    return [_line(row, whole[row.organisation_id] if row.municipality_id is None else 1) for row in found]


def _counted(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """With how many municipalities have said yes, and how many were there."""
    return rows.annotate(
        yes=_places_of(Invited.objects.filter(answer__in=COMES)), there=_places_of(Attendance.objects.all())
    )


def _places_of(rows: QuerySet[Any]) -> Coalesce:
    """How many municipalities a meeting has among these rows."""
    own = rows.filter(meeting_id=OuterRef("pk")).order_by().values("meeting_id")
    return Coalesce(Subquery(own.annotate(number=Count("municipality_id", distinct=True)).values("number")), 0)


def _line(row: Any, wanted: int) -> MeetingLine:
    return MeetingLine(
        row.pk,
        Kind(row.kind),
        row.title,
        row.place,
        row.starts,
        row.ends,
        State(row.state),
        wanted,
        row.yes,
        row.there,
    )


def _places(row: Meeting, invited: list[Invited], names: dict[UUID, str]) -> tuple[Place, ...]:
    """Every municipality that is wanted, also one without anybody to invite."""
    wanted = (
        people.municipalities(row.organisation_id)
        if row.municipality_id is None
        else [people.organisation(row.municipality_id)]
    )
    there = set(Attendance.objects.filter(meeting=row).values_list("municipality_id", flat=True))
    answers: dict[UUID, list[tuple[str, Answer, str]]] = defaultdict(list)
    for each in invited:
        answers[each.municipality_id].append((names.get(each.user_id, ""), Answer(each.answer), each.stand_in))
    return tuple(
        Place(card.id, card.number, card.name, tuple(answers.get(card.id, ())), card.id in there) for card in wanted
    )


def _newest(meeting_id: UUID) -> Minutes | None:
    return Minutes.objects.filter(meeting_id=meeting_id).order_by("-position").first()


def _task(row: FollowUp, names: dict[UUID, str]) -> Task:
    owner = names.get(row.owner_id, "") if row.owner_id else ""
    return Task(row.pk, row.meeting_id, row.text, row.owner_id, owner, row.due, row.done_at is not None)


def _undone_first(row: FollowUp) -> tuple[bool, bool, date, UUID]:
    return row.owner_id is None, row.done_at is not None, row.due or date.max, row.pk


def due_tasks(day: date) -> QuerySet[FollowUp]:
    """Follow-ups that fall due on the day or earlier, aren't done and haven't been reminded of."""
    return FollowUp.objects.filter(done_at=None, due__lte=day, reminded_at=None).select_related("meeting")


def waiting_for_answers(before: datetime) -> QuerySet[Meeting]:
    """Meetings that people are called to and that begin before the moment, whose invited haven't been reminded."""
    return Meeting.objects.filter(state=State.INVITED, starts__gt=clock.now(), starts__lte=before, reminded_at=None)
