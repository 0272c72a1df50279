"""The bare Django that Avklar is measured against: an indexed query of 50 rows in a template; inserts of 3 and 25 rows.

No middleware, no session, no encryption. Its two tables live in the same database as Avklar's own.
"""

from __future__ import annotations

import os
import uuid
from datetime import datetime

from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from avklar.foundation import clock

ROWS = 50


class BareRow(models.Model):
    """As many columns as an inbox row shows."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation_id = models.UUIDField()
    reference = models.CharField(max_length=12)
    setting = models.CharField(max_length=20)
    sender = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        app_label = "bench"
        managed = False
        db_table = "bench_bare_row"


class BarePart(models.Model):
    """A child row of the bare insert."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    row = models.ForeignKey(BareRow, models.CASCADE)
    text = models.BinaryField()

    class Meta:
        app_label = "bench"
        managed = False
        db_table = "bench_bare_part"


INDEX = "CREATE INDEX IF NOT EXISTS bench_bare_list ON bench_bare_row (organisation_id, sent_at DESC, id)"


def make_tables() -> None:
    """The two bare tables with the index that the list uses."""
    present = connection.introspection.table_names()
    with connection.schema_editor() as editor:
        for model in (BareRow, BarePart):
            if model._meta.db_table not in present:
                editor.create_model(model)
    with connection.cursor() as cursor:
        cursor.execute(INDEX)


def fill(organisation_ids: list[uuid.UUID]) -> None:
    """A hundred rows for each organisation, whatever the size: what is compared with must not grow."""
    moment = clock.now()
    made = [bare_row(organisation_id, moment) for organisation_id in organisation_ids for _ in range(2 * ROWS)]
    BareRow.objects.bulk_create(made, batch_size=500)


def bare_row(organisation_id: uuid.UUID, moment: datetime) -> BareRow:
    """One row with values like those of the inbox."""
    return BareRow(
        organisation_id=organisation_id, reference="B-0001", setting="skole", sender="lærer", state="ny",
        sent_at=moment, due_at=moment,
    )  # fmt: skip


def bare_list(request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """One indexed query of 50 rows through a template."""
    rows = BareRow.objects.filter(organisation_id=organisation_id).order_by("-sent_at", "id")[:ROWS]
    return render(request, "bench/bare.html", {"rows": rows})


def insert_bare(organisation_id: uuid.UUID, parts: int) -> None:
    """A row and its parts in one durable transaction: as little as a save can be."""
    with transaction.atomic():
        row = bare_row(organisation_id, clock.now())
        row.save(force_insert=True)
        for _ in range(parts):
            BarePart.objects.create(row=row, text=os.urandom(200))
