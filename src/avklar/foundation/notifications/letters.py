"""From a row of the outbox to the mail that is sent, or the reason why none is."""

from __future__ import annotations

import json
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage

from avklar.foundation import clock
from avklar.foundation.notifications import digest, mail, returned
from avklar.foundation.notifications.duty import Pace
from avklar.foundation.notifications.links import ALL, link
from avklar.foundation.notifications.models import Outbox, Preference
from avklar.foundation.vault import secrets


class NotNow(Exception):
    """The mail isn't sent by itself: for ever with a code, or because the gathered mail at `until` takes it along."""

    def __init__(self, code: str, until: datetime | None = None) -> None:
        super().__init__(code)
        self.code, self.until = code, until


def letter(row: Outbox) -> EmailMessage:
    """The mail to send now; raises NotNow."""
    message = _sealed(row) if row.user_id is None else _to_user(row, row.user_id)
    host = urlsplit(settings.AVKLAR_ADDRESS).hostname
    message.extra_headers |= {"Message-ID": f"<{row.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    return message


def _sealed(row: Outbox) -> EmailMessage:
    said = json.loads(secrets.decrypt(bytes(row.sealed), purpose="mail", context=f"outbox:{row.pk}"))
    message = EmailMessage(said["subject"], said["body"], to=[said["to"]])
    for name, text, kind in said.get("calendar", []):
        message.attach(name, text, kind)
    return message


def _to_user(row: Outbox, user_id: UUID) -> EmailMessage:
    users = get_user_model()._default_manager.filter(pk=user_id, is_active=True)
    found = users.values_list("email", "language").first()
    if found is None:
        raise NotNow("no-user")
    address, language = found
    if not row.kind:
        return mail.something_new(address, language)
    return _news(row, user_id, address, language)


def _news(row: Outbox, user_id: UUID, address: str, language: str) -> EmailMessage:
    """One kind of news, or the gathered mail, as its receiver has chosen at this moment."""
    wish = Preference.objects.filter(pk=user_id).first() or Preference()
    if returned.is_shut(address):
        raise NotNow("returned")
    if wish.pace == Pace.NEVER or row.kind in wish.off:
        raise NotNow("switched-off")
    if row.kind == Outbox.DIGEST:
        counts = digest.carried(row, set(wish.off))
        if not counts:
            raise NotNow("all-read")
        return mail.gathered(address, language, counts, link(user_id, ALL))
    if wish.pace == Pace.DAILY:
        raise NotNow("", until=clock.next_working_morning(clock.now(), digest.HOUR))
    return mail.news(address, language, row.kind, link(user_id, row.kind))
