"""Reads of comments. What the public sees takes no actor; the desk and a writer's own are each in a module."""

from __future__ import annotations

from avklar.public.comments.queries.desk import (
    desk,
    discussion_to_set,
    discussions,
    log,
    may_moderate,
    moderators,
    on_desk,
    settings_of,
    waiting_count,
)
from avklar.public.comments.queries.own import is_writers, link_waits, own, own_comments
from avklar.public.comments.queries.reading import (
    comment,
    counts,
    discussion,
    familiar_names,
    stamp,
    stamp_and_turn,
    tally,
    threads,
    until,
)

__all__ = [
    "comment",
    "counts",
    "desk",
    "discussion",
    "discussion_to_set",
    "discussions",
    "familiar_names",
    "is_writers",
    "link_waits",
    "log",
    "may_moderate",
    "moderators",
    "on_desk",
    "own",
    "own_comments",
    "settings_of",
    "stamp",
    "stamp_and_turn",
    "tally",
    "threads",
    "until",
    "waiting_count",
]
