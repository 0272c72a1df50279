"""The key of each organisation's chain, remembered by the process: it never changes, and every write needs it."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from avklar.foundation.vault import keys


@lru_cache(maxsize=4096)
def chain_key(organisation_id: UUID) -> bytes:
    """32 bytes; made by the vault from the organisation's stable secret."""
    return keys.derive(organisation_id, "journal")


def forget() -> None:
    """Drop the remembered keys: for tests, and when a key file was replaced."""
    chain_key.cache_clear()
