"""An article as the tests find it: written by the editor of Alvdal, and published."""

from __future__ import annotations

import io
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from avklar.foundation import clock
from avklar.public.news import actions, queries
from avklar.public.news.cards import Words
from avklar.public.news.states import Kind, Language
from tests.cast import House

NB, NN, EN = Language.BOKMAAL, Language.NYNORSK, Language.ENGLISH
WORDS = Words(
    title="Kommunene møttes på Hamar",
    lead="De gikk hjem med tre løfter.",
    body="# Løftene\n\nDu får svar innen to virkedager.",
    byline="Gro Moan, Alvdal kommune",
)
ASKED = (("Er det farlig å ha sterke meninger?", "Nei."),)


def image(kind: str = "PNG", size: tuple[int, int] = (640, 360), colour: Any = "#2f6f63", **options: Any) -> bytes:
    """A picture of one colour as a file."""
    out = io.BytesIO()
    Image.new("RGB" if not isinstance(colour, tuple) else "RGBA", size, colour).save(out, kind, **options)
    return out.getvalue()


def write(house: House, *, kind: Kind = Kind.NEWS, language: Language = NB, **words: Any) -> UUID:
    """A new article by the editor, not published."""
    return actions.begin(
        house.editor.actor(),
        kind=kind,
        language=language,
        words=replace(WORDS, **words),
        submission=clock.new_id(),
    )


def add(house: House, article: UUID, language: Language, position: int = 0, **words: Any) -> None:
    """The next edition, by the lead."""
    actions.save(
        house.district_lead.actor(),
        article_id=article,
        language=language,
        words=replace(WORDS, **words),
        position=position,
        submission=clock.new_id(),
    )


def show(house: House, article: UUID, languages: Collection[Language] = (), moment: datetime | None = None) -> str:
    """Publish it as it stands; its slug."""
    actor = house.editor.actor()
    card = queries.article(actor, article)
    chosen = languages or list(card.variants)
    actions.publish(actor, article_id=article, languages=chosen, version=card.version, moment=moment)
    return queries.article(actor, article).slug


def take_back(house: House, article: UUID, reason: str = "Tallet var feil.") -> None:
    """Withdraw it."""
    actor = house.editor.actor()
    actions.withdraw(actor, article_id=article, reason=reason, version=queries.article(actor, article).version)


@pytest.fixture
def draft(house: House) -> UUID:
    """Written, not published."""
    return write(house)


@pytest.fixture
def slug(house: House, draft: UUID) -> str:
    """Published: the end of its address."""
    return show(house, draft)
