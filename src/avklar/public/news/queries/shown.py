"""What everybody may see, and only that: drafts, articles whose moment lies ahead and withdrawn ones are not there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, Case, F, Func, Q, QuerySet, Subquery, Value, When
from django.urls import reverse

from avklar.foundation import clock
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.prepared import Prepared, Slots
from avklar.public.news import discussion, presenting
from avklar.public.news.cards import ListPage, Reading, Standing, Teaser, Withdrawn
from avklar.public.news.lengths import A_PAGE, MOST_RELATED
from avklar.public.news.models import Article, Edition
from avklar.public.news.queries.rows import picture_card, words_of
from avklar.public.news.states import Kind, Language, State

ORDER = {str(language): place for place, language in enumerate(Language)}
NO_STAMP = "0"


def visible(now: datetime, prefix: str = "") -> Q:
    """The one condition for being seen; `prefix` for a relation that leads to the article."""
    return Q(**{f"{prefix}state": State.PUBLISHED, f"{prefix}publish_at__lte": now})


def standing(slug: str) -> Standing:
    """The article of an address; NotFound when it isn't shown. One query."""
    rows = _STANDING.rows(slug=slug, now=clock.now()) if slug else []
    if not rows:
        raise NotFound
    article, stamp = rows[0]
    return Standing(article, str(stamp))


def stamp() -> str:
    """Changes whenever anything shown does, by an editor or by the clock. One query."""
    rows = _STAMP.rows(now=clock.now())
    return str(rows[0][0] or NO_STAMP)


def withdrawn(slug: str) -> Withdrawn | None:
    """When and why the article of an address was withdrawn; None when it wasn't."""
    row = Article.objects.filter(slug=slug, state=State.WITHDRAWN).exclude(slug="").first()
    return Withdrawn(row.withdrawn_at, row.withdrawn_reason) if row and row.withdrawn_at else None


def reading(article_id: UUID, language: str, *, exactly: bool = False) -> Reading:
    """The article for a reader of `language`, else in the first there is; with `exactly` NotFound instead."""
    rows = _editions([article_id]).get(article_id, [])
    if not rows or (exactly and language not in {row.variant.language for row in rows}):
        raise NotFound
    row = _chosen(rows, language)
    article = row.variant.article
    return Reading(
        article=article.pk,
        slug=article.slug,
        kind=Kind(article.kind),
        language=Language(row.variant.language),
        words=words_of(row),
        picture=picture_card(row),
        published=_published(row),
        changed=_changed(row),
        languages=tuple(Language(each.variant.language) for each in rows),
    )


def latest(limit: int, language: str) -> list[Teaser]:
    """The newest articles for a reader of `language`. At most three queries."""
    return _teasers(list(_ids(visible(clock.now()))[:limit]), language)


def listing(language: str, *, older: str = "", newer: str = "") -> ListPage:
    """A page of the list: the articles before or after the one with that slug, else the newest."""
    now = clock.now()
    anchor = Article.objects.filter(visible(now), slug=older or newer).first() if older or newer else None
    if anchor is None:
        ids = list(_ids(visible(now))[: A_PAGE + 1])
        return ListPage(tuple(_teasers(ids[:A_PAGE], language)), older=len(ids) > A_PAGE)
    if older:
        ids = list(_ids(visible(now) & _before(anchor))[: A_PAGE + 1])
        return ListPage(tuple(_teasers(ids[:A_PAGE], language)), newer=True, older=len(ids) > A_PAGE)
    ids = list(_ids(visible(now) & _after(anchor)).reverse()[: A_PAGE + 1])
    return ListPage(tuple(_teasers(ids[:A_PAGE][::-1], language)), newer=len(ids) > A_PAGE, older=True)


def related(found: Reading, language: str) -> list[Teaser]:
    """What the editors chose to read next, as far as it is shown; else the newest others."""
    chosen = [UUID(each) for each in found.words.related]
    if chosen:
        shown = set(_ids(visible(clock.now()) & Q(pk__in=chosen)))
        return _teasers([each for each in chosen if each in shown], language)
    newest = list(_ids(visible(clock.now()))[: MOST_RELATED - 1])
    return _teasers([each for each in newest if each != found.article][:3], language)


