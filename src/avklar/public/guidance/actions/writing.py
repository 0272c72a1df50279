"""The district's own text of a page, in versions; back to what comes with Avklar; and the yearly look at it."""

from __future__ import annotations

from uuid import UUID

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.public.guidance import queries, rules, shipped
from avklar.public.guidance.lengths import A_YEAR
from avklar.public.guidance.models import PageReview, PageVersion
from avklar.public.guidance.states import Language


def write(actor: Actor, *, slug: str, language: Language, text: str, version: int, submission: UUID) -> None:
    """Write a page: a new version for everybody to read. The same `submission` twice is one.

    Conflict when there is one newer than `version`; Invalid for a text that isn't a page.
    """
    actor.must(Permission.GUIDANCE_EDIT)
    rules.check_page(slug)
    rules.check_text(text)
    _add(actor, slug, language, text, version=version, submission=submission, follows=False)


def follow_shipped(actor: Actor, *, slug: str, language: Language, version: int, submission: UUID) -> None:
    """Go back to the text that comes with Avklar, also when that is renewed later. Conflict as for `write`."""
    actor.must(Permission.GUIDANCE_EDIT)
    rules.check_page(slug)
    text = shipped.text(slug, language)
    _add(actor, slug, language, text, version=version, submission=submission, follows=True)


def review(actor: Actor, *, slug: str, language: Language, version: int) -> None:
    """«It still is right»: the page holds for another year. Conflict when there is a newer version by now."""
    actor.must(Permission.GUIDANCE_EDIT)
    if queries.at_desk(actor, slug, language).version != version:
        raise Conflict(rules.CHANGED)
    with writing(actor):
        row, made = PageReview.objects.get_or_create(
            district_id=queries.district_id(actor),
            slug=slug,
            language=language,
            position=version,
            review_due=clock.today() + A_YEAR,
            defaults={"reviewed_by": actor.person},
        )
        if made:
            journal.write(actor, "reviewed", kind="guidance", object_id=row.pk)


def _add(
    actor: Actor, slug: str, language: Language, text: str, *, version: int, submission: UUID, follows: bool
) -> None:
    district = queries.district_id(actor)
    with writing(actor):
        if PageVersion.objects.filter(district_id=district, submission=submission).exists():
            return
        newest = queries.newest_version(district, slug, language)
        if (newest.position if newest else 0) != version:
            raise Conflict(rules.CHANGED)
        if follows and (newest is None or newest.shipped):
            raise Conflict(rules.ALREADY_SHIPPED)
        row, made = PageVersion.objects.get_or_create(
            district_id=district,
            slug=slug,
            language=language,
            position=version + 1,
            defaults={
                "text": text,
                "shipped": follows,
                "written_by": actor.person,
                "review_due": clock.today() + A_YEAR,
                "submission": submission,
            },
        )
        if not made:  # somebody else in the same moment
            raise Conflict(rules.CHANGED)
        journal.write(actor, "published", kind="guidance", object_id=row.pk)
