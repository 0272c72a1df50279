"""The district's own text of a course: page by page, in versions. Whoever has begun keeps the version of then."""

from __future__ import annotations

from uuid import UUID

from avklar.foundation import journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.network.competence import queries, rules, shipped
from avklar.network.competence.cards import Edition
from avklar.network.competence.models import CourseText
from avklar.network.competence.reading import Source


def write_page(actor: Actor, *, code: str, language: str, file: str, text: str, version: int, submission: UUID) -> None:
    """Change one page: a new version of the course for the district. Conflict when there is a newer one."""
    actor.must(Permission.TARGET_SET)
    edition = queries.edition(actor.organisation, code, language)
    sources, _course = rules.with_page(edition, file, text)
    _write(actor, edition, sources, version=version, submission=submission, follows=False)


def follow_shipped(actor: Actor, *, code: str, language: str, version: int, submission: UUID) -> None:
    """Go back to the text that comes with Avklar, also when that is renewed later."""
    actor.must(Permission.TARGET_SET)
    edition = queries.edition(actor.organisation, code, language)
    files = shipped.sources(code, language)
    _write(actor, edition, files, version=version, submission=submission, follows=True)


def _write(
    actor: Actor, edition: Edition, sources: tuple[Source, ...], *, version: int, submission: UUID, follows: bool
) -> None:
    with writing(actor):
        newest = queries.newest_text(actor.organisation, edition.code, edition.language)
        if newest is not None and newest.submission == submission:
            return
        if (newest.position if newest else 0) != version:
            raise Conflict(rules.CHANGED)
        row, made = CourseText.objects.get_or_create(
            organisation_id=actor.organisation,
            code=edition.code,
            language=edition.language,
            position=version + 1,
            defaults={
                "sources": [list(each) for each in sources],
                "shipped": follows,
                "made_by": actor.person,
                "submission": submission,
            },
        )
        if not made:  # somebody else in the same moment
            raise Conflict(rules.CHANGED)
        journal.write(actor, "wrote", kind="course", object_id=row.pk)
