"""Mails with a calendar file to those who are invited, each in the receiver's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from avklar.foundation import clock
from avklar.network.meetings import calendar
from avklar.network.meetings.links import link
from avklar.network.meetings.models import Meeting
from avklar.people.organisations.cards import Person

OPENINGS: dict[str, tuple[Promise, Promise]] = {
    "invited": (gettext_lazy("Innkalling: %(title)s"), gettext_lazy("Du er kalt inn til et møte.")),
    "changed": (gettext_lazy("Endret møte: %(title)s"), gettext_lazy("Et møte du er kalt inn til, er endret.")),
    "cancelled": (gettext_lazy("Avlyst: %(title)s"), gettext_lazy("Et møte du er kalt inn til, er avlyst.")),
}
"""Subject and first line of each kind of mail."""


def send(what: str, meeting: Meeting, receivers: Iterable[tuple[UUID, Person]], organiser: Person) -> None:
    """A mail to each (invitation, person); `what` is a key of OPENINGS. They leave with the transaction."""
    messages = [_mail(what, meeting, invited_id, person, organiser) for invited_id, person in receivers]
    if messages:
        get_connection().send_messages(messages)


def _mail(what: str, meeting: Meeting, invited_id: UUID, person: Person, organiser: Person) -> EmailMessage:
    with translation.override(person.language or settings.LANGUAGE_CODE):
        subject, opening = OPENINGS[what]
        lines = [str(opening), f"{meeting.title}\n{when(meeting.starts, meeting.ends)}\n{meeting.place}"]
        if what != "cancelled":
            lines += [_("Svar her. Du trenger ikke logge inn:"), link(invited_id)]
        message = EmailMessage(
            str(subject) % {"title": meeting.title}, "\n\n".join([*lines, "Avklar"]) + "\n", to=[person.email]
        )
        method = calendar.CANCEL if what == "cancelled" else calendar.REQUEST
        file = calendar.calendar(
            method=method,
            meeting_id=meeting.pk,
            sequence=meeting.sequence,
            title=meeting.title,
            place=meeting.place,
            starts=meeting.starts,
            ends=meeting.ends,
            organiser=(organiser.name, organiser.email),
            attendees=[(person.name, person.email)],
            description="" if what == "cancelled" else link(invited_id),
        )
    message.attach(_("mote.ics"), file.decode(), f"text/calendar; method={method}; charset=utf-8")
    return message


def when(starts: datetime, ends: datetime) -> str:
    """«torsdag 3. desember 2026 kl. 10.00–15.00», in the present language."""
    first, last = starts.astimezone(clock.OSLO), ends.astimezone(clock.OSLO)
    shape = pgettext("datoformat", "l j. F Y")
    hours = {"day": _in_a_sentence(date_format(first, shape)), "from": f"{first:%H.%M}", "to": f"{last:%H.%M}"}
    if first.date() == last.date():
        return _("%(day)s kl. %(from)s–%(to)s") % hours
    end = {"day": _in_a_sentence(date_format(last, shape)), "to": hours["to"]}
    return _("%(day)s kl. %(from)s") % hours + " – " + _("%(day)s kl. %(to)s") % end


def _in_a_sentence(day: str) -> str:
    """Weekdays and months have small letters in Norwegian, large ones in English."""
    return day if get_language() == "en" else day.lower()
