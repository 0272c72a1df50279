"""Writing: an article is begun, saved again and again as new editions, in one language or several, with a picture."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.access.scope import writing
from avklar.public.news import pictures, queries, rules
from avklar.public.news.cards import Words
from avklar.public.news.lengths import UNUSED_PICTURE
from avklar.public.news.models import Article, Edition, Picture, PictureFile, Variant
from avklar.public.news.states import Kind, Language


def begin(actor: Actor, *, kind: Kind, language: Language, words: Words, submission: UUID) -> UUID:
    """The first edition of a new article; its id. The same `submission` twice is one."""
    district = queries.newsroom(actor)
    rules.check_words(kind, words)
    with writing(actor):
        row, made = Article.objects.get_or_create(
            district_id=district.id, submission=submission, defaults={"kind": kind, "created_by": actor.person}
        )
        if made:
            variant = Variant.objects.create(article=row, language=language)
            edition = _write(actor, variant, 1, words, submission)
            journal.write(actor, "wrote", kind="article", object_id=edition.pk)
    return row.pk


def save(actor: Actor, *, article_id: UUID, language: Language, words: Words, position: int, submission: UUID) -> None:
    """The edition after `position` (0: the first in this language). Readers see it when it is published.

    Conflict when somebody has saved in between; the same `submission` twice is one.
    """
    queries.newsroom(actor)
    article = Article.objects.filter(pk=article_id).first()
    if article is None:
        raise NotFound
    rules.check_words(Kind(article.kind), words)
    with writing(actor):
        if Edition.objects.filter(variant__article=article, variant__language=language, submission=submission).exists():
            return
        variant = _next(article, language, position)
        edition = _write(actor, variant, position + 1, words, submission)
        Article.objects.filter(pk=article.pk).update(version=F("version") + 1)
        journal.write(actor, "wrote", kind="article", object_id=edition.pk)


def take_picture(actor: Actor, *, content: bytes) -> UUID:
    """Draw a picture anew and keep it; its id. The same file twice is one. Invalid at `file` for what is no picture.

    It is removed after 30 days unless an edition uses it.
    """
    queries.newsroom(actor)
    drawn = pictures.draw(content)  # slow, so before the transaction
    due = clock.now() + UNUSED_PICTURE
    with writing(actor):
        row, made = Picture.objects.get_or_create(
            digest=drawn.digest,
            defaults={
                "width": drawn.width,
                "height": drawn.height,
                "widths": list(drawn.widths),
                "uploaded_by": actor.person,
                "unused_due": due,
            },
        )
        if made:
            PictureFile.objects.bulk_create(
                PictureFile(picture=row, name=name, width=width, content=file) for name, width, file in drawn.files
            )
            journal.write(actor, "uploaded", kind="picture", object_id=row.pk)
        else:
            Picture.objects.filter(pk=row.pk, unused_due__isnull=False).update(unused_due=due)
    return row.pk


def _next(article: Article, language: Language, position: int) -> Variant:
    """The language's row, moved on from `position`; made when there is none yet."""
    if position == 0:
        variant, made = Variant.objects.get_or_create(article=article, language=language)
        if not made:
            raise Conflict(rules.CHANGED)
        return variant
    rows = Variant.objects.filter(article=article, language=language)
    if not rows.filter(latest=position).update(latest=F("latest") + 1):
        raise Conflict(rules.CHANGED)
    return rows.get()


def _write(actor: Actor, variant: Variant, position: int, words: Words, submission: UUID) -> Edition:
    if words.picture and not Picture.objects.filter(pk=words.picture).update(unused_due=None):
        raise Invalid(fields={"file": rules.PICTURE_GONE})
    return Edition.objects.create(
        variant=variant,
        position=position,
        title=words.title,
        lead=words.lead,
        body=words.body,
        questions=[list(pair) for pair in words.questions],
        byline=words.byline,
        picture_id=words.picture,
        alt=words.alt if words.picture else "",
        caption=words.caption if words.picture else "",
        credit=words.credit if words.picture else "",
        related=list(words.related),
        written_by=actor.person,
        submission=submission,
    )
