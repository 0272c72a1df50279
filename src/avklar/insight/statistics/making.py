"""Makes a version: counts each organisation in its own scope, hides, audits, keeps what may be shown.

The true counts of several organisations meet in this function's memory only; no page, row, log or error holds them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError
from django.urls import reverse

from avklar.foundation import clock, journal, notifications
from avklar.foundation.access.actor import machine
from avklar.foundation.access.errors import Conflict
from avklar.foundation.access.roles import Role
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.clock.quarters import last_day, quarters_of
from avklar.insight.statistics import queries
from avklar.insight.statistics.audit import Unsafe, audit
from avklar.insight.statistics.models import Making, Publication, PublishedTable
from avklar.insight.statistics.states import Progress
from avklar.insight.statistics.suppression import TooSmallAChange, protect
from avklar.insight.statistics.tables import Counted, Table
from avklar.insight.statistics.topics import TOPICS, YEARS, counts_of
from avklar.insight.statistics.yearly import PREFIX, year_table
from avklar.people.organisations import queries as organisations


class Stale(Exception):
    """A quarter of the year has changed since it was published, and must be corrected first."""


Telling = Callable[[int, int], None]


def work(making_id: UUID) -> None:
    """The worker's part of a making: do it, and write down how it went. Does nothing the second time."""
    row = Making.objects.filter(pk=making_id).first()
    if row is None or not _step(making_id, Progress.WAITING, Progress.WORKING):
        return
    try:
        made = make(row.district_id, row.quarter, rounding=row.rounding, by=row.asked_by, telling=_teller(making_id))
    except TooSmallAChange:
        _step(making_id, Progress.WORKING, Progress.TOO_SMALL)
    except Stale:
        _step(making_id, Progress.WORKING, Progress.STALE)
    except Unsafe:
        _step(making_id, Progress.WORKING, Progress.UNSAFE)
    except Exception:
        _step(making_id, Progress.WORKING, Progress.FAILED)
        raise
    else:
        _step(making_id, Progress.WORKING, Progress.READY, publication=made)


def make(
    district_id: UUID, quarter: str, *, rounding: int, by: UUID | None, telling: Telling = lambda *_: None
) -> UUID:
    """The id of the new version, which waits for approval. `telling(done, total)` in steps of the whole work.

    Raises TooSmallAChange, Stale, Unsafe, or Conflict when another version came first.
    """
    if len(quarter) == 4:
        earlier: list[list[Table]] = []
        counted, tables = _year(district_id, quarter, telling)
    else:
        earlier = shown_before(district_id, quarter)
        counted = gather(district_id, quarter, telling)
        tables = protect(counted, earlier)
    tried = audit(counted, tables, earlier)
    actor = machine(district_id)
    leads = organisations.holders(district_id, {Role.DISTRICT_LEAD})
    try:
        with writing(actor):
            version = Publication.objects.create(
                district_id=district_id,
                quarter=quarter,
                version=len(earlier) + 1,
                rounding=rounding,
                prepared_by=by,
                tried=tried,
            )
            PublishedTable.objects.bulk_create(
                PublishedTable(publication=version, topic=table.topic, content=table.as_json()) for table in tables
            )
            waits_at = reverse("statistics:version", args=[version.pk])
            notifications.notify(actor, set(leads) - {by}, "statistics_draft", waits_at)
            journal.write(actor, "prepared", kind="statistics", object_id=version.pk)
    except IntegrityError:
        raise Conflict from None
    return version.pk


def gather(district_id: UUID, quarter: str, telling: Telling = lambda *_: None) -> list[Counted]:
    """The true counts of the municipalities that the district served on the quarter's last day, one scope at a time."""
    places = organisations.municipalities(district_id, on=last_day(quarter))
    found = {}
    for done, place in enumerate(places, 1):
        with scope(place.id):
            found[place.number] = counts_of(place.id, quarter)
        telling(done, len(places))
    keys = {topic.key: tuple(key for key, _ in topic.categories) for topic in TOPICS}
    return [
        Counted(
            topic.key,
            topic.family,
            keys[topic.key],
            {number: tuple(each[topic.key].get(key, 0) for key in keys[topic.key]) for number, each in found.items()},
        )
        for topic in TOPICS
    ]


def _year(district_id: UUID, year: str, telling: Telling) -> tuple[list[Counted], list[Table]]:
    """The year's true totals by quarter, and what may be shown beside the quarters. Stale when one has changed."""
    quarters = quarters_of(year)
    true, published = [], []
    for quarter in quarters:
        true.append({topic.family: topic.totals for topic in gather(district_id, quarter, telling)})
        version_id = queries.newest_published(district_id, quarter)
        if version_id is None:
            raise Stale
        kept = PublishedTable.objects.filter(publication_id=version_id).values_list("content", flat=True)
        published.append({table.family: table for table in map(Table.from_json, kept)})
    counted, tables = [], []
    for topic in YEARS:
        family = topic.family.removeprefix(PREFIX)
        totals = [each[family] for each in true]
        rows = {place: tuple(each.get(place, 0) for each in totals) for place in totals[-1]}
        counted.append(Counted(topic.key, topic.family, tuple(quarters), rows))
        tables.append(year_table(counted[-1], [each[family] for each in published]))
        _check_fresh(counted[-1], tables[-1])
    return counted, tables


def _check_fresh(counted: Counted, table: Table) -> None:
    """What was published of the quarters is still true; Stale otherwise."""
    for column, total in enumerate(table.total.cells):
        shown = [(row.cells[column], counted.rows[place][column]) for place, row in table.rows.items()]
        shown.append((total, sum(row[column] for row in counted.rows.values())))
        if any(isinstance(figure, int) and figure != true for figure, true in shown):
            raise Stale


def shown_before(district_id: UUID, quarter: str) -> list[list[Table]]:
    """The tables of every version of the quarter that anybody has seen, the oldest version first."""
    rows = PublishedTable.objects.filter(publication__district_id=district_id, publication__quarter=quarter)
    found: dict[int, list[Table]] = {}
    for version, content in rows.order_by("publication__version", "pk").values_list("publication__version", "content"):
        found.setdefault(version, []).append(Table.from_json(content))
    return list(found.values())


def _step(making_id: UUID, before: Progress, after: Progress, **values: object) -> bool:
    return bool(Making.objects.filter(pk=making_id, progress=before).update(progress=after, **values))


def _teller(making_id: UUID) -> Telling:
    def tell(done: int, total: int) -> None:
        if done % 5 == 0 or done == total:
            Making.objects.filter(pk=making_id).update(done=done, total=total)

    return tell


def kept_until() -> datetime:
    """When a making's row may go."""
    return clock.now() + timedelta(days=30)
