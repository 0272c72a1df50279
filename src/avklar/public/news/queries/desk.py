"""What the editors see: every article of the site, in every state, with all its editions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Denied, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.people.organisations import queries as people
from avklar.people.organisations.cards import OrganisationCard
from avklar.people.organisations.states import OrganisationKind
from avklar.public.news.cards import DeskCard, EditionCard, PictureCard, VariantCard
from avklar.public.news.models import Article, Edition, Picture, Variant
from avklar.public.news.queries.rows import picture_card, words_of
from avklar.public.news.states import Kind, Language, State

MOST_LISTED = 40
MOST_CHOICES = 60


def newsroom(actor: Actor) -> OrganisationCard:
    """The district that the actor writes for. Denied for whoever belongs to another than the site's."""
    actor.must(Permission.NEWS_EDIT)
    own, site = people.organisation(actor.organisation), people.site()
    district = own if own.kind == OrganisationKind.POLICE_DISTRICT else people.district_of(own.id)
    if district is None or district.id != site.id:
        raise Denied(_("Nettstedet hører til et annet politidistrikt enn ditt."), rule="site")
    return site


def desk(actor: Actor, *, before: UUID | None = None) -> tuple[list[DeskCard], bool]:
    """Articles in every state, the last begun first, and whether there are older ones. At most six queries."""
    newsroom(actor)
    rows = Article.objects.order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: MOST_LISTED + 1])
    return _cards(found[:MOST_LISTED], newest_only=True), len(found) > MOST_LISTED


def article(actor: Actor, article_id: UUID) -> DeskCard:
    """One article with all its editions; NotFound."""
    newsroom(actor)
    row = Article.objects.filter(pk=article_id).first()
    if row is None:
        raise NotFound
    return _cards([row])[0]


def choices(actor: Actor, *, but: UUID | None = None) -> list[tuple[str, str]]:
    """(id, title) of articles one may lead the reader on to: those that were ever published, the newest first."""
    newsroom(actor)
    rows = Article.objects.filter(state=State.PUBLISHED).order_by("-publish_at", "-pk")
    if but:
        rows = rows.exclude(pk=but)
    return [(str(card.id), card.title) for card in _cards(list(rows[:MOST_CHOICES]), newest_only=True)]


def picture(actor: Actor, picture_id: UUID | None) -> PictureCard | None:
    """A picture taken in, without words; None when it isn't there any more."""
    newsroom(actor)
    found = Picture.objects.filter(pk=picture_id).first() if picture_id else None
    return PictureCard(found.pk, found.digest, found.width, found.height, tuple(found.widths)) if found else None


def _cards(rows: list[Article], *, newest_only: bool = False) -> list[DeskCard]:
    variants: dict[UUID, list[Variant]] = defaultdict(list)
    for each in Variant.objects.filter(article__in=rows).order_by("pk"):
        variants[each.article_id].append(each)
    editions: dict[UUID, list[EditionCard]] = defaultdict(list)
    wanted = Edition.objects.filter(variant__article__in=rows).select_related("picture").order_by("-position")
    for row, card in _edition_cards(wanted.filter(position=F("variant__latest")) if newest_only else wanted):
        editions[row.variant_id].append(card)
    order = list(Language)
    return [
        DeskCard(
            id=row.pk,
            kind=Kind(row.kind),
            state=State(row.state),
            slug=row.slug,
            publish_at=row.publish_at,
            version=row.version,
            withdrawn_reason=row.withdrawn_reason,
            variants={
                Language(each.language): VariantCard(Language(each.language), tuple(editions[each.pk]), each.shown)
                for each in sorted(variants[row.pk], key=lambda each: order.index(Language(each.language)))
            },
        )
        for row in rows
    ]


def _edition_cards(rows: QuerySet[Edition]) -> Iterable[tuple[Edition, EditionCard]]:
    found = list(rows)
    names = people.names({row.written_by for row in found})
    for row in found:
        name = names.get(row.written_by, "")
        yield row, EditionCard(row.pk, row.position, words_of(row), picture_card(row), name, row.written_at)
