"""Delivers the outbox over SMTP, with patience. Each mail is claimed first, so that two workers don't send it twice."""

from __future__ import annotations

import json
import smtplib
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from avklar.foundation import clock
from avklar.foundation.notifications.mail import something_new
from avklar.foundation.notifications.models import Outbox
from avklar.foundation.vault import secrets

CLAIM = timedelta(minutes=5)
"""A worker that died while sending: after this the mail is anybody's again, under the same Message-ID."""

PATIENCE = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440, 1440))
"""How long to wait after the first, second, … failure; after the last one the mail is given up."""


def deliver_due(limit: int = 200) -> int:
    """Send what is due now, oldest first; returns how many were sent."""
    due = Outbox.objects.filter(next_try_at__lte=clock.now()).order_by("next_try_at", "pk")
    ids = list(due.values_list("pk", flat=True)[:limit])
    if not ids:
        return 0
    server = get_connection(settings.AVKLAR_DELIVERY_BACKEND)
    return sum(_deliver(mail, server) for mail in map(_claimed, ids) if mail is not None)


def _claimed(mail_id: UUID) -> Outbox | None:
    mail = Outbox.objects.filter(pk=mail_id, next_try_at__lte=clock.now()).first()
    if mail is None:
        return None
    claim = clock.now() + CLAIM
    mine = Outbox.objects.filter(pk=mail_id, next_try_at=mail.next_try_at).update(
        next_try_at=claim, tries=mail.tries + 1
    )
    return mail if mine else None


def _deliver(mail: Outbox, server: BaseEmailBackend) -> bool:
    rows = Outbox.objects.filter(pk=mail.pk)
    message = _message(mail)
    if message is None:
        rows.update(last_error="no-user", next_try_at=None)
        return False
    try:
        server.send_messages([message])
    except (OSError, smtplib.SMTPException) as problem:
        rows.update(last_error=_code(problem), next_try_at=_next(problem, mail.tries))
        return False
    if mail.user_id is not None:  # one mail says it for everything that waits for the same person
        rows = rows | Outbox.objects.filter(user_id=mail.user_id, next_try_at__isnull=False)
    rows.update(sent_at=clock.now(), next_try_at=None, last_error="", sealed=b"")
    return True


def _message(mail: Outbox) -> EmailMessage | None:
    """The mail to send; None when its user is gone or shut out."""
    message = _sealed(mail) if mail.user_id is None else _to_user(mail.user_id)
    if message is not None:
        host = urlsplit(settings.AVKLAR_ADDRESS).hostname
        message.extra_headers = {"Message-ID": f"<{mail.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    return message


def _to_user(user_id: UUID) -> EmailMessage | None:
    users = get_user_model()._default_manager.filter(pk=user_id, is_active=True)
    found = users.values_list("email", "language").first()
    return something_new(*found) if found else None


def _sealed(mail: Outbox) -> EmailMessage:
    said = json.loads(secrets.decrypt(bytes(mail.sealed), purpose="mail", context=f"outbox:{mail.pk}"))
    message = EmailMessage(said["subject"], said["body"], to=[said["to"]])
    for name, text, kind in said.get("calendar", []):
        message.attach(name, text, kind)
    return message


def _code(problem: Exception) -> str:
    """A short code: an error's text may hold the address."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return f"smtp-{_refusal(problem)}"
    if isinstance(problem, smtplib.SMTPResponseException):
        return f"smtp-{problem.smtp_code}"
    if isinstance(problem, TimeoutError):
        return "timeout"
    return "unreachable"


def _refusal(problem: smtplib.SMTPRecipientsRefused) -> int:
    return max((int(code) for code, _text in problem.recipients.values()), default=0)


def _next(problem: Exception, earlier_tries: int) -> datetime | None:
    """When to try again; None gives up: the address doesn't exist, or patience is at its end."""
    for_ever = isinstance(problem, smtplib.SMTPRecipientsRefused) and _refusal(problem) >= 500
    if for_ever or earlier_tries >= len(PATIENCE):
        return None
    return clock.now() + PATIENCE[earlier_tries]
