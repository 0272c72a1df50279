"""What is shown of the guidance: small frozen values, never models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from avklar.public.guidance.states import Language


@dataclass(frozen=True)
class Page:
    """A page's text: the title, the paragraph that leads in, and the rest as Markdown."""

    title: str
    lead: str
    body: str


@dataclass(frozen=True)
class Edition:
    """A page as it stands in a language. `version` 0 is what came with Avklar; `ours` when the district wrote it.

    `review_due` is None for a page that the district has never looked at.
    """

    slug: str
    language: Language
    version: int
    text: str
    page: Page
    ours: bool = False
    review_due: date | None = None


@dataclass(frozen=True)
class Version:
    """One version that was written down; `ours` is False where the district went back to the text of Avklar."""

    position: int
    text: str
    ours: bool
    written_by: str
    written_at: datetime


@dataclass(frozen=True)
class Hit:
    """A page that a search found, with a piece of its text: what stands before the word, the word, and after it."""

    slug: str
    title: str
    before: str
    word: str
    after: str
