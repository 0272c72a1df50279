"""Publishing, at once or at a moment that lies ahead, and taking back with a reason. Nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.urls import reverse

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid
from avklar.foundation.access.scope import writing
from avklar.public.news import discussion, queries, rules
from avklar.public.news.cards import DeskCard, VariantCard
from avklar.public.news.models import Article, Variant
from avklar.public.news.states import Language, State

RESERVED = {"redaksjon", "bilde"}
"""What the newsroom's own addresses begin with."""


def publish(
    actor: Actor,
    *,
    article_id: UUID,
    languages: Collection[Language],
    version: int,
    moment: datetime | None = None,
) -> None:
    """Let everybody read the newest edition in `languages`, from `moment` (now). What is shown already stays shown.

    No job turns a scheduled article: the queries compare its moment with the clock. Conflict when it isn't `version`
    any more; Invalid for a moment that has passed, or for one when the article is shown already.
    """
    card, now = queries.article(actor, article_id), clock.now()
    if _done_by(actor, card, version, State.PUBLISHED):
        return
    rules.check_languages(languages, card.variants.keys())
    rules.check_moment(moment, now)
    live = card.live(now)
    if live and moment is not None:
        raise Invalid(fields={"when": rules.SHOWN})
    start = moment or now
    publish_at = card.publish_at if live and card.publish_at else start
    title = _title(card, languages, live=live)
    with writing(actor):
        _change(
            card,
            version,
            state=State.PUBLISHED,
            slug=card.slug or _free_slug(title),
            publish_at=publish_at,
            published_by=actor.person,
            withdrawn_at=None,
            withdrawn_by=None,
            withdrawn_reason="",
        )
        chosen = Variant.objects.filter(article_id=card.id, language__in=languages)
        chosen.update(shown=F("latest"), shown_from=start)
        if not live:
            others = Variant.objects.filter(article_id=card.id).exclude(language__in=languages)
            others.update(shown=None, shown_from=None)
        slug = Article.objects.values_list("slug", flat=True).get(pk=card.id)
        discussion.opened(
            actor,
            card.id,
            title=title,
            url=reverse("news:article", args=[slug]),
            opens=publish_at,
            again=card.state == State.WITHDRAWN,
        )
        journal.write(actor, "published", kind="article", object_id=card.id)


def withdraw(actor: Actor, *, article_id: UUID, reason: str, version: int) -> None:
    """Take an article back, shown or scheduled. Its address says when and why, and nothing of what stood there."""
    card = queries.article(actor, article_id)
    if _done_by(actor, card, version, State.WITHDRAWN):
        return
    if not reason.strip():
        raise Invalid(fields={"reason": rules.FILL_IN})
    rules.check_withdrawable(card.state)
    with writing(actor):
        _change(
            card,
            version,
            state=State.WITHDRAWN,
            withdrawn_at=clock.now(),
            withdrawn_by=actor.person,
            withdrawn_reason=reason.strip(),
        )
        discussion.shut(actor, card.id)
        journal.write(actor, "withdrew", kind="article", object_id=card.id)


def _title(card: DeskCard, languages: Collection[Language], *, live: bool) -> str:
    """What readers see it called in the first language they get: a title that isn't published yet is nobody's."""

    def position(variant: VariantCard) -> int | None:
        return variant.newest.position if variant.language in languages else variant.shown if live else None

    seen = next(each for each in card.variants.values() if position(each))
    return next(each.words.title for each in seen.editions if each.position == position(seen))


def _change(card: DeskCard, version: int, **fields: Any) -> None:
    if not Article.objects.filter(pk=card.id, version=version).update(version=F("version") + 1, **fields):
        raise Conflict(rules.MOVED)


def _done_by(actor: Actor, card: DeskCard, version: int, state: State) -> bool:
    """Whether this is the second click on a button whose first one was the last change of all."""
    row = Article.objects.filter(pk=card.id, version=version + 1, state=state).first()
    if row is None:
        return False
    return actor.person == (row.withdrawn_by if state == State.WITHDRAWN else row.published_by)


def _free_slug(title: str) -> str:
    """An address that no other article has, nor had."""
    wanted = rules.slug_of(title)
    taken = set(Article.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)) | RESERVED
    numbered = (f"{wanted}-{number}" for number in range(2, 10_000))
    return next((each for each in (wanted, *numbered) if each not in taken), f"{wanted}-{clock.new_id().hex[-6:]}")
