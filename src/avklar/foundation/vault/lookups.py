"""Keyed hashes for exact look-ups, such as a receipt code. They lie beside the keys and die with the record.

A value may also open its record: the record's key then lies beside the hash, wrapped under a key derived from the value
by HKDF. The organisation's secret is part of both, so that a copy of this table alone can't be searched for the value.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from . import envelope, ring
from .models import LookupHash

if TYPE_CHECKING:
    from .keys import Record


class Code(NamedTuple):
    """A value that only its holder has, and what it is for."""

    purpose: str
    value: str


class Match(NamedTuple):
    """The record that a code found, and its key; None once the record is sealed."""

    record_id: UUID
    key: envelope.RecordKey | None


def lookup_hash(organisation_id: UUID, purpose: str, value: str) -> bytes:
    """32 bytes that only this organisation's secret gives for `value`; the caller normalises the value."""
    return envelope.digest(ring.secret(organisation_id), purpose, value)


def lookup_hashes(organisation_id: UUID, purposes: Iterable[str], value: str) -> list[bytes]:
    """The same for several purposes, with one read of the secret."""
    secret = ring.secret(organisation_id)
    return [envelope.digest(secret, purpose, value) for purpose in purposes]


def remember_lookup(record: Record, purpose: str, value: str) -> None:
    """Let `find_records` find the record by `value` until its key is destroyed. Safe to repeat."""
    row = LookupHash(
        record_id=record.record_id,
        organisation_id=record.organisation_id,
        purpose=purpose,
        digest=lookup_hash(record.organisation_id, purpose, value),
    )
    LookupHash.objects.bulk_create([row], ignore_conflicts=True)


def find_records(organisation_id: UUID, purpose: str, value: str) -> list[UUID]:
    """Records of the organisation that were remembered under exactly this value."""
    digest = lookup_hash(organisation_id, purpose, value)
    rows = LookupHash.objects.filter(organisation_id=organisation_id, purpose=purpose, digest=digest)
    return list(rows.order_by("record_id").values_list("record_id", flat=True))


def opened_by(record: Record, key: envelope.RecordKey, code: Code) -> LookupHash:
    """The row, not yet written, by which the code finds and opens the record."""
    secret = ring.secret(record.organisation_id)
    return LookupHash(
        record_id=record.record_id,
        organisation_id=record.organisation_id,
        purpose=code.purpose,
        digest=envelope.digest(secret, code.purpose, code.value),
        wrapped=key.wrap(_outer(secret, code), _context(record.organisation_id, record.record_id, code.purpose)),
    )


def open_with(organisation_id: UUID, code: Code) -> Match | None:
    """The organisation's record that the code finds, with its key unless it is shut; None for a wrong code.

    A wrong code costs what a right one does but for one unwrapping: both keys are derived before the table is asked.
    The newest counts: a try that failed before its record was written has left an older key, which is swept later.
    """
    secret = ring.secret(organisation_id)
    outer, digest = _outer(secret, code), envelope.digest(secret, code.purpose, code.value)
    rows = LookupHash.objects.filter(organisation_id=organisation_id, purpose=code.purpose, digest=digest)
    row = rows.order_by("-record_id").values_list("record_id", "wrapped").first()
    if row is None:
        return None
    record_id, wrapped = row
    if wrapped is None:
        return Match(record_id, None)
    raw = envelope.decrypt(outer, bytes(wrapped), _context(organisation_id, record_id, code.purpose))
    return Match(record_id, envelope.RecordKey(record_id, raw))


def forget_lookups(purpose: str, *record_ids: UUID) -> int:
    """Let nothing that was remembered under the purpose find these records any more; returns how many rows went."""
    return LookupHash.objects.filter(purpose=purpose, record_id__in=record_ids).delete()[0]


def shut(record_id: UUID) -> None:
    """The record's values go on finding it and don't open it any more; part of sealing (R12)."""
    LookupHash.objects.filter(record_id=record_id, wrapped__isnull=False).update(wrapped=None)


def _outer(secret: bytes, code: Code) -> bytes:
    """The key that only the value gives, by HKDF over a keyed hash of it."""
    return envelope.derive(envelope.digest(secret, f"open:{code.purpose}", code.value), f"open:{code.purpose}")


def _context(organisation_id: UUID, record_id: UUID, purpose: str) -> str:
    return f"record-key-by-code:{organisation_id}:{record_id}:{purpose}"
