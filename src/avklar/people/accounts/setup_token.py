"""The one-time token that opens the first set-up. Printed by `avklar serve`; only its digest is kept."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets

from django.conf import settings

FILE_NAME = "setup-token"


def ensure() -> str:
    """A new token, to be printed once; an earlier one stops working. Call it only while nothing is installed."""
    token = secrets.token_urlsafe(18)
    path = settings.DATA / FILE_NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(_digest(token))
    return token


def check(token: str) -> bool:
    """True when `token` is the one that was printed last."""
    path = settings.DATA / FILE_NAME
    return path.exists() and hmac.compare_digest(path.read_text(), _digest(token.strip()))


def burn() -> None:
    """The set-up is done: the token is gone."""
    (settings.DATA / FILE_NAME).unlink(missing_ok=True)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
