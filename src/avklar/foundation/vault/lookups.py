"""Keyed hashes for exact look-ups, such as a receipt code. They lie beside the keys and die with the record."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from . import envelope, ring
from .models import LookupHash

if TYPE_CHECKING:
    from .keys import Record


def lookup_hash(organisation_id: UUID, purpose: str, value: str) -> bytes:
    """32 bytes that only this organisation's secret gives for `value`; the caller normalises the value."""
    return envelope.digest(ring.secret(organisation_id), purpose, value)


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
