"""Reads of statistics: published versions for everybody in the district, drafts for those who prepare and approve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.clock.quarters import finished, quarters_of
from avklar.insight.statistics.models import Making, Publication, PublishedTable
from avklar.insight.statistics.states import Progress, Rounding, Stage
from avklar.insight.statistics.tables import Table
from avklar.insight.statistics.topics import BY_KEY
from avklar.people.organisations import queries as organisations
from avklar.people.organisations.states import OrganisationKind


@dataclass(frozen=True)
class Version:
    """One version of a quarter's tables, without the tables."""

    id: UUID
    quarter: str
    number: int
    rounding: Rounding
    stage: Stage
    prepared_by: UUID | None
    prepared_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None
    tried: int


@dataclass(frozen=True)
class MakingCard:
    """How far a draft has come."""

    id: UUID
    quarter: str
    progress: Progress
    done: int
    total: int
    publication: UUID | None


def district_of(actor: Actor) -> UUID:
    """The actor's police district, or the one that serves the actor's municipality; NotFound without one."""
    own = organisations.organisation(actor.organisation)
    if own.kind == OrganisationKind.POLICE_DISTRICT:
        return own.id
    district = organisations.district_of(own.id)
    if district is None:
        raise NotFound
    return district.id


def versions(actor: Actor) -> list[Version]:
    """All versions that the actor may see, newest quarter and version first. At most three queries."""
    actor.must(Permission.STATISTICS_SEE)
    return [_version(row) for row in _visible(actor).order_by("-quarter", "-version")]


def version(actor: Actor, publication_id: UUID) -> Version:
    """One of them; NotFound for another district's, and for a draft that isn't the actor's to see."""
    actor.must(Permission.STATISTICS_SEE)
    row = _visible(actor).filter(pk=publication_id).first()
    if row is None:
        raise NotFound
    return _version(row)


def tables(actor: Actor, publication_id: UUID) -> list[Table]:
    """The tables of a version that the actor may see, in the order of the topics."""
    found = version(actor, publication_id)
    rows = PublishedTable.objects.filter(publication_id=found.id)
    by_topic = {row.topic: Table.from_json(row.content) for row in rows}
    return [by_topic[key] for key in BY_KEY if key in by_topic]


def making(actor: Actor, making_id: UUID) -> MakingCard:
    """How far a draft has come, for those who prepare; NotFound for another district's."""
    actor.must(Permission.STATISTICS_PREPARE)
    row = Making.objects.filter(pk=making_id, district_id=district_of(actor)).first()
    if row is None:
        raise NotFound
    return MakingCard(row.pk, row.quarter, Progress(row.progress), row.done, row.total, row.publication)


def newest_published(district_id: UUID, quarter: str) -> UUID | None:
    """The newest version that is published, or None."""
    rows = Publication.objects.filter(district_id=district_id, quarter=quarter, verdict__approved=True)
    return rows.order_by("-version").values_list("pk", flat=True).first()


def made_up(district_id: UUID, year: str) -> bool:
    """Whether the year's tables have been made: then its quarters stand."""
    return Publication.objects.filter(district_id=district_id, quarter=year).exists()


def waits(district_id: UUID, quarter: str) -> bool:
    """Whether a draft of the quarter waits for somebody's decision."""
    return Publication.objects.filter(district_id=district_id, quarter=quarter, verdict__isnull=True).exists()


def periods(actor: Actor, count: int) -> list[str]:
    """The finished quarters that can be prepared, newest first, and the years whose quarters are all published."""
    actor.must(Permission.STATISTICS_PREPARE)
    district_id, quarters = district_of(actor), finished(count)
    found = Publication.objects.filter(district_id=district_id, verdict__approved=True).values_list(
        "quarter", flat=True
    )
    published = set(found)
    years = sorted({quarter[:4] for quarter in quarters}, reverse=True)
    whole = [year for year in years if published.issuperset(quarters_of(year))]
    return [*quarters, *(year for year in whole if not made_up(district_id, year))]


def works_on_drafts(actor: Actor) -> bool:
    """Whether the actor sees drafts."""
    return actor.may(Permission.STATISTICS_PREPARE) or actor.may(Permission.STATISTICS_APPROVE)


def _visible(actor: Actor) -> QuerySet[Publication]:
    rows = Publication.objects.filter(district_id=district_of(actor)).select_related("verdict")
    return rows if works_on_drafts(actor) else rows.filter(Q(verdict__approved=True))


def _version(row: Publication) -> Version:
    verdict = getattr(row, "verdict", None)
    stage = Stage.DRAFT if verdict is None else Stage.PUBLISHED if verdict.approved else Stage.REJECTED
    return Version(
        id=row.pk,
        quarter=row.quarter,
        number=row.version,
        rounding=Rounding(row.rounding),
        stage=stage,
        prepared_by=row.prepared_by,
        prepared_at=row.prepared_at,
        decided_by=verdict.by if verdict else None,
        decided_at=verdict.at if verdict else None,
        tried=row.tried,
    )
