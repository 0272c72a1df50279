"""The two small steps that every change ends with: a line in the comment's log, and a new version of the discussion."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F

from avklar.public.comments.models import Discussion, Entry
from avklar.public.comments.states import Verb


def log(comment_id: UUID, verb: Verb, *, user_id: UUID | None = None, rule: int = 0, rules_version: int = 0) -> None:
    """Add a line to the comment's log; without a person it was the writer, a reader or the machine."""
    Entry.objects.create(
        comment_id=comment_id, verb=verb, user_id=user_id, rule=rule, rules_version=rules_version if rule else 0
    )


def bump(discussion_id: UUID) -> None:
    """What the public sees has changed."""
    Discussion.objects.filter(pk=discussion_id).update(version=F("version") + 1)
