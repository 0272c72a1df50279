"""Sealing to somebody else's public key in the age format: only its owner can open what was sealed, we can't either."""

from __future__ import annotations

import pyrage
from django.conf import settings


def recipient() -> str | None:
    """PST's public key from the settings, checked at the start; None when there is none."""
    return settings.AVKLAR_PST_RECIPIENT or None


def is_recipient(text: str) -> bool:
    """Whether a text is a public key of the age format (X25519, «age1…»)."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def seal(public_key: str, plain: bytes) -> bytes:
    """`plain`, opened only by the private key that belongs to `public_key`."""
    sealed: bytes = pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(public_key)])
    return sealed
