"""The record keys: made before the record, fetched in one batch, sealed, and destroyed for ever.

Touches the keys database only. `lookups` and `secrets` are offered from here as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol, TypeVar
from uuid import UUID

from django.db import IntegrityError, connections, transaction
from django.db.models import QuerySet

from avklar.foundation import clock
from avklar.foundation.access.prepared import Prepared, insert

from . import envelope, lookups, ring
from .envelope import RecordKey
from .errors import KeyExists, KeyGone, Sealed
from .lookups import Code, find_records, forget_lookups, lookup_hash, lookup_hashes, open_with, remember_lookup
from .models import LookupHash, WrappedRecordKey
from .residue import scrub
from .router import KEYS
from .secrets import decrypt, derive, encrypt

__all__ = [
    "Code",
    "Record",
    "RecordKey",
    "attach",
    "create",
    "decrypt",
    "derive",
    "destroy",
    "encrypt",
    "ensure_organisation",
    "exists",
    "fetch",
    "find_records",
    "forget_lookups",
    "is_sealed",
    "lookup_hash",
    "lookup_hashes",
    "open_with",
    "remember_lookup",
    "scrub",
    "seal",
    "share",
    "unlock",
    "unlock_one",
    "unseal",
    "unshare",
]


class Record(NamedTuple):
    """What one key is for: a concern, consultation, case or disclosure with all its child rows."""

    organisation_id: UUID
    record_id: UUID


class HasRecord(Protocol):
    """A model instance that says which record's key its texts are under."""

    def vault_record(self) -> Record: ...


Instance = TypeVar("Instance", bound=HasRecord)
SLOT = "_vault_key"  # where an instance keeps its unlocked key


def ensure_organisation(organisation_id: UUID) -> None:
    """Make the organisation's key and secret now instead of at its first record. Safe to repeat."""
    ring.ensure([organisation_id])
    ring.secret(organisation_id)


def create(record: Record, *, also_for: Iterable[UUID] = (), code: Code | None = None) -> RecordKey:
    """Make the record's random key and commit it, wrapped once per organisation, before the record is written.

    Whoever has the `code` can open the record too (`open_with`), until it is sealed or its key destroyed.

    Call it before the data transaction where possible: it is a durable write of its own. A key whose record
    never got written is an orphan and is swept later. Raises KeyExists when the record has a key.
    """
    raw = envelope.new_key()
    key = RecordKey(record.record_id, raw)
    _write(key, {record.organisation_id, *also_for}, [lookups.opened_by(record, key, code)] if code else [])
    return key


def share(record: Record, organisation_id: UUID) -> None:
    """Wrap the record's key for one more organisation; both then read with their own organisation key."""
    _write(fetch([record])[0], {organisation_id})


def unshare(record_id: UUID, organisation_id: UUID) -> None:
    """Take an organisation's wrapped copy away again."""
    _rows(record_id).filter(organisation_id=organisation_id).delete()


def unlock(
    instances: Iterable[Instance], *, organisation_id: UUID | None = None, strict: bool = True
) -> list[Instance]:
    """Fetch the keys of all instances in one query and attach them; afterwards their texts can be read.

    `organisation_id` is who reads a shared record; by default each record's own organisation. Raises KeyGone
    and Sealed; with `strict=False` such instances stay locked instead, for lists in which some content is gone.
    """
    found = list(instances)
    records = [_seen_by(instance.vault_record(), organisation_id) for instance in found]
    for instance, key in zip(found, fetch(records, strict=strict), strict=True):
        if key is not None:
            attach(key, instance)
    return found


def unlock_one(instance: Instance, *, organisation_id: UUID | None = None) -> Instance:
    """Like `unlock`, for one instance."""
    return unlock([instance], organisation_id=organisation_id)[0]


def attach(key: RecordKey, *instances: HasRecord) -> None:
    """Give instances of one record its key, so that no query is needed for them."""
    for instance in instances:
        if instance.vault_record().record_id != key.record_id:
            raise KeyGone("this key belongs to another record")
        instance.__dict__[SLOT] = key


def fetch(records: Sequence[Record], *, strict: bool = True) -> list[RecordKey]:
    """The keys of many records in one query, in their order; raises KeyGone or Sealed.

    With `strict=False` a missing or sealed key is None in the list.
    """
    wanted = set(records)
    rows = _wrapped_keys(wanted) if wanted else {}
    opened: dict[Record, RecordKey | None] = {}
    organisation_keys: dict[int, bytes] = {}
    for record in wanted:
        row = rows.get(record)
        usable = row is not None and row.sealed_at is None
        if strict and not usable:
            raise KeyGone("the key is gone") if row is None else Sealed("the record is sealed")
        opened[record] = row.open(organisation_keys) if row is not None and usable else None
    return [opened[record] for record in records]  # type: ignore[misc]


def exists(record_id: UUID) -> bool:
    """Whether the record still has a key: sealed counts, destroyed does not."""
    return _rows(record_id).exists()


def is_sealed(record_id: UUID) -> bool:
    """Whether the record is out of reach in daily work (R12)."""
    return _rows(record_id).filter(sealed_at__isnull=False).exists()


def seal(record_id: UUID) -> None:
    """Put the record out of reach for every organisation until it is unsealed (R12). Raises KeyGone."""
    _reseal(record_id, clock.now())


