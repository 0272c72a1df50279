"""The district's activities as a calendar that others subscribe to (RFC 5545): titles, days, places; no names.

The UID of an activity is the same for ever; its SEQUENCE is higher at each change of time or place.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from avklar.foundation import clock
from avklar.foundation.clock import zone
from avklar.network.activities.cards import ActivityCard, Plan
from avklar.network.activities.states import State

ASK_AGAIN = timedelta(hours=6)


def calendar(cards: Iterable[ActivityCard], name: str) -> bytes:
    """The whole file; `name` is what calendar programs call it."""
    from icalendar import Calendar  # a tenth of a second that the start of the server needn't take

    made = Calendar()
    made.add("prodid", "-//Avklar//NO")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
    for card in cards:
        made.add_component(_event(card))
    zone.add_rules(made)
    return bytes(made.to_ical())


def _event(card: ActivityCard) -> Any:
    """One event; several days with hours are one event that is repeated each day."""
    from icalendar import Event

    event = Event()
    event.add("uid", f"{card.id}@avklar")
    event.add("sequence", card.sequence)
    event.add("dtstamp", card.written_at)
    event.add("summary", f"{card.title} ({card.owner})")
    event.add("location", card.plan.place)
    event.add("status", "CANCELLED" if card.state == State.CANCELLED else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # a neighbour's evening takes nobody's time
    _add_times(event, card.plan)
    return event


def _add_times(event: Any, plan: Plan) -> None:
    if plan.starts is None or plan.ends is None:
        event.add("dtstart", plan.first)
        event.add("dtend", plan.last + timedelta(days=1))  # the day after is not in it
        return
    event.add("dtstart", _moment(plan.first, plan.starts))
    event.add("dtend", _moment(plan.first, plan.ends))
    days = (plan.last - plan.first).days + 1
    if days > 1:
        event.add("rrule", {"freq": "daily", "count": days})


def _moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=clock.OSLO)
