"""The retention run: what is due is removed, closed records are sealed, and destroyed only after a decision (R12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.roles import Role
from avklar.foundation.access.scope import scope
from avklar.foundation.journal import queries as log_queries
from avklar.foundation.retention import decisions, engine
from avklar.foundation.vault import keys
from tests.foundation.retention import records
from tests.foundation.retention.records import Closed, Passing

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
OURS = UUID(int=0xA1)
NEIGHBOUR = UUID(int=0xB2)
OFFICER = Actor(UUID(int=0xC3), OURS, frozenset({Role.PRIVACY_OFFICER}), second_factor=True)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small_house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two organisations, two models, and no expiry of the journal."""
    records.make_tables()
    monkeypatch.setattr(engine, "organisation_ids", lambda: [OURS, NEIGHBOUR])
    monkeypatch.setattr(engine, "every_model", lambda: [Passing, Closed])
    monkeypatch.setattr(engine.expiry, "available", lambda: False)
    with clock.frozen(NOW):
        yield
    records.broken.clear()
    records.drop_tables()


def passing(due: timedelta | None, of: UUID = OURS) -> Passing:
    """A record that is to be removed `due` from now."""
    record = Passing(organisation_id=of, remove_at=None if due is None else NOW + due)
    keys.create(keys.Record(of, record.pk))
    record.save(force_insert=True)
    return record


def closed(days_ago: int, of: UUID = OURS) -> Closed:
    """A record that was closed some days ago."""
    return Closed.objects.create(organisation_id=of, closed_at=NOW - timedelta(days=days_ago))


def decided(choice: str = "destroy", days: int = 0, valid_from: date = date(2026, 1, 1)) -> UUID:
    """A decision of ours."""
    return decisions.decide(
        OFFICER, kind="concern", choice=choice, days=days, reference="sak 12/26", valid_from=valid_from
    )


def said() -> list[tuple[str, str, UUID]]:
    """What the journal holds about the records, oldest first."""
    with scope(OURS):
        lines = log_queries.page(OFFICER).lines
    return [(line.did, line.kind, line.object_id) for line in reversed(lines) if line.did != "førte inn et vedtak"]


def test_due_record_is_removed_with_its_key() -> None:
    record = passing(timedelta(0))
    counts = engine.run()
    assert (counts, Passing.objects.count(), keys.exists(record.pk)) == ({"passing removed": 1}, 0, False)


@pytest.mark.parametrize("due", [timedelta(seconds=1), None])
def test_record_that_is_not_due_stays_readable(due: timedelta | None) -> None:
    record = passing(due)
    assert (engine.run(), keys.exists(record.pk)) == ({}, True)


def test_every_organisation_is_reached() -> None:
    passing(timedelta(0))
    passing(timedelta(0), NEIGHBOUR)
    assert engine.run() == {"passing removed": 2}


def test_removal_is_journalled() -> None:
    record = passing(timedelta(0))
    engine.run()
    assert said() == [("slettet", "passing", record.pk)]


def test_simulation_counts_and_changes_nothing() -> None:
    record = passing(timedelta(0))
    closed(3)
    counts = engine.run(simulate=True)
    unchanged = (Passing.objects.count(), Closed.objects.filter(sealed_at=None).count(), keys.exists(record.pk), said())
    assert (counts, unchanged) == ({"passing removed": 1, "concern sealed": 1}, (1, 1, True, []))


def test_closed_record_is_only_sealed_while_there_is_no_decision() -> None:
    record = closed(2000)
    counts = engine.run()
    assert (counts, said(), Closed.objects.get().sealed_at) == (
        {"concern sealed": 1},
        [("forseglet", "bekymring", record.pk)],
        NOW,
    )


def test_sealed_record_is_left_alone_the_next_time() -> None:
    closed(3)
    engine.run()
    assert engine.run() == {}


def test_closed_record_is_destroyed_after_the_days_of_the_decision() -> None:
    old, young = closed(31), closed(29)
    decided(days=30)
    counts = engine.run()
    left = list(Closed.objects.values_list("pk", flat=True))
    assert (counts, left, said()[0]) == (
        {"concern destroyed": 1, "concern sealed": 1},
        [young.pk],
        ("slettet", "bekymring", old.pk),
    )


def test_sealed_record_is_destroyed_when_a_decision_comes() -> None:
    closed(31)
    engine.run()
    decided(days=30)
    assert engine.run() == {"concern destroyed": 1}


def test_decision_to_seal_destroys_nothing() -> None:
    closed(400)
    decided()
    decided("seal", valid_from=date(2026, 6, 1))
    assert engine.run() == {"concern sealed": 1}


def test_decision_of_tomorrow_does_not_count_today() -> None:
    closed(400)
    decided(valid_from=date(2026, 11, 24))
    assert engine.run() == {"concern sealed": 1}


def test_our_decision_does_not_reach_the_neighbour() -> None:
    closed(400, NEIGHBOUR)
    decided()
    assert engine.run() == {"concern sealed": 1}


def test_record_that_fails_does_not_stop_the_others() -> None:
    bad, _good = closed(3), closed(3)
    records.broken.add(bad.pk)
    assert engine.run() == {"concern failed": 1, "concern sealed": 1}


def test_record_that_failed_leaves_no_journal_row() -> None:
    records.broken.add(closed(3).pk)
    engine.run()
    assert said() == []


def test_progress_ends_at_all_jobs() -> None:
    told: list[tuple[int, int]] = []
    engine.run(progress=lambda done, jobs: told.append((done, jobs)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_rows_of_no_organisation_are_removed_too(monkeypatch: Any) -> None:
    from avklar.foundation.notifications.models import Note

    monkeypatch.setattr(engine, "every_model", lambda: [Note])
    Note.objects.create(user_id=OURS, code="concern_new", url="/", remove_at=NOW)
    Note.objects.create(user_id=OURS, code="concern_new", url="/", remove_at=NOW + timedelta(days=1))
    assert (engine.run(), Note.objects.count()) == ({"note removed": 1}, 1)
