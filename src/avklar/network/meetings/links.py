"""The link in an invitation: signed, so that nothing of it is stored; it works until the meeting is over."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from avklar.foundation.access.errors import NotFound

_SALT = "avklar.meetings.invitation"


def link(invited_id: UUID) -> str:
    """The whole address that answers for one invited person."""
    token = signing.dumps(invited_id.hex, salt=_SALT)
    return settings.AVKLAR_ADDRESS.rstrip("/") + reverse("meetings:answer", args=[token])


def invited_by(token: str) -> UUID:
    """Whose link it is; NotFound for one that we didn't make."""
    try:
        return UUID(signing.loads(token, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError):
        raise NotFound from None
