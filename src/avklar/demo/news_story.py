"""Half a year of news: eight articles published, some in three languages, one that is scheduled, one that is begun."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from avklar.demo import comments_story
from avklar.demo.cast import DISTRICT
from avklar.demo.house import House
from avklar.demo.news_drawings import drawing
from avklar.demo.news_lines import ARTICLES, COMING, DRAFT, RELATED
from avklar.demo.news_variants import VARIANTS
from avklar.demo.stage import Part, Waits
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.roles import Role
from avklar.public.news import actions, queries
from avklar.public.news.cards import Words
from avklar.public.news.states import Kind, Language

HOUR, DAY = 1.0, 24.0
Written = dict[str, UUID]
TALKED_ABOUT = {"hamar": comments_story.below_meeting, "moseng": comments_story.below_interview}


def scripts(house: House) -> list[Part]:
    """Each article is written in the morning and published an hour later; some are talked about the same day."""
    written: Written = {}
    parts = [
        (float(days), _article(house, key, kind, words, picture, written))
        for key, days, kind, words, picture in ARTICLES
    ]
    return [*parts, (2.0, _coming(house)), (1.0, _draft(house))]


def _article(house: House, key: str, kind: Kind, words: Words, picture: str, written: Written) -> Waits:
    """Press releases come from the lead, the rest from the editor."""
    lead = house.acting("leder", DISTRICT, Role.DISTRICT_LEAD)
    actor = lead if kind == Kind.PRESS else house.actor("redaktor")
    image = actions.take_picture(actor, content=drawing(picture))
    chosen = tuple(str(written[each]) for each in RELATED.get(key, ()) if each in written)
    made = _begin(actor, kind, replace(words, picture=image, related=chosen))
    for language, translated in VARIANTS.get(key, {}).items():
        texts = replace(translated, picture=image, related=chosen)
        actions.save(actor, article_id=made, language=language, words=texts, position=0, submission=clock.new_id())
    written[key] = made
    yield HOUR
    card = queries.article(actor, made)
    actions.publish(actor, article_id=made, languages=list(card.variants), version=card.version)
    if key in TALKED_ABOUT:
        yield 4 * HOUR
        yield from TALKED_ABOUT[key](house, made)


def _coming(house: House) -> Waits:
    actor = house.actor("redaktor")
    image = actions.take_picture(actor, content=drawing("window"))
    made = _begin(actor, Kind.NEWS, replace(COMING, picture=image))
    yield HOUR
    moment = clock.now().astimezone(clock.OSLO).replace(hour=8, minute=0, second=0) + timedelta(days=6)
    actions.publish(actor, article_id=made, languages=[Language.BOKMAAL], version=1, moment=moment)


def _draft(house: House) -> Waits:
    _begin(house.actor("redaktor"), Kind.NEWS, DRAFT)
    yield DAY


def _begin(actor: Actor, kind: Kind, words: Words) -> UUID:
    return actions.begin(actor, kind=kind, language=Language.BOKMAAL, words=words, submission=clock.new_id())