def unseal(record_id: UUID) -> None:
    """Make a sealed record readable again: an explicit act, which the calling room permits and journals."""
    _reseal(record_id, None)


def destroy(*record_ids: UUID) -> int:
    """Remove all wrapped copies of the keys and the look-up hashes, for ever; returns how many records.

    Commits at once and can't be undone, so call it after the data transaction (`transaction.on_commit`), and
    again from the retention run for what a killed process left behind. Destroying twice is harmless.
    """
    rows = WrappedRecordKey.objects.filter(record_id__in=record_ids)
    with transaction.atomic(using=KEYS, durable=True):
        count = rows.values("record_id").distinct().count()
        rows.delete()
        LookupHash.objects.filter(record_id__in=record_ids).delete()
    scrub()
    return count


@dataclass(frozen=True)
class _WrappedRow:
    """One row of the batch query, with what is needed to open it."""

    record: Record
    wrapped: bytes
    sealed_at: datetime | None
    organisation_key: tuple[int, int, bytes | memoryview, int]  # row id, version, wrapped, master version

    def open(self, cache: dict[int, bytes]) -> RecordKey:
        row_id, version, wrapped, master_version = self.organisation_key
        if row_id not in cache:
            of = self.record.organisation_id
            cache[row_id] = ring.unwrap_organisation(of, version, wrapped, master_version)
        context = wrap_context(self.record, sealed=self.sealed_at is not None)
        return RecordKey(self.record.record_id, envelope.decrypt(cache[row_id], self.wrapped, context))


def wrap_context(record: Record, *, sealed: bool) -> str:
    """What a wrapped record key is bound to. The seal is part of it: flipping the column opens nothing."""
    return f"record-key:{record.organisation_id}:{record.record_id}:{'sealed' if sealed else 'open'}"


_KEY_COLUMNS = (
    "organisation_id",
    "record_id",
    "wrapped",
    "sealed_at",
    "organisation_key_id",
    "organisation_key__version",
    "organisation_key__wrapped",
    "organisation_key__master_version",
)
_ONE_KEY = Prepared(
    lambda slot: WrappedRecordKey.objects.filter(
        record_id=slot.id("record"), organisation_id=slot.id("organisation")
    ).values_list(*_KEY_COLUMNS)
)


def _wrapped_keys(records: set[Record]) -> dict[Record, _WrappedRow]:
    if len(records) == 1:
        only = next(iter(records))
        rows = _ONE_KEY.rows(record=only.record_id, organisation=only.organisation_id)
    else:
        many = WrappedRecordKey.objects.filter(
            record_id__in={record.record_id for record in records},
            organisation_id__in={record.organisation_id for record in records},
        )
        rows = list(many.values_list(*_KEY_COLUMNS))
    found = (_WrappedRow(Record(row[0], row[1]), bytes(row[2]), row[3], row[4:]) for row in rows)
    return {row.record: row for row in found}


def _write(key: RecordKey, organisation_ids: set[UUID], codes: Sequence[LookupHash] = ()) -> None:
    for last_try in (False, True):
        rows = [
            WrappedRecordKey(
                record_id=key.record_id,
                organisation_id=of,
                organisation_key_id=row_id,
                wrapped=key.wrap(outer, wrap_context(Record(of, key.record_id), sealed=False)),
            )
            for of, (row_id, outer) in ring.ensure(organisation_ids).items()
        ]
        try:
            _insert_durably(rows, codes)
            return
        except IntegrityError:
            if last_try or _rows(key.record_id).filter(organisation_id__in=organisation_ids).exists():
                raise KeyExists("the record has a key already") from None
            # else a rotation retired the organisation key in between: wrap by the new one


def _insert_durably(rows: list[WrappedRecordKey], codes: Sequence[LookupHash]) -> None:
    """One statement commits by itself; inside a transaction it is refused, since then it wouldn't."""
    if codes or connections[KEYS].in_atomic_block:
        with transaction.atomic(using=KEYS, durable=True):
            insert(rows, codes)
    else:
        insert(rows)


def _reseal(record_id: UUID, sealed_at: datetime | None) -> None:
    with transaction.atomic(using=KEYS, durable=True):
        records = [Record(of, record_id) for of in _rows(record_id).values_list("organisation_id", flat=True)]
        if not records:
            raise KeyGone("the key is gone")
        cache: dict[int, bytes] = {}
        for record, row in _wrapped_keys(set(records)).items():
            if (row.sealed_at is None) == (sealed_at is None):
                continue
            key = row.open(cache)
            row_id = row.organisation_key[0]
            wrapped = key.wrap(cache[row_id], wrap_context(record, sealed=sealed_at is not None))
            mine = _rows(record_id).filter(organisation_id=record.organisation_id, wrapped=row.wrapped)
            mine.update(wrapped=wrapped, sealed_at=sealed_at)
        if sealed_at is not None:
            lookups.shut(record_id)


def _rows(record_id: UUID) -> QuerySet[WrappedRecordKey]:
    return WrappedRecordKey.objects.filter(record_id=record_id)


def _seen_by(record: Record, organisation_id: UUID | None) -> Record:
    return Record(organisation_id, record.record_id) if organisation_id else record
