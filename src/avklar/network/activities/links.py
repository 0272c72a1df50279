"""The private address of the district's calendar: 256 random bits, of which only a digest is stored."""

from __future__ import annotations

import hashlib
import secrets

from django.conf import settings
from django.urls import reverse


def new_token() -> str:
    """What stands in an address; nobody can guess it."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> bytes:
    """What is stored instead: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def address(token: str) -> str:
    """The whole address, as one pastes it into a calendar program."""
    return settings.AVKLAR_ADDRESS.rstrip("/") + reverse("activities:feed", args=[token])
