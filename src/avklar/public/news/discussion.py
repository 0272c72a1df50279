"""The one door to the comments under an article: everything news asks of that room, or tells it, passes here.

A discussion has the article's id.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from avklar.foundation.access.actor import Actor
from avklar.public.comments import actions, presenting, queries
from avklar.public.comments.cards import Own
from avklar.public.comments.states import Mode


def opened(actor: Actor, article_id: UUID, *, title: str, url: str, opens: datetime, again: bool) -> None:
    """An article is published, or its title has changed: from `opens` on it has a discussion by that title.

    `again`: it was withdrawn before, and with it the discussion. Inside the transaction.
    """
    own = Own() if again else None
    actions.open_discussion(actor, discussion_id=article_id, title=title, url=url, own=own, opened_at=opens)


def shut(actor: Actor, article_id: UUID) -> None:
    """An article is withdrawn: nobody can write under it any more. Inside the transaction."""
    actions.set_discussion(actor, discussion_id=article_id, own=Own(mode=Mode.OFF))


def section(request: HttpRequest, article_id: UUID) -> dict[str, Any] | None:
    """The context of `comments/section.html`, or None where there is nothing to show."""
    found = presenting.section(request, article_id)
    return {"comments": found} if found["shown"] else None


def state(article_id: UUID) -> tuple[str, datetime | None]:
    """(stamp of what the public sees, when the section turns by itself). One query."""
    return queries.stamp_and_turn(article_id)


def counts(ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many comments there are to read under each. One query."""
    return queries.counts(ids)
