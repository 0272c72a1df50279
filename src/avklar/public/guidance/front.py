"""What the front page shows of its neighbours: addresses, the latest news, and the next open activities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

FIND = "/kontakt/"
"""Where one finds the contact of a municipality; takes `?q=`."""
ACTIVITIES = "/kontakt/aktiviteter/"
TELL = "/si-fra/"
ANSWERS = "/si-fra/svar/"
"""Where one comes back with the receipt."""
NEWS = "/aktuelt/"


def latest_news(limit: int, language: str) -> Sequence[Any]:
    """The newest articles for a reader of a language: title, url, lead, kind, day in words, number of comments."""
    return ()


def next_activities(limit: int) -> Sequence[Any]:
    """The open activities that come next: title, url, day, when in words, owner, place."""
    return ()
