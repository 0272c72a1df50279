"""Destroys keys whose record never got written: a process that died between the key and the record."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

from avklar.foundation import clock

from . import keys
from .errors import SweepRefused
from .models import WrappedRecordKey

BATCH = 500


def sweep_orphans(existing: Callable[[list[UUID]], set[UUID]], older_than: timedelta, *, at_most: int = 1000) -> int:
    """Destroy keys older than `older_than` whose record id `existing` doesn't know; returns how many.

    `existing` is asked with up to 500 ids and answers which of them are records in any room. More than
    `at_most` orphans means that a room was probably forgotten: SweepRefused, and nothing is destroyed.
    """
    orphans: list[UUID] = []
    for ids in _batches(older_than):
        known = existing(ids)
        orphans += [record_id for record_id in ids if record_id not in known]
        if len(orphans) > at_most:
            raise SweepRefused(f"more than {at_most} keys without a record")
    return keys.destroy(*orphans) if orphans else 0


def _batches(older_than: timedelta) -> Iterator[list[UUID]]:
    rows = WrappedRecordKey.objects.filter(created__lt=clock.now() - older_than).order_by("pk")
    last = 0
    while found := list(rows.filter(pk__gt=last).values_list("pk", "record_id")[:BATCH]):
        last = found[-1][0]
        yield list(dict.fromkeys(record_id for _, record_id in found))
