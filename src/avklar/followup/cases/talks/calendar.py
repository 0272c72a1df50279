"""The talk as a calendar file. It says when and where, and neither who nor why, nor which system it comes from."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from avklar.followup.cases.talks.cards import TalkCard
from avklar.foundation import clock
from avklar.foundation.clock import zone

LASTS = timedelta(hours=1)


def calendar(talk: TalkCard) -> bytes:
    """An .ics with one hour from the talk's moment, with the time zone's rules for both nights of the year."""
    from icalendar import Calendar, Event  # a tenth of a second that the start of the server needn't take

    with translation.override(str(talk.language)):
        title = _("Avtale")
    event = Event()
    event.add("uid", _anonymous(talk.id))
    event.add("dtstamp", clock.now())
    event.add("dtstart", talk.at.astimezone(clock.OSLO))
    event.add("duration", LASTS)  # not an end: the hour that comes twice would end when it begins
    event.add("summary", title)
    event.add("location", talk.place)
    event.add("class", "PRIVATE")
    made = Calendar()
    made.add("prodid", "-//Avtale//NO")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add_component(event)
    zone.add_rules(made)
    return bytes(made.to_ical())


def _anonymous(talk_id: UUID) -> str:
    """The random end of the id: its beginning tells when the row was made."""
    return talk_id.hex[-16:]
