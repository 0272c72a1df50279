"""Telling somebody that something waits: a note, and a mail that says only that."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.prepared import insert
from avklar.foundation.notifications.duty import kind_of
from avklar.foundation.notifications.models import Note, Outbox
from avklar.foundation.notifications.sentences import sentence


def notify(actor: Actor, user_ids: Iterable[UUID], code: str, url: str, mail: bool = True) -> None:
    """A note for each person, and a mail unless `mail` is false, in the transaction of the change. At most two queries.

    Mail that is duty leaves within a minute (`config.upkeep`), one for all that is new; news as each receiver has
    chosen (`duty`). `code` is one of `sentences.SENTENCES` (else UnknownCode), `url` a path of ours. Whoever acts is
    left out.
    """
    insert(*unsent(actor, user_ids, code, url, mail=mail))


def unsent(
    actor: Actor, user_ids: Iterable[UUID], code: str, url: str, *, mail: bool = True
) -> tuple[list[Note], list[Outbox]]:
    """The rows that `notify` inserts, for whoever inserts them together with rows of their own."""
    sentence(code)
    if not url.startswith("/") or url.startswith("//"):
        raise ValueError("a note leads to a path of ours")
    receivers = sorted({user_id for user_id in user_ids if user_id != actor.user_id})
    notes = [Note(user_id=user_id, code=code, url=url) for user_id in receivers]
    kind = kind_of(code)
    return notes, [Outbox(user_id=note.user_id, note_id=note.pk, kind=kind) for note in notes] if mail else []


def mark_read(actor: Actor, *, note_id: UUID) -> str:
    """Mark the actor's own note as read and return where it leads; NotFound for anybody else's."""
    note = Note.objects.filter(pk=note_id, user_id=actor.person).first()
    if note is None:
        raise NotFound
    Note.objects.filter(pk=note_id, read_at=None).update(read_at=clock.now())
    return note.url


def mark_all_read(actor: Actor, *, url: str = "") -> int:
    """Mark the actor's notes as read, all or those that lead to `url`; returns how many were new."""
    notes = Note.objects.filter(user_id=actor.person, read_at=None)
    return (notes.filter(url=url) if url else notes).update(read_at=clock.now())
