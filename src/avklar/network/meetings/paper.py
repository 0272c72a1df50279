"""The invitation and the minutes as PDF: tagged, from one template; the words are handed over as data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from avklar.foundation import clock
from avklar.foundation.paper import pdf
from avklar.foundation.ui.markdown import blocks
from avklar.network.meetings import presenting
from avklar.network.meetings.cards import MeetingCard, Task
from avklar.network.meetings.mail import when

TEMPLATE = Path(__file__).parent / "meeting.typ"


def invitation(card: MeetingCard, sender: str) -> bytes:
    """What, when, where and the agenda with clock times."""
    return pdf(TEMPLATE, _content(card, sender, _("Innkalling")))


def minutes(card: MeetingCard, sender: str) -> bytes:
    """The minutes, who was there, what was agreed on."""
    there = [place.name for place in card.places if place.attended]
    away = [place.name for place in card.places if not place.attended]
    parts = [
        [_("Referat"), blocks(card.minutes.text)],
        [_("Det vi ble enige om"), [["point", _said(task)] for task in card.tasks]],
        [_("Til stede"), [["paragraph", ", ".join(there)]] if there else []],
        [_("Ikke til stede"), [["paragraph", ", ".join(away)]] if away else []],
    ]
    return pdf(TEMPLATE, _content(card, sender, _("Referat"), [part for part in parts if part[1]]))


def _content(card: MeetingCard, sender: str, label: str, parts: list[Any] | None = None) -> dict[str, Any]:
    facts = [
        [_("Når"), when(card.starts, card.ends)],
        [_("Hvor"), card.place],
        [_("Kalt inn av"), card.arranged_by],
    ]
    return {
        "language": get_language() or "nb",
        "sender": sender,
        "date": presenting.day(clock.today()),
        "label": label,
        "title": card.title,
        "facts": facts,
        "agenda_title": _("Saksliste"),
        "columns": [_("Kl."), _("Sak"), _("Innleder")],
        "agenda": [
            [f"{point.starts.astimezone(clock.OSLO):%H.%M}", point.title, point.owner] for point in card.programme
        ],
        "parts": parts or [],
    }


def _said(task: Task) -> str:
    if task.owner and task.due:
        return _("%(text)s (%(owner)s, innen %(day)s)") % {
            "text": task.text,
            "owner": task.owner,
            "day": presenting.day(task.due),
        }
    return task.text
