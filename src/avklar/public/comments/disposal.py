"""What the retention run does with a comment whose date has come: the text leaves, the place of a removed one stays."""

from __future__ import annotations

from uuid import UUID

from avklar.foundation.access.actor import Actor
from avklar.public.comments.models import Comment, Complaint, Entry
from avklar.public.comments.states import State, Verb


def dispose(actor: Actor, *, object_id: UUID, verb: str) -> bool:
    """Forget one comment; False when it is shown again or a complaint waits. What others saw stays, without its words.

    Called inside the retention engine's transaction.
    """
    row = Comment.objects.filter(pk=object_id, remove_at__isnull=False).first()
    if row is None or row.state in (State.PUBLISHED, State.WAITING):
        return False
    if Complaint.objects.filter(comment_id=object_id, decided_by=None).exists():
        return False  # somebody still has to read it
    if row.state == State.UNCONFIRMED:
        row.delete()
        return True
    Complaint.objects.filter(comment_id=object_id).update(text="")
    row.reports.all().update(note="")
    Comment.objects.filter(pk=object_id).update(name="", text="", once=None, alike=None, writer=None, remove_at=None)
    Entry.objects.create(comment_id=object_id, verb=Verb.FORGOTTEN)
    return True
