"""Two small models with retention rules, for the engine's own tests. Their tables are temporary."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, models

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.retention.declarations import (
    PUBLIC_TASK,
    Privacy,
    Retention,
    Step,
    each,
    removed,
    sealed_or_destroyed,
)

DISPOSER = "tests.foundation.retention.records.dispose"


def _privacy(retention: Retention) -> Privacy:
    return Privacy(
        purpose="test",
        legal_basis=PUBLIC_TASK,
        step=Step.CONCERN,
        readers="test",
        retention=retention,
        access_request="test",
        fields=each(nobody="id organisation_id remove_at closed_at sealed_at"),
    )


class Passing(models.Model):
    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation_id = models.UUIDField()
    remove_at = models.DateTimeField(null=True)

    privacy = _privacy(removed("test", due="remove_at", kind="passing", record_key=True))

    class Meta:
        app_label = "retention_tests"


class Closed(models.Model):
    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation_id = models.UUIDField()
    closed_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField(null=True)

    privacy = _privacy(
        sealed_or_destroyed("test", due="closed_at", sealed="sealed_at", kind="concern", disposer=DISPOSER)
    )

    class Meta:
        app_label = "retention_tests"


class Broken(RuntimeError):
    """What the disposer raises for the record in `broken`."""


broken: set[UUID] = set()


def dispose(actor: Actor, *, object_id: UUID, verb: str) -> bool:
    """Seal or destroy one closed record."""
    if object_id in broken:
        raise Broken
    rows = Closed.objects.filter(pk=object_id, organisation_id=actor.organisation)
    if verb == "seal":
        return bool(rows.filter(sealed_at__isnull=True).update(sealed_at=clock.now()))
    return bool(rows.delete()[0])


def make_tables() -> None:
    """Temporary tables of this connection; the runtime role on PostgreSQL may make no others."""
    uuid, moment = ("uuid", "timestamptz") if connection.vendor == "postgresql" else ("char(32)", "datetime")
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMP TABLE retention_tests_passing (id {uuid} PRIMARY KEY, organisation_id {uuid} NOT NULL,"
            f" remove_at {moment} NULL)"
        )
        cursor.execute(
            f"CREATE TEMP TABLE retention_tests_closed (id {uuid} PRIMARY KEY, organisation_id {uuid} NOT NULL,"
            f" closed_at {moment} NULL, sealed_at {moment} NULL)"
        )


def drop_tables() -> None:
    """Take them away again; on SQLite they would outlive the test's transaction."""
    with connection.cursor() as cursor:
        for table in ("retention_tests_passing", "retention_tests_closed"):
            cursor.execute(f"DROP TABLE IF EXISTS {table}")
