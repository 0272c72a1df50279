"""Reads of ideas and activities. The bank and the calendar are the whole district's; changing is the owner's alone."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.prepared import Prepared, Slots
from avklar.foundation.ui.paging import Found
from avklar.network.activities.cards import (
    ActivityCard,
    ActivityStanding,
    IdeaCard,
    IdeaWords,
    Month,
    Origin,
    Plan,
)
from avklar.network.activities.lengths import A_YEAR
from avklar.network.activities.links import digest_of
from avklar.network.activities.models import Activity, CalendarAddress, Idea
from avklar.network.activities.states import Cost, Evidence, State, TargetGroup
from avklar.people.organisations import queries as people
from avklar.people.organisations.states import OrganisationKind


def owners(organisation_id: UUID) -> dict[UUID, str]:
    """Whose ideas and activities an organisation sees: the district's own and its municipalities', with names."""
    own = people.organisation(organisation_id)
    district = own if own.kind == OrganisationKind.POLICE_DISTRICT else people.district_of(own.id)
    served = people.municipalities(district.id) if district else []
    return {card.id: card.name for card in (*served, *([district] if district else []), own)}


def ideas(
    actor: Actor, *, target: TargetGroup | None = None, cost: Cost | None = None, words: str = ""
) -> list[IdeaCard]:
    """The bank, by title: every idea that isn't a copy, and the actor's own copies. At most five queries.

    `words`: all of them must stand in title, text, source or the owner's name, in any order, large or small letters.
    """
    actor.must(Permission.ACTIVITY_READ)
    names = owners(actor.organisation)
    mine = Q(borrowed_from=None) | Q(organisation_id=actor.organisation)
    rows = Idea.objects.filter(mine, organisation_id__in=names)
    if target:
        rows = rows.filter(target=target)
    if cost:
        rows = rows.filter(cost=cost)
    wanted = words.casefold().split()
    found = [row for row in rows.order_by("title", "pk") if _holds(row, names, wanted)]
    return _idea_cards(found, names)


def idea(actor: Actor, idea_id: UUID) -> IdeaCard:
    """One idea of the district, a copy of somebody else's too; NotFound for any other."""
    actor.must(Permission.ACTIVITY_READ)
    names = owners(actor.organisation)
    rows = list(Idea.objects.filter(pk=idea_id, organisation_id__in=names))
    if not rows:
        raise NotFound
    return _idea_cards(rows, names)[0]


def experiences(actor: Actor, idea_id: UUID) -> list[ActivityCard]:
    """What was held after the idea or a copy of it in the district, the newest first, with what they learnt."""
    actor.must(Permission.ACTIVITY_READ)
    after = Q(idea_id=idea_id) | Q(idea__borrowed_from_id=idea_id)
    names = owners(actor.organisation)
    rows = Activity.objects.filter(after, organisation_id__in=names, state=State.HELD)
    return _cards(rows.order_by("-first", "pk"), names)


def own(actor: Actor, *, ahead: bool) -> Found[ActivityCard]:
    """The own organisation's activities: the planned ones, the nearest first, or the others, the latest first."""
    actor.must(Permission.ACTIVITY_READ)
    rows = Activity.objects.filter(organisation_id=actor.organisation)
    if ahead:
        rows = rows.filter(state=State.PLANNED).order_by("first", "starts", "-pk")
    else:
        rows = rows.exclude(state=State.PLANNED).order_by("-first", "-starts", "pk")
    name = people.organisation(actor.organisation).name
    return Found(rows, lambda some: _cards(some, {actor.organisation: name}))


def unanswered(actor: Actor, limit: int) -> list[ActivityCard]:
    """The own organisation's activities whose days have passed and that are neither held nor called off."""
    rows = Activity.objects.filter(
        organisation_id=actor.organisation, state=State.PLANNED, last__lt=clock.today()
    ).order_by("last", "pk")[:limit]
    return _cards(rows, {actor.organisation: ""})


def activity(actor: Actor, activity_id: UUID) -> ActivityCard:
    """One activity of the district; NotFound for any other."""
    actor.must(Permission.ACTIVITY_READ)
    names = owners(actor.organisation)
    found = _cards(Activity.objects.filter(pk=activity_id, organisation_id__in=names), names)
    if not found:
        raise NotFound
    return found[0]


def months(actor: Actor, year: int) -> list[Month]:
    """The district's calendar of a year, month by month; months without anything are left out."""
    actor.must(Permission.ACTIVITY_READ)
    names = owners(actor.organisation)
    rows = Activity.objects.filter(organisation_id__in=names, first__year=year).order_by("first", "starts", "pk")
    found: dict[date, list[ActivityCard]] = defaultdict(list)
    for card in _cards(rows, names):
        found[card.plan.first.replace(day=1)].append(card)
    return [Month(first, cards) for first, cards in found.items()]


def years(actor: Actor) -> list[int]:
    """The years that have an activity, and this one, in order."""
    actor.must(Permission.ACTIVITY_READ)
    rows = Activity.objects.filter(organisation_id__in=owners(actor.organisation))
    return sorted({day.year for day in rows.dates("first", "year")} | {clock.today().year})


def address_made_at(actor: Actor) -> datetime | None:
    """When the actor's calendar address was made; None without one that works for the organisation acted for."""
    actor.must(Permission.ACTIVITY_READ)
    rows = CalendarAddress.objects.filter(user_id=actor.person, organisation_id=actor.organisation)
    return rows.values_list("made_at", flat=True).first()


