"""A public article with 200 comments: kept and not kept, and 500 readers at once.

A page is not kept for whoever brings a cookie of their own. So the same address gives both figures, in the same run.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.roles import Role
from avklar.public.comments import actions as comments
from avklar.public.news import actions, queries
from avklar.public.news.cards import Words
from avklar.public.news.states import Kind, Language
from bench.client import Ask, Burst, burst, interleaved
from bench.data import TEXT, District
from bench.results import Figure

COMMENTS, READERS, SECONDS = 200, 500, 60
TIMES_UNKEPT, TIMES_MEDIAN = 3.0, 10.0
SENDERS = 4
OWN_COOKIE = "bench=1"


@dataclass(frozen=True)
class Rows:
    """Where a figure belongs."""

    database: str
    rows: int


def article(district: District) -> str:
    """Publish an article with comments, and five others to lead on to; its address."""
    actor = Actor(district.lead.pk, district.police_id, frozenset({Role.DISTRICT_LEAD}), True)
    for number in range(5):
        _publish(actor, f"Nyhet {number}")
    made = _publish(actor, "Kommunene møttes")
    _comment(actor, made)
    return reverse("news:article", args=[queries.article(actor, made).slug])


def figures(port: int, path: str, rows: Rows, *, quick: bool) -> list[Figure]:
    """The rate of the kept page beside the same page made anew each time, A B A B; then the crowd."""
    asks = [Ask(path, cookie=OWN_COOKIE), Ask(path)]
    interleaved(port, asks, 10)  # every worker has opened its database and read its templates
    kept, made = [], []
    for _round in range(1 if quick else 3):
        made.append(burst(port, lambda _number: asks[0], SENDERS, 0.2 if quick else 4))
        kept.append(burst(port, lambda _number: asks[1], SENDERS, 0.2 if quick else 4))
    crowd = burst(port, lambda _number: asks[1], 20 if quick else READERS, 0.5 if quick else SECONDS)
    return [
        _figure("article, kept", rows, _rate(kept), "/s", _rate(made), TIMES_UNKEPT, at_least=True),
        _figure(f"article, {READERS} readers, failures", rows, crowd.failed, "", limit=0),
        _figure(f"article, {READERS} readers, p99 / p50", rows, crowd.p99, "ms", crowd.p50, TIMES_MEDIAN),
        _figure(f"article, {READERS} readers", rows, crowd.rate, "/s"),
    ]


def _comment(actor: Actor, article_id: UUID) -> None:
    """So many comments for everybody to read, three of four answers to the one before."""
    first: UUID | None = None
    for number in range(COMMENTS):
        parent = first if number % 4 else None
        made = comments.answer(actor, discussion_id=article_id, parent_id=parent, text=f"{number} {TEXT[:200]}")
        first = first if parent else made


def _publish(actor: Actor, title: str) -> UUID:
    words = Words(title, TEXT[:300], body=f"# Et avsnitt\n\n{TEXT}\n\n" * 6, byline="Bench")
    made = actions.begin(actor, kind=Kind.NEWS, language=Language.BOKMAAL, words=words, submission=clock.new_id())
    actions.publish(actor, article_id=made, languages=[Language.BOKMAAL], version=1)
    return made


def _figure(
    name: str,
    rows: Rows,
    value: float,
    unit: str,
    reference: float | None = None,
    limit: float | None = None,
    *,
    at_least: bool = False,
) -> Figure:
    return Figure(name, rows.database, rows.rows, value, unit, reference, limit, at_least)


def _rate(bursts: list[Burst]) -> float:
    return statistics.median(each.rate for each in bursts)
