"""What is shown of articles: small frozen values, never models."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from avklar.public.news.states import Kind, Language, State


@dataclass(frozen=True)
class PictureCard:
    """A picture, the widths it is kept in (the narrowest first), and what is said of it here."""

    id: UUID
    digest: str
    width: int
    height: int
    widths: tuple[int, ...]
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class Words:
    """What an editor writes in one language. `questions`: (question, answer) pairs."""

    title: str
    lead: str
    body: str = ""
    questions: tuple[tuple[str, str], ...] = ()
    byline: str = ""
    picture: UUID | None = None
    alt: str = ""
    caption: str = ""
    credit: str = ""
    related: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """An edition as a reader gets it."""

    article: UUID
    slug: str
    kind: Kind
    language: Language
    words: Words
    picture: PictureCard | None
    published: datetime
    changed: datetime
    languages: tuple[Language, ...] = ()

    @property
    def main(self) -> Language:
        """The language of the address without one."""
        return self.languages[0]


@dataclass(frozen=True)
class Teaser:
    """An article in a list. `comments` is how many there are to read."""

    id: UUID
    slug: str
    title: str
    url: str
    lead: str
    kind: Kind
    published: datetime
    changed: datetime
    day: str
    language: Language
    comments: int
    byline: str = ""
    picture: PictureCard | None = None


@dataclass(frozen=True)
class EditionCard:
    """A saved edition as the desk shows it."""

    id: UUID
    position: int
    words: Words
    picture: PictureCard | None
    written_by: str
    written_at: datetime


@dataclass(frozen=True)
class VariantCard:
    """One language on the desk: its editions, the newest first, and which is shown."""

    language: Language
    editions: tuple[EditionCard, ...]
    shown: int | None

    @property
    def newest(self) -> EditionCard:
        """What the editors work on."""
        return self.editions[0]

    @property
    def waits(self) -> bool:
        """Whether something is written that readers don't see yet."""
        return self.shown != self.newest.position


@dataclass(frozen=True)
class DeskCard:
    """An article as the editors see it."""

    id: UUID
    kind: Kind
    state: State
    slug: str
    publish_at: datetime | None
    version: int
    withdrawn_reason: str
    variants: dict[Language, VariantCard] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """In the first language there is."""
        return self.first.newest.words.title

    @property
    def first(self) -> VariantCard:
        """The language that comes first."""
        return next(iter(self.variants.values()))

    def scheduled(self, now: datetime) -> bool:
        """Whether its moment lies ahead."""
        return self.state == State.PUBLISHED and self.publish_at is not None and self.publish_at > now

    def live(self, now: datetime) -> bool:
        """Whether everybody can read it."""
        return self.state == State.PUBLISHED and not self.scheduled(now)


@dataclass(frozen=True)
class Standing:
    """How an address stands: which article, and a stamp that changes whenever anything shown on /aktuelt/ does."""

    article: UUID
    stamp: str


@dataclass(frozen=True)
class Withdrawn:
    """What is left of an article that was withdrawn: when, and why."""

    at: datetime
    reason: str


@dataclass(frozen=True)
class ListPage:
    """Some articles of the list, the newest first, and whether there are more on either side."""

    teasers: tuple[Teaser, ...]
    newer: bool = False
    older: bool = False
