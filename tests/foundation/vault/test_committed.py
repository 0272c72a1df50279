"""What only shows when transactions really commit: keys go first, remains go away, and two can work at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connections, transaction

from avklar.foundation import clock
from avklar.foundation.vault import checks, keys, ring, rotation
from avklar.foundation.vault.errors import KeyExists
from avklar.foundation.vault.models import OrganisationKey, Secret, WrappedRecordKey

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)


def _record(organisation_id: UUID) -> keys.Record:
    return keys.Record(organisation_id, clock.new_id())


def _together(*jobs: Callable[[], Any]) -> list[Any]:
    """Run jobs in threads that start at the same moment; gives what they return or raise."""
    start, results = threading.Barrier(len(jobs)), []

    def run(job: Callable[[], Any]) -> None:
        start.wait()
        try:
            results.append(job())
        except Exception as error:
            results.append(error)
        connections.close_all()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_key_stays_when_the_data_transaction_fails(hamar: UUID) -> None:
    record = _record(hamar)
    with transaction.atomic():
        keys.create(record)
        transaction.set_rollback(True)
    assert keys.exists(record.record_id)


def test_key_is_seen_by_others_before_the_record_is_written(hamar: UUID) -> None:
    record = _record(hamar)
    with transaction.atomic():
        keys.create(record)
        assert _together(lambda: keys.exists(record.record_id)) == [True]


@pytest.mark.parametrize("verb", ["create", "destroy", "seal"])
def test_keys_are_not_written_inside_a_transaction_that_may_fail(hamar: UUID, verb: str) -> None:
    record = _record(hamar)
    keys.create(record)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic(using="keys"):
        keys.create(_record(hamar)) if verb == "create" else getattr(keys, verb)(record.record_id)


def test_one_organisation_key_comes_of_many_first_uses(hamar: UUID) -> None:
    records = [_record(hamar) for _ in range(6)]
    made = _together(*(lambda record=record: keys.create(record) for record in records))
    assert [type(key) for key in made] == [keys.RecordKey] * 6
    assert OrganisationKey.objects.filter(organisation_id=hamar).count() == 1


def test_one_secret_comes_of_many_first_uses(hamar: UUID) -> None:
    assert len(set(_together(*[lambda: keys.derive(hamar, "journal")] * 6))) == 1
    assert Secret.objects.filter(owner_id=hamar).count() == 1


def test_of_two_creating_one_key_at_once_one_wins(hamar: UUID) -> None:
    record = _record(hamar)
    keys.ensure_organisation(hamar)
    results = _together(*[lambda: keys.create(record)] * 2)
    assert {type(result) for result in results} == {keys.RecordKey, KeyExists}


def test_organisation_key_retired_at_the_last_moment_is_replaced(hamar: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, calls = ring.ensure, []

    def overtaken(organisation_ids: Any) -> dict[UUID, tuple[int, bytes]]:
        found = whole(organisation_ids)
        if not calls:
            calls.append(1)
            version = OrganisationKey.objects.get(organisation_id=hamar).master_version
            ring.create_version(hamar, 2, version)
            OrganisationKey.objects.filter(organisation_id=hamar, version=1).delete()
        return found

    monkeypatch.setattr(ring, "ensure", overtaken)
    record = _record(hamar)
    keys.create(record)
    assert keys.fetch([record])[0].record_id == record.record_id


@pytest.mark.usefixtures("empty_vault")
def test_records_made_while_keys_are_rotated_are_all_read(hamar: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "BATCH", 5)
    checks.install()
    done, made = threading.Event(), [_record(hamar) for _ in range(20)]
    for record in made:
        keys.create(record)

    def send() -> None:
        while not done.is_set():
            record = _record(hamar)
            keys.create(record)
            made.append(record)

    def rotate() -> None:
        try:
            rotation.rotate(lambda step, done, total: None)
        finally:
            done.set()

    assert _together(send, rotate) == [None, None]
    assert len(keys.fetch(made)) == len(made) >= 20
    assert not WrappedRecordKey.objects.exclude(organisation_key__version=2).exists()


def test_destroyed_key_leaves_nothing_in_the_files(hamar: UUID) -> None:
    connection = connections["keys"]
    record = _record(hamar)
    keys.create(record)
    wrapped = bytes(WrappedRecordKey.objects.get(record_id=record.record_id).wrapped)
    keys.destroy(record.record_id)
    if connection.vendor == "sqlite":
        file = Path(str(connection.settings_dict["NAME"]))
        remains = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
        assert wrapped not in remains
    assert not WrappedRecordKey.objects.filter(record_id=record.record_id).exists()


def test_postgresql_clears_deleted_keys_away_soon() -> None:
    connection = connections["keys"]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT reloptions FROM pg_class WHERE relname = 'vault_wrappedrecordkey'")
            assert "autovacuum_vacuum_threshold=1" in cursor.fetchone()[0]


def test_keys_database_holds_only_keys() -> None:
    tables = set(connections["keys"].introspection.table_names())
    assert {table for table in tables if not table.startswith("vault_")} == {"django_migrations"}


def test_data_database_holds_no_keys() -> None:
    tables = set(connections["default"].introspection.table_names())
    assert {table for table in tables if table.startswith("vault_")} == {"vault_keysmark"}
