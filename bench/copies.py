"""Makes a hundred thousand concerns into a million: the closed ones are copied inside the database, nine times.

The copies have numbers, moments and ids of their own and stand in every list, which is what growth is measured by.
Their texts are those of the originals, which no key opens in another row; no list opens any. Only the originals have
observations, messages, keys and journal rows.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection

from avklar.followup.concerns.models import Concern
from avklar.foundation.access.scope import scope
from bench.data import District

WHOLE = 100_000
"""As many are written whole; what is asked for beyond that is copied."""

NEW_ID = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()"}
MINUTES_EARLIER = {
    "sqlite": "strftime('%%Y-%%m-%%d %%H:%%M:%%f000', sent_at, '-{} minutes')",
    "postgresql": "sent_at - interval '{} minutes'",
}


def copy(district: District, times: int, progress: Callable[[int], None]) -> None:
    """Copy every closed concern `times` times; `progress` is told the rows written."""
    for organisation_id in district.organisation_ids:
        for number in range(1, times + 1):
            with scope(organisation_id), connection.cursor() as cursor:
                of = organisation_id if connection.features.has_native_uuid_field else organisation_id.hex
                cursor.execute(_statement(number), [of, WHOLE])
                progress(cursor.rowcount)


def _statement(number: int) -> str:
    """The copy number `number`: shifted by as many minutes, so that the moments lie between one another."""
    made = {
        "id": NEW_ID[connection.vendor],
        "submission": NEW_ID[connection.vendor],
        "number": f"number + {number * 10 * WHOLE}",
        "sent_at": MINUTES_EARLIER[connection.vendor].format(number),
    }
    columns = [field.column for field in Concern._meta.concrete_fields]
    values = ", ".join(made.get(column, column) for column in columns)
    return (
        f"INSERT INTO concerns_concern ({', '.join(columns)}) SELECT {values} FROM concerns_concern"
        " WHERE organisation_id = %s AND number <= %s AND closed_at IS NOT NULL"
    )
