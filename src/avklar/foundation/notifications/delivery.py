"""Delivers the outbox over SMTP, with patience. Each mail is claimed first, so that two workers don't send it twice."""

from __future__ import annotations

import smtplib
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import QuerySet

from avklar.foundation import clock
from avklar.foundation.notifications import digest, returned
from avklar.foundation.notifications.letters import NotNow, letter
from avklar.foundation.notifications.models import Outbox

CLAIM = timedelta(minutes=5)
"""A worker that died while sending: after this the mail is anybody's again, under the same Message-ID."""

PATIENCE = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440, 1440))
"""How long to wait after the first, second, … failure; after the last one the mail is given up."""


def deliver_due(limit: int = 200) -> int:
    """Gather the day's news where it is due, and send what is due now, oldest first; returns how many were sent."""
    digest.gather()
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
    rows = Outbox.objects.filter(pk__in=[mail.pk, *_said_too(mail)], sent_at=None)
    try:
        message = letter(mail)
    except NotNow as fate:
        Outbox.objects.filter(pk=mail.pk).update(last_error=fate.code, next_try_at=None, digest_at=fate.until)
        return False
    try:
        server.send_messages([message])
    except (OSError, smtplib.SMTPException) as problem:
        _failed(mail, rows, problem, message.to[0])
        return False
    address = returned.digest_of(message.to[0])
    rows.update(sent_at=clock.now(), next_try_at=None, last_error="", sealed=b"", address=address)
    return True


def _said_too(mail: Outbox) -> list[UUID]:
    """One mail says it for everything of its kind that waits for the same person now; what comes later gets its own."""
    if mail.user_id is None or mail.kind == Outbox.DIGEST:
        return []
    rows = Outbox.objects.filter(user_id=mail.user_id, kind=mail.kind, next_try_at__isnull=False)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _failed(mail: Outbox, rows: QuerySet[Outbox], problem: Exception, address: str) -> None:
    """Try again later, or give up and wipe the text; an address refused for good is counted, once for all the rows."""
    code, again = _code(problem), _next(problem, mail.tries)
    if again is not None:
        rows.update(last_error=code, next_try_at=again)
        return
    with transaction.atomic():
        rows.update(last_error=code, next_try_at=None, failed_at=clock.now(), sealed=b"")
        if _refused(problem):
            returned.count(returned.digest_of(address), mail.user_id or returned.owner(address))


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


def _refused(problem: Exception) -> bool:
    """Whether the server says that it will never take mail to this address."""
    return isinstance(problem, smtplib.SMTPRecipientsRefused) and _refusal(problem) >= 500


def _next(problem: Exception, earlier_tries: int) -> datetime | None:
    """When to try again; None gives up: the address doesn't exist, or patience is at its end."""
    if _refused(problem) or earlier_tries >= len(PATIENCE):
        return None
    return clock.now() + PATIENCE[earlier_tries]
