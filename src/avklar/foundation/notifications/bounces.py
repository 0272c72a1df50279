"""Mail that came back after it had left: reads delivery status notifications (RFC 3464) and marks the outbox.

Whoever knows the mailbox can send anything to it, so a message is believed only where it names a mail of ours: by its
Message-ID, which nobody can guess, or by an address to which we sent one before. All it can do is to stop news.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from re import ASCII, IGNORECASE, compile
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from avklar.foundation.notifications import returned
from avklar.foundation.notifications.models import Outbox

LARGEST = 2_000_000
"""Bytes: a longer message isn't read."""
MOST_RECIPIENTS = 20
"""A mail of ours has one receiver; a longer list is none of ours."""
SLACK = timedelta(hours=1)
"""How far the clock of the other mail server may be behind ours."""
_OURS = compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@([^<>@\s]+)>", ASCII | IGNORECASE)
_FOR_GOOD = compile(r"5\.\d{1,3}\.\d{1,3}", ASCII)
_HEADERS = ("Original-Message-ID", "X-Original-Message-ID", "In-Reply-To", "References")


@dataclass(frozen=True)
class Failure:
    """One receiver that a message says can't be reached for good."""

    mail_id: UUID | None
    recipient: str
    status: str
    told_at: datetime | None


@dataclass
class Tally:
    """What came of a heap of messages: mails marked now, messages of nothing to mark, messages that can't be read."""

    marked: int = 0
    passed: int = 0
    unreadable: int = 0


def take(messages: Iterable[bytes]) -> Tally:
    """Mark the outbox for each message that tells of a mail of ours. Read again, it changes nothing."""
    tally = Tally()
    for raw in messages:
        try:
            found = failures(raw)
        except Exception:  # whatever a hostile message does to the library: this one is left out, and counted
            tally.unreadable += 1
            continue
        marked = sum(_mark(failure) for failure in found)
        tally.marked += marked
        tally.passed += not marked
    return tally


def failures(raw: bytes) -> list[Failure]:
    """The receivers that a message says can't be reached for good; none for any other message. ValueError: too long."""
    if len(raw) > LARGEST:
        raise ValueError("too long")
    message = message_from_bytes(raw)
    reports = [part for part in message.walk() if part.get_content_type() == "message/delivery-status"]
    if not reports:
        return []
    mail_id, told_at = _mail_id(message), _date(message)
    blocks = [block for report in reports for block in _blocks(report)][: MOST_RECIPIENTS + 1]
    return [
        Failure(mail_id, _recipient(block), f"dsn-{_text(block, 'Status').split()[0]}", told_at)
        for block in blocks
        if _text(block, "Action").lower() == "failed" and _FOR_GOOD.match(_text(block, "Status"))
    ][:MOST_RECIPIENTS]


def _mark(failure: Failure) -> bool:
    row = _row(failure)
    if row is None:
        return False
    return returned.came_back(row, address=bytes(row.address), code=failure.status[:20], recipient=failure.recipient)


def _row(failure: Failure) -> Outbox | None:
    """The mail that came back: by its id, or the last one sent to the address before the message was written."""
    sent = Outbox.objects.filter(sent_at__isnull=False).exclude(address=b"")
    if failure.mail_id is not None:
        return sent.filter(pk=failure.mail_id).first()
    if not failure.recipient or failure.told_at is None:
        return None
    there = sent.filter(address=returned.digest_of(failure.recipient), sent_at__lte=failure.told_at + SLACK)
    return there.order_by("-sent_at", "-pk").first()


def _blocks(report: Message) -> Iterator[Any]:
    """The library reads a delivery status as one small message for each block of lines; the first is of the mail."""
    payload = report.get_payload()
    return iter(payload if isinstance(payload, list) else [])


def _mail_id(message: Message) -> UUID | None:
    """The id of a mail of ours: of the mail that is sent back with the message, or named in the message's headers."""
    host = urlsplit(settings.AVKLAR_ADDRESS).hostname
    for part in message.walk():
        names = _HEADERS if part is message else ("Message-ID", *_HEADERS)
        said = " ".join(_text(part, name) for name in names)
        if part.get_content_type() == "text/rfc822-headers":
            content = part.get_payload(decode=True)
            said += _text(message_from_bytes(content if isinstance(content, bytes) else b""), "Message-ID")
        for found in _OURS.finditer(said):
            if found[2].lower() == host:
                return UUID(found[1])
    return None


def _recipient(block: Message) -> str:
    """The receiver as it was first written, without the kind in front («rfc822; kari@kommune.no»)."""
    said = _text(block, "Original-Recipient") or _text(block, "Final-Recipient")
    return said.rpartition(";")[2].strip().strip("<>")[:254]


def _date(message: Message) -> datetime | None:
    try:
        moment = parsedate_to_datetime(_text(message, "Date"))
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _text(message: Message, name: str) -> str:
    return str(message.get(name, "")).strip()
