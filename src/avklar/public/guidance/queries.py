"""Reads of the guidance: what everybody reads, and what the editors of the district see besides."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.translation import get_language

from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import TABLE, Permission
from avklar.people.organisations import queries as people
from avklar.public.guidance import rules, searching, shipped
from avklar.public.guidance.cards import Edition, Hit, Version
from avklar.public.guidance.models import PageReview, PageVersion
from avklar.public.guidance.reading import read
from avklar.public.guidance.states import PAGES, Language


def site_id() -> UUID | None:
    """The district that the public pages speak for, or None before there is one."""
    try:
        return people.site().id
    except NotFound:
        return None


def spoken() -> Language:
    """The reader's language, bokmål for any that the pages aren't written in."""
    code = (get_language() or "")[:2]
    return Language(code) if code in Language.values else Language.BOKMAAL


def district_id(actor: Actor) -> UUID:
    """Whose pages the actor edits: the district that serves the municipality, or the own organisation."""
    district = people.district_of(actor.organisation)
    return district.id if district else actor.organisation


def editions(district: UUID | None, language: Language) -> dict[str, Edition]:
    """Every page as it stands in a language, in their order. One query."""
    newest = {row.slug: row for row in _newest(district).filter(language=language)}
    return {slug: _edition(slug, language, newest.get(slug)) for slug in PAGES}


def edition(district: UUID | None, slug: str, language: Language) -> Edition:
    """One page as it stands; NotFound for one that there isn't."""
    rules.check_page(slug)
    return _edition(slug, language, _newest(district).filter(slug=slug, language=language).first())


def search(district: UUID | None, language: Language, question: str) -> list[Hit]:
    """The pages that answer a question in a language, the best first."""
    texts = tuple((each.slug, each.text) for each in editions(district, language).values())
    return searching.search(texts, question)


def desk(actor: Actor) -> dict[str, dict[Language, Edition]]:
    """Every page in every language, with when it is to be looked at again. Three queries."""
    actor.must(Permission.GUIDANCE_EDIT)
    district = district_id(actor)
    newest = {(row.slug, row.language): row for row in _newest(district)}
    dues = _dues(district)
    return {
        slug: {each: _edition(slug, each, newest.get((slug, each)), dues.get((slug, each))) for each in Language}
        for slug in PAGES
    }


def at_desk(actor: Actor, slug: str, language: Language) -> Edition:
    """One page in a language as its editor sees it; NotFound for one that there isn't."""
    actor.must(Permission.GUIDANCE_EDIT)
    rules.check_page(slug)
    district = district_id(actor)
    row = _newest(district).filter(slug=slug, language=language).first()
    return _edition(slug, language, row, _dues(district, slug=slug, language=language).get((slug, language)))


def versions(actor: Actor, slug: str, language: Language) -> list[Version]:
    """The versions that were written down, the newest first."""
    actor.must(Permission.GUIDANCE_EDIT)
    rows = PageVersion.objects.filter(district_id=district_id(actor), slug=slug, language=language)
    found = list(rows.order_by("-position"))
    names = people.names({row.written_by for row in found})
    return [
        Version(row.position, row.text, not row.shipped, names.get(row.written_by, ""), row.written_at) for row in found
    ]


def reviews_due(district: UUID, until: date) -> dict[tuple[str, str], date]:
    """(slug, language) of the pages that are to be looked at by a day, and when. Two queries."""
    return {page: due for page, due in _dues(district).items() if due <= until}


def editors(district: UUID) -> set[UUID]:
    """Everybody in the district who may edit the pages."""
    held = people.roles_held(district).values()
    roles = TABLE[Permission.GUIDANCE_EDIT].roles
    return {person for place in held for person, role in place if role in roles}


def newest_version(district: UUID, slug: str, language: Language) -> PageVersion | None:
    """The newest row of a page in a language, for the actions."""
    return _newest(district).filter(slug=slug, language=language).first()


def _newest(district: UUID | None) -> QuerySet[PageVersion]:
    """The newest version of every page that the district has written; nothing without a district."""
    later = PageVersion.objects.filter(
        district_id=OuterRef("district_id"),
        slug=OuterRef("slug"),
        language=OuterRef("language"),
        position__gt=OuterRef("position"),
    )
    return PageVersion.objects.filter(~Exists(later), district_id=district).order_by("slug", "language")


def _dues(district: UUID, **page: str) -> dict[tuple[str, str], date]:
    """When each page that was written or looked at by the district is to be looked at again. Two queries."""
    found: dict[tuple[str, str], date] = {}
    for model in (PageVersion, PageReview):
        rows = model._default_manager.filter(district_id=district, **page).values_list("slug", "language")
        for slug, language, due in rows.annotate(due=Max("review_due")).order_by("slug", "language"):
            found[slug, language] = max(due, found.get((slug, language), due))
    return found


def _edition(slug: str, language: Language, row: PageVersion | None, due: date | None = None) -> Edition:
    if row is None or row.shipped:
        text = shipped.text(slug, language)
        return Edition(slug, language, row.position if row else 0, text, read(text), review_due=due)
    return Edition(slug, language, row.position, row.text, read(row.text), ours=True, review_due=due)
