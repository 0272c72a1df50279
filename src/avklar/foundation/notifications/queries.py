"""A person's own notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from avklar.foundation.access.actor import Actor
from avklar.foundation.access.permissions import Permission
from avklar.foundation.notifications import returned
from avklar.foundation.notifications.duty import News, Pace
from avklar.foundation.notifications.models import Note, Preference
from avklar.foundation.notifications.sentences import sentence


@dataclass(frozen=True)
class Line:
    """One unread note, ready to be shown."""

    id: UUID
    text: str
    url: str
    created: datetime


@dataclass(frozen=True)
class Wish:
    """How a person wants news by mail; `version` 0 where nothing has been chosen. `shut`: their mail comes back."""

    pace: Pace
    on: tuple[News, ...]
    version: int
    shut: bool


def wish(actor: Actor, address: str) -> Wish:
    """What the actor has chosen, and whether mail to their `address` comes back. Two queries."""
    actor.must(Permission.NOTIFICATIONS_SET)
    row = Preference.objects.filter(pk=actor.person).first() or Preference(version=0)
    on = tuple(kind for kind in News if kind not in row.off)
    return Wish(Pace(row.pace), on, row.version, returned.is_shut(address))


def unread(actor: Actor, *, limit: int = 20) -> list[Line]:
    """The actor's newest unread notes. One query."""
    notes = Note.objects.filter(user_id=actor.person, read_at=None).order_by("-created", "-pk")[:limit]
    return [Line(note.pk, sentence(note.code), note.url, note.created) for note in notes]


def unread_count(actor: Actor) -> int:
    """How many notes the actor hasn't read. One query."""
    return Note.objects.filter(user_id=actor.person, read_at=None).count()
