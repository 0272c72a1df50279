"""What the front page shows of its neighbours: addresses, the latest news, and the next open activities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

FIND = "/kontakt/"
"""Where one finds the contact of a municipality; takes `?q=`."""
ACTIVITIES = "/kontakt/aktiviteter/"
TELL = "/si-fra/"
ANSWERS = "/si-fra/svar/"
"""Where one comes back with the receipt."""
NEWS = "/aktuelt/"


@dataclass(frozen=True)
class Teaser:
    """A piece of news as it stands on the front page; `comments` is how many there are below it."""

    title: str
    url: str
    lead: str
    kind: str
    day: date
    comments: int


@dataclass(frozen=True)
class Happening:
    """An open activity: `where` is municipality, place and hour in words."""

    title: str
    url: str
    where: str
    day: date


def latest_news(limit: int, language: str) -> Sequence[Teaser]:
    """The newest articles in a language, the newest first."""
    return ()


def next_activities(limit: int) -> Sequence[Happening]:
    """The open activities that come next."""
    return ()
