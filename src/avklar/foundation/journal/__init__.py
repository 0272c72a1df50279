"""The journal: who did and read what, when and why, as codes (R13). Append-only, chained per organisation, verifiable.

Only this room writes its tables. `write` is called last in the transaction of the change: it takes the chain's lock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from avklar.foundation.journal.actions import read as read
    from avklar.foundation.journal.actions import write as write
    from avklar.foundation.journal.anchors import anchor as anchor
    from avklar.foundation.journal.anchors import heads as heads
    from avklar.foundation.journal.expiry import drop_expired as drop_expired
    from avklar.foundation.journal.verification import verify as verify

_HOMES = {
    "write": "actions",
    "read": "actions",
    "anchor": "anchors",
    "heads": "anchors",
    "verify": "verification",
    "drop_expired": "expiry",
}
__all__ = ["anchor", "drop_expired", "heads", "read", "verify", "write"]


def __getattr__(name: str) -> Any:
    """Found when first used: a package that is an installed app can't import models while Django starts."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"avklar.foundation.journal.{_HOMES[name]}"), name)
