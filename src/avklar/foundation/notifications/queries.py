"""A person's own notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from avklar.foundation.access.actor import Actor
from avklar.foundation.notifications.models import Note
from avklar.foundation.notifications.sentences import sentence


@dataclass(frozen=True)
class Line:
    """One unread note, ready to be shown."""

    id: UUID
    text: str
    url: str
    created: datetime


def unread(actor: Actor, *, limit: int = 20) -> list[Line]:
    """The actor's newest unread notes. One query."""
    notes = Note.objects.filter(user_id=actor.person, read_at=None).order_by("-created", "-pk")[:limit]
    return [Line(note.pk, sentence(note.code), note.url, note.created) for note in notes]


def unread_count(actor: Actor) -> int:
    """How many notes the actor hasn't read. One query."""
    return Note.objects.filter(user_id=actor.person, read_at=None).count()
