"""Reads of articles: `shown` for everybody, `desk` for the editors, `files` for the pictures."""

from __future__ import annotations

from avklar.public.news.queries.desk import article, choices, desk, newsroom, picture
from avklar.public.news.queries.files import largest, picture_file
from avklar.public.news.queries.shown import (
    address,
    everything,
    latest,
    listing,
    next_turn,
    reading,
    related,
    stamp,
    standing,
    withdrawn,
)

__all__ = [
    "address",
    "article",
    "choices",
    "desk",
    "everything",
    "largest",
    "latest",
    "listing",
    "newsroom",
    "next_turn",
    "picture",
    "picture_file",
    "reading",
    "related",
    "stamp",
    "standing",
    "withdrawn",
]
