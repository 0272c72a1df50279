"""From rows to cards."""

from __future__ import annotations

from avklar.public.news.cards import PictureCard, Words
from avklar.public.news.models import Edition


def words_of(row: Edition) -> Words:
    """What the editor wrote."""
    return Words(
        title=row.title,
        lead=row.lead,
        body=row.body,
        questions=tuple((question, answer) for question, answer in row.questions),
        byline=row.byline,
        picture=row.picture_id,
        alt=row.alt,
        caption=row.caption,
        credit=row.credit,
        related=tuple(row.related),
    )


def picture_card(row: Edition) -> PictureCard | None:
    """The edition's picture with what it says of it; None without one."""
    found = row.picture
    if found is None:
        return None
    return PictureCard(
        found.pk, found.digest, found.width, found.height, tuple(found.widths), row.alt, row.caption, row.credit
    )
