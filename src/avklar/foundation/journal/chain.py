"""The keyed chain: how a row is turned into bytes, and its HMAC-SHA256. Pure.

Canonical encoding of a row, the input of its HMAC: the word `avklar-journal-1`, then these parts in this order, each
preceded by its length as four bytes (big-endian): id (16 bytes), organisation (16), segment ("2026-11"), number
(decimal), at (ISO 8601, UTC, six decimals), user (16 bytes, or empty for the machine), verb, kind, object id (16
bytes), reason, and the HMAC of the row before (32 bytes; 32 zero bytes for an organisation's first row). Text is
UTF-8. The first row of a segment points back to the last row of the segment before it, so segments are chained too.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

START = bytes(32)
_ROW = b"avklar-journal-1"
_HEAD = b"avklar-journal-head-1"


@dataclass(frozen=True)
class Row:
    """One row of the journal without its own HMAC."""

    id: UUID
    organisation_id: UUID
    segment: str
    number: int
    at: datetime
    user_id: UUID | None
    verb: str
    kind: str
    object_id: UUID
    reason: str
    previous: bytes


def mac_of(key: bytes, row: Row, number: int | None = None) -> bytes:
    """HMAC-SHA256 (32 bytes) of a row; `number` asks what it would be at another place."""
    parts = (
        row.id.bytes,
        row.organisation_id.bytes,
        row.segment.encode(),
        str(row.number if number is None else number).encode(),
        row.at.astimezone(UTC).isoformat(timespec="microseconds").encode(),
        row.user_id.bytes if row.user_id else b"",
        row.verb.encode(),
        row.kind.encode(),
        row.object_id.bytes,
        row.reason.encode(),
        row.previous,
    )
    return hmac.digest(key, _ROW + _joined(parts), "sha256")


def seal_of(
    key: bytes, organisation_id: UUID, *, segment: str, number: int, mac: bytes, oldest: str, opening: bytes
) -> bytes:
    """HMAC-SHA256 (32 bytes) of an organisation's head, so that a cut tail can't be hidden by setting the head back."""
    parts = (organisation_id.bytes, segment.encode(), str(number).encode(), mac, oldest.encode(), opening)
    return hmac.digest(key, _HEAD + _joined(parts), "sha256")


def _joined(parts: tuple[bytes, ...]) -> bytes:
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)