def feed(token: str) -> list[ActivityCard]:
    """The district's activities from a year back and on, for whoever holds the address.

    NotFound for an address that we didn't make, that was replaced or shut, or whose owner no longer has a role there.
    """
    row = CalendarAddress.objects.filter(digest=digest_of(token)).first()
    if row is None:
        raise NotFound
    holder = people.actor_for(row.user_id, acting_for=row.organisation_id, second_factor=False)
    if holder.organisation_id != row.organisation_id or not holder.may(Permission.ACTIVITY_READ):
        raise NotFound
    names = owners(row.organisation_id)
    rows = Activity.objects.filter(organisation_id__in=names, last__gte=clock.today() - A_YEAR)
    return _cards(rows.order_by("first", "pk"), names)


def open_to_all(district_id: UUID, *, owner_id: UUID | None = None, since: date | None = None) -> list[ActivityCard]:
    """What everybody in a district may come to, from a day (today) on, those called off too, in the order of time.

    For the open pages, so without an actor, and without who wrote it. `owner_id`: only that organisation's.
    """
    names = {key: name for key, name in owners(district_id).items() if owner_id in (None, key)}
    rows = Activity.objects.filter(organisation_id__in=names, open=True, last__gte=since or clock.today())
    rows = rows.select_related("idea").order_by("first", F("starts").asc(nulls_first=True), "pk")
    return [_card(row, names, {}) for row in rows]


def _known(slot: Slots) -> QuerySet[Any, Any]:
    day, entered = slot.day("day"), Q(created__lte=slot.moment("end"))
    places = people.served(slot.id("district"), day)
    rows = Activity.objects.filter(entered | Q(last__lte=day), organisation_id__in=places)
    return rows.exclude(state=State.CANCELLED).values_list("organisation_id", "last", "state")


_KNOWN = Prepared(_known)


def activity_standing(district_id: UUID, on: date | None = None) -> dict[UUID, ActivityStanding]:
    """What each municipality of the district had held within a year and planned ahead, on a day (today). One query.

    A day that is gone counts as it looked then: what was held later was planned, once it had been entered. Nothing at
    all is an empty one.
    """
    day = on or clock.today()
    end = datetime.combine(day, time.max, tzinfo=clock.OSLO)
    held: dict[UUID, list[date]] = defaultdict(list)
    planned: dict[UUID, int] = defaultdict(int)
    for place, last, state in _KNOWN.rows(district=district_id, day=day, end=end):
        if state == State.HELD and last <= day:
            held[place].append(last)
        elif last >= day:
            planned[place] += 1
    found: dict[UUID, ActivityStanding] = defaultdict(ActivityStanding)
    for place in {*held, *planned}:
        this_year = sum(last > day - timedelta(days=365) for last in held[place])
        found[place] = ActivityStanding(this_year, planned[place], max(held[place], default=None))
    return found


def _holds(row: Idea, names: dict[UUID, str], wanted: list[str]) -> bool:
    text = f"{row.title} {row.what} {row.source} {names[row.organisation_id]}".casefold()
    return all(word in text for word in wanted)


def _idea_cards(rows: list[Idea], names: dict[UUID, str]) -> list[IdeaCard]:
    """Two queries for the whole list, and one for the origins of the copies."""
    sources = {row.borrowed_from_id for row in rows if row.borrowed_from_id}
    related = Idea.objects.filter(
        Q(pk__in=sources) | Q(borrowed_from__in=[row.pk for row in rows]), organisation_id__in=names
    )
    origins: dict[UUID, Origin] = {}
    copies: dict[UUID, list[Origin]] = defaultdict(list)
    for each in related.order_by("created", "pk"):
        origin = Origin(each.pk, each.organisation_id, names[each.organisation_id])
        origins[each.pk] = origin
        if each.borrowed_from_id:
            copies[each.borrowed_from_id].append(origin)
    persons = people.names(row.written_by for row in rows)
    return [_idea_card(row, names, persons, origins, copies) for row in rows]


def _idea_card(
    row: Idea,
    names: dict[UUID, str],
    persons: dict[UUID, str],
    origins: dict[UUID, Origin],
    copies: dict[UUID, list[Origin]],
) -> IdeaCard:
    kinds = (TargetGroup(row.target), Cost(row.cost), Evidence(row.evidence))
    return IdeaCard(
        id=row.pk,
        organisation_id=row.organisation_id,
        owner=names[row.organisation_id],
        words=IdeaWords(row.title, row.what, *kinds, row.source, row.link),
        version=row.version,
        written_by=persons.get(row.written_by, ""),
        written_at=row.written_at,
        origin=origins.get(row.borrowed_from_id) if row.borrowed_from_id else None,
        copies=tuple(copies[row.pk]),
    )


def _cards(rows: QuerySet[Activity], names: dict[UUID, str]) -> list[ActivityCard]:
    found = list(rows.select_related("idea"))
    persons = people.names(row.written_by for row in found)
    return [_card(row, names, persons) for row in found]


def _card(row: Activity, names: dict[UUID, str], persons: dict[UUID, str]) -> ActivityCard:
    return ActivityCard(
        id=row.pk,
        organisation_id=row.organisation_id,
        owner=names[row.organisation_id],
        plan=Plan(
            row.title,
            TargetGroup(row.target),
            row.first,
            row.last,
            row.place,
            row.starts,
            row.ends,
            row.partners,
            row.open,
        ),
        state=State(row.state),
        reach=row.reach,
        evaluation=row.evaluation,
        sequence=row.sequence,
        version=row.version,
        written_by=persons.get(row.written_by, ""),
        written_at=row.written_at,
        idea_id=row.idea_id,
        idea_title=row.idea.title if row.idea else "",
    )