def everything() -> list[tuple[str, datetime]]:
    """The address of every article in every language, and when it was last changed, for the sitemap. One query."""
    rows = Edition.objects.filter(visible(clock.now(), "variant__article__"), position=F("variant__shown"))
    found: dict[str, list[tuple[str, datetime]]] = defaultdict(list)
    listed = rows.order_by("-variant__article__publish_at", "pk").values_list(
        "variant__article__slug", "variant__language", "variant__shown_from"
    )
    for slug, language, at in listed:
        if at is not None:
            found[slug].append((language, at))
    return [
        (address(slug, language, min((each for each, _at in variants), key=ORDER.__getitem__)), at)
        for slug, variants in found.items()
        for language, at in variants
    ]


def next_turn(now: datetime) -> datetime | None:
    """When the next scheduled article is shown, or None. One query."""
    ahead = Article.objects.filter(state=State.PUBLISHED, publish_at__gt=now)
    return ahead.order_by("publish_at").values_list("publish_at", flat=True).first()


def address(slug: str, language: str, main: str) -> str:
    """Where the article is read in a language: the main one has the address without a language."""
    if language == main:
        return reverse("news:article", args=[slug])
    return reverse("news:variant", args=[slug, language])


def _total(now: datetime) -> QuerySet[Any, Any]:
    """One number for all there is. Versions only grow, so that with the same sum only the clock can add an article."""
    versions = Func(F("version"), function="SUM", output_field=BigIntegerField())
    seen = Func(Case(When(visible(now), then=Value(1))), function="COUNT", output_field=BigIntegerField())
    return Article.objects.annotate(total=versions * Value(1_000_000) + seen).order_by().values("total")


def _standing(slot: Slots) -> QuerySet[Any, Any]:
    now = slot.moment("now")
    rows = Article.objects.filter(visible(now), slug=slot.word("slug"))
    return rows.annotate(total=Subquery(_total(now))).values_list("pk", "total")


_STANDING = Prepared(_standing)
_STAMP = Prepared(lambda slot: _total(slot.moment("now")).values_list("total"))


def _ids(condition: Q) -> QuerySet[Any, UUID]:
    return Article.objects.filter(condition).order_by("-publish_at", "-pk").values_list("pk", flat=True)


def _before(anchor: Article) -> Q:
    return Q(publish_at__lt=anchor.publish_at) | Q(publish_at=anchor.publish_at, pk__lt=anchor.pk)


def _after(anchor: Article) -> Q:
    return Q(publish_at__gt=anchor.publish_at) | Q(publish_at=anchor.publish_at, pk__gt=anchor.pk)


def _editions(ids: Sequence[UUID]) -> dict[UUID, list[Edition]]:
    """The edition shown in each language of some articles, in the order of the languages. One query."""
    rows = Edition.objects.filter(variant__article__in=ids, position=F("variant__shown"))
    found: dict[UUID, list[Edition]] = defaultdict(list)
    for row in rows.select_related("variant__article", "picture").order_by("pk"):
        found[row.variant.article_id].append(row)
    return {pk: sorted(each, key=lambda row: ORDER[row.variant.language]) for pk, each in found.items()}


def _chosen(rows: Iterable[Edition], language: str) -> Edition:
    """The one in the reader's language, else the first."""
    in_order = list(rows)
    return next((row for row in in_order if row.variant.language == language), in_order[0])


def _published(row: Edition) -> datetime:
    """A check on the table promises the moment for every article that is shown."""
    at = row.variant.article.publish_at
    if at is None:
        raise NotFound
    return at


def _changed(row: Edition) -> datetime:
    """When the edition was first shown, which is never before the article."""
    return max(_published(row), row.variant.shown_from or _published(row))


def _teasers(ids: Sequence[UUID], language: str) -> list[Teaser]:
    editions = _editions(ids) if ids else {}
    said = discussion.counts(ids) if ids else {}
    return [_teaser(editions[pk], language, said.get(pk, 0)) for pk in ids if pk in editions]


def _teaser(rows: list[Edition], language: str, comments: int) -> Teaser:
    row = _chosen(rows, language)
    article = row.variant.article
    return Teaser(
        id=article.pk,
        slug=article.slug,
        title=row.title,
        url=reverse("news:article", args=[article.slug]),
        lead=row.lead,
        kind=Kind(article.kind),
        published=_published(row),
        changed=_changed(row),
        day=presenting.day(_published(row)),
        language=Language(row.variant.language),
        comments=comments,
        byline=row.byline,
        picture=picture_card(row),
    )
