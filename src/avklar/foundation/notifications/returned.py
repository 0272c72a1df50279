"""Addresses from which mail comes back: known by a keyed hash only, counted, shut for news after the second time."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F

from avklar.foundation import clock
from avklar.foundation.notifications.models import Outbox, ReturnedAddress, return_leaves
from avklar.foundation.vault import secrets

SHUT_AFTER = 2
"""So many mails that came back for good: no more news goes there. What is duty is still tried."""


def digest_of(address: str) -> bytes:
    """The keyed hash of an address; big and small letters are the same."""
    return _digest(secrets.derive(None, "mail-address"), address)


def _digest(key: bytes, address: str) -> bytes:
    return hmac.new(key, address.strip().lower().encode("utf-8", "replace"), hashlib.sha256).digest()


def is_shut(address: str) -> bool:
    """Whether news is no longer mailed there. One query."""
    return ReturnedAddress.objects.filter(digest=digest_of(address), failures__gte=SHUT_AFTER).exists()


def came_back(mail: Outbox, *, address: bytes, code: str, recipient: str = "") -> bool:
    """A mail that had left came back for good: write it on its row and count it, once however often it is told."""
    with transaction.atomic():
        rows = Outbox.objects.filter(pk=mail.pk, failed_at=None)
        if not rows.update(failed_at=clock.now(), last_error=code, next_try_at=None):
            return False
        known = digest_of(recipient) == address
        count(address, mail.user_id or (owner(recipient) if known else None))
    return True


def count(digest: bytes, user_id: UUID | None) -> None:
    """One more failure of an address."""
    row, new = ReturnedAddress.objects.get_or_create(digest=digest, defaults={"user_id": user_id})
    if not new:
        again = ReturnedAddress.objects.filter(pk=row.pk)
        again.update(failures=F("failures") + 1, last_at=clock.now(), remove_at=return_leaves())


def untold() -> list[UUID]:
    """Whose mail comes back without anybody having been told."""
    rows = ReturnedAddress.objects.filter(failures__gte=SHUT_AFTER, told_at=None, user_id__isnull=False)
    users = rows.order_by("user_id").values_list("user_id", flat=True).distinct()
    return [user_id for user_id in users if user_id is not None]


def claim(user_id: UUID) -> bool:
    """True for the one who is to tell; to be called in the transaction that tells."""
    rows = ReturnedAddress.objects.filter(user_id=user_id, failures__gte=SHUT_AFTER, told_at=None)
    return bool(rows.update(told_at=clock.now()))


def among(addresses: Iterable[str]) -> set[str]:
    """Those of the addresses that are shut for news. One query where none is, which is nearly always."""
    rows = ReturnedAddress.objects.filter(failures__gte=SHUT_AFTER).values_list("digest", flat=True)
    shut = {bytes(digest) for digest in rows}
    key = secrets.derive(None, "mail-address") if shut else b""
    return {address for address in addresses if shut and _digest(key, address) in shut}


def owner(address: str) -> UUID | None:
    """The user with the address, or None."""
    users = get_user_model()._default_manager.filter(email=address.strip().lower())
    return users.values_list("pk", flat=True).first()
