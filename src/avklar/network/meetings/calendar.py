"""A meeting as a calendar file (RFC 5545): the same UID for ever, a higher SEQUENCE at each change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from avklar.foundation import clock
from avklar.foundation.clock import zone

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


def calendar(
    *,
    method: str,
    meeting_id: UUID,
    sequence: int,
    title: str,
    place: str,
    starts: datetime,
    ends: datetime,
    organiser: tuple[str, str] | None = None,
    attendees: Iterable[tuple[str, str]] = (),
    description: str = "",
) -> bytes:
    """The file, with the time zone's own rules, right on both nights of the year. People are (name, e-mail)."""
    from icalendar import Calendar, Event  # a tenth of a second that the start of the server needn't take

    event = Event()
    event.add("uid", f"{meeting_id}@avklar")
    event.add("sequence", sequence)
    event.add("dtstamp", clock.now())
    event.add("dtstart", starts.astimezone(clock.OSLO))
    event.add("dtend", ends.astimezone(clock.OSLO))
    event.add("summary", title)
    event.add("location", place)
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    if description:
        event.add("description", description)
    if organiser:
        event.add("organizer", _address(*organiser))
    for name, email in attendees:
        event.add("attendee", _address(name, email, partstat="NEEDS-ACTION", rsvp="TRUE", role="REQ-PARTICIPANT"))
    made = Calendar()
    made.add("prodid", "-//Avklar//NO")
    made.add("version", "2.0")
    made.add("method", method)
    made.add_component(event)
    zone.add_rules(made)
    return bytes(made.to_ical())


def _address(name: str, email: str, **parameters: str) -> Any:
    from icalendar import vCalAddress

    found = vCalAddress(f"mailto:{email}")
    found.params["cn"] = name
    for key, value in parameters.items():
        found.params[key] = value
    return found
