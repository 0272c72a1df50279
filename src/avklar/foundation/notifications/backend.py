"""Django's mail ends here: every message becomes a row of the outbox, in the transaction of whatever sends it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from avklar.foundation import clock
from avklar.foundation.notifications.models import Outbox
from avklar.foundation.notifications.tasks import deliver
from avklar.foundation.vault import secrets


class OutboxBackend(BaseEmailBackend):
    """Takes plain text mail, which may carry a calendar file; one encrypted row per receiver."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        rows = [_row(message, address) for message in email_messages for address in message.recipients()]
        if rows:
            Outbox.objects.bulk_create(rows)
            deliver.enqueue()
        return len(rows)


def _row(message: EmailMessage, address: str) -> Outbox:
    if getattr(message, "alternatives", None):
        raise ValueError("mail from Avklar is plain text")
    row = Outbox(id=clock.new_id())
    said = json.dumps(
        {
            "to": address,
            "subject": str(message.subject),
            "body": str(message.body),
            "calendar": [_calendar(attached) for attached in message.attachments],
        }
    )
    row.sealed = secrets.encrypt(said.encode(), purpose="mail", context=f"outbox:{row.pk}")
    return row


def _calendar(attached: object) -> list[str]:
    """(file name, text, type) of a calendar file; anything else has no place in a mail from Avklar."""
    name, content, kind = attached if isinstance(attached, tuple) else ("", b"", "")
    if not str(kind).startswith("text/calendar"):
        raise ValueError("mail from Avklar carries calendar files only")
    return [str(name), content.decode() if isinstance(content, bytes) else str(content), str(kind)]
