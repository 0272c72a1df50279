"""The links that are mailed to writers, and the cookie that says which writer a browser belongs to."""

from __future__ import annotations

import hashlib
import secrets
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from avklar.public.comments.lengths import COOKIE_FOR

COOKIE = "avklar_kommentar"
PATH = "/kommentarer/"
"""The cookie is sent to this room only: pages with comments on them are the same for everybody, and may be kept."""
_signer = signing.TimestampSigner(salt="avklar.comments.writer")


def new_token() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> bytes:
    """What is stored of a token. It is random already: no slow hash needed."""
    return hashlib.sha256(b"avklar.comments.link:" + token.encode("utf-8", "replace")).digest()


def address(token: str) -> str:
    """The whole address of a link."""
    return settings.AVKLAR_ADDRESS.rstrip("/") + reverse("comments:link", args=[token])


def sealed(writer_id: UUID) -> str:
    """The cookie's value: signed, with its time."""
    return _signer.sign(writer_id.hex)


def writer_of(value: str) -> UUID | None:
    """Whose cookie it is; None for one that we didn't make or that is too old."""
    try:
        return UUID(_signer.unsign(value, max_age=COOKIE_FOR))
    except (signing.BadSignature, ValueError):
        return None
