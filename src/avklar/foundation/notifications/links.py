"""The link that switches off one kind of news for one person: signed, so that nothing of it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from avklar.foundation import clock
from avklar.foundation.access.errors import NotFound
from avklar.foundation.notifications.duty import News

ALL = "all"
"""Stands in the link of the day's gathered mail: all news by mail."""

LASTS = timedelta(days=400)
_signer = signing.Signer(salt="avklar.notifications.unsubscribe")


@dataclass(frozen=True)
class Wanted:
    """Whose mail the link switches off, and which: a kind of news, or `ALL`."""

    user_id: UUID
    kind: str


def link(user_id: UUID, kind: str) -> str:
    """The whole address for one person and one kind."""
    token = _signer.sign_object([user_id.hex, kind, clock.today().toordinal()])
    return settings.AVKLAR_ADDRESS.rstrip("/") + reverse("notifications:unsubscribe", args=[token])


def read(token: str) -> Wanted:
    """What a link asks for; NotFound for one that we didn't make, and for one that is too old: they look alike."""
    try:
        user, kind, day = _signer.unsign_object(token)
        made = date.fromordinal(day)
        wanted = Wanted(UUID(user), kind)
    except (signing.BadSignature, ValueError, TypeError, OverflowError, AttributeError):
        raise NotFound from None
    if clock.today() - made > LASTS or kind not in {ALL, *News.values}:
        raise NotFound
    return wanted
