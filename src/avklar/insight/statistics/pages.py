"""What each page needs, gathered through the queries: pages show only versions that the actor may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.clock.quarters import last_day
from avklar.insight.statistics import presenting, queries, rules
from avklar.insight.statistics.queries import Version
from avklar.insight.statistics.states import Rounding, Stage
from avklar.insight.statistics.tables import Table
from avklar.people.organisations import queries as organisations

QUARTERS_SHOWN = 8


@dataclass(frozen=True)
class Source:
    """One table with what belongs to it: place number → name, and the district's name."""

    table: Table
    version: Version
    names: dict[str, str]
    district: str


@dataclass(frozen=True)
class Quarter:
    """A line of the list."""

    version: Version
    title: str
    says: str


@dataclass(frozen=True)
class OverviewPage:
    """The list: what is published, how it has gone, and the drafts for those who work on them."""

    published: list[Quarter]
    drafts: list[Quarter]
    trend: tuple[presenting.Bar, ...]
    may_prepare: bool


@dataclass(frozen=True)
class VersionPage:
    """One version."""

    version: Version
    title: str
    says: str
    tables: list[presenting.View]
    draft: bool
    rounded: bool
    newer: Version | None
    corrects: bool
    may_decide: bool
    own: bool
    approver: bool

    @property
    def quiet(self) -> bool:
        """Whether no municipality has a figure of its own."""
        return all(not table.lines or table.empty for table in self.tables) or not any(
            not cell.hidden for table in self.tables for line in table.lines for cell in (line.total, *line.cells)
        )


def overview(actor: Actor) -> OverviewPage:
    """The newest published version of each quarter; drafts only for those who work on them."""
    seen = queries.versions(actor)
    newest: dict[str, Version] = {}
    for each in seen:
        if each.stage is Stage.PUBLISHED:
            newest.setdefault(each.quarter, each)
    quarters = [each for each in newest.values() if len(each.quarter) > 4][:QUARTERS_SHOWN]
    sums = [(each, queries.tables(actor, each.id)[0].total.total) for each in quarters]
    return OverviewPage(
        published=[_line(each) for each in newest.values()],
        drafts=[_line(each) for each in seen if each.stage is Stage.DRAFT],
        trend=presenting.trend(sums[::-1]),
        may_prepare=actor.may(Permission.STATISTICS_PREPARE),
    )


def version(actor: Actor, publication_id: UUID) -> VersionPage:
    """One version with its tables; NotFound when it isn't the actor's to see."""
    found = queries.version(actor, publication_id)
    names, district = _places(actor, found.quarter)
    draft = found.stage is not Stage.PUBLISHED
    others = [each for each in queries.versions(actor) if each.quarter == found.quarter and each.id != found.id]
    newer = [each for each in others if each.number > found.number and each.stage is Stage.PUBLISHED]
    return VersionPage(
        version=found,
        title=presenting.quarter_words(found.quarter),
        says=_says(found),
        tables=[
            presenting.view_of(table, names, found.rounding, district=district, draft=draft)
            for table in queries.tables(actor, publication_id)
        ],
        draft=draft,
        rounded=found.rounding is Rounding.FIVE,
        newer=newer[0] if newer else None,
        corrects=any(each.number < found.number and each.stage is Stage.PUBLISHED for each in others),
        may_decide=actor.may(Permission.STATISTICS_APPROVE)
        and rules.can_decide(found.stage, found.prepared_by, actor.person),
        own=found.prepared_by == actor.person,
        approver=actor.may(Permission.STATISTICS_APPROVE),
    )


def source(actor: Actor, publication_id: UUID, topic: str) -> Source:
    """One published table for a file; NotFound for a draft, whose reasons are not for files."""
    found = queries.version(actor, publication_id)
    table = next((each for each in queries.tables(actor, publication_id) if each.topic == topic), None)
    if table is None or found.stage is not Stage.PUBLISHED:
        raise NotFound
    names, district = _places(actor, found.quarter)
    return Source(table, found, names, district)


def _places(actor: Actor, quarter: str) -> tuple[dict[str, str], str]:
    district_id = queries.district_of(actor)
    places = organisations.municipalities(district_id, on=last_day(quarter))
    return {place.number: place.name for place in places}, organisations.organisation(district_id).name


def _line(version: Version) -> Quarter:
    return Quarter(version, presenting.quarter_words(version.quarter), _says(version))


def _day(at: datetime) -> str:
    return date_format(at.astimezone(clock.OSLO), pgettext("datoformat", "j. F Y"))


def _says(version: Version) -> str:
    if version.stage is Stage.PUBLISHED and version.decided_at:
        words = {"number": version.number, "day": _day(version.decided_at)}
        return _("Versjon %(number)s, publisert %(day)s") % words
    words = {"number": version.number, "day": _day(version.prepared_at)}
    if version.stage is Stage.REJECTED:
        return _("Versjon %(number)s fra %(day)s, ikke godkjent") % words
    return _("Versjon %(number)s, laget %(day)s, venter på godkjenning") % words
