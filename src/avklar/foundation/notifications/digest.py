"""The day's gathered mail: news that waits for it is taken along once, in the transaction that makes the mail."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.db import transaction

from avklar.foundation import clock
from avklar.foundation.notifications.models import Note, Outbox

HOUR = 7


def gather() -> int:
    """Put a mail for everybody whose news is due into the outbox; how many. Two workers gather nothing twice."""
    due = Outbox.objects.filter(digest_at__lte=clock.now(), digest_id=None)
    users = due.order_by("user_id").values_list("user_id", flat=True).distinct()
    return sum(_gather(user_id) for user_id in list(users) if user_id is not None)


def _gather(user_id: UUID) -> bool:
    mail = Outbox(user_id=user_id, kind=Outbox.DIGEST)
    with transaction.atomic():
        due = Outbox.objects.filter(user_id=user_id, digest_at__lte=clock.now(), digest_id=None)
        taken = due.update(digest_id=mail.pk)
        if taken:
            mail.save(force_insert=True)
    return bool(taken)


def carried(mail: Outbox, off: set[str]) -> Counter[str]:
    """How many of each kind the mail tells of: what was read meanwhile or switched off is left out."""
    rows = list(Outbox.objects.filter(digest_id=mail.pk).exclude(kind__in=off).values_list("kind", "note_id"))
    notes = Note.objects.filter(pk__in=[note_id for _kind, note_id in rows], read_at=None)
    unread = set(notes.values_list("pk", flat=True))
    return Counter(kind for kind, note_id in rows if note_id in unread)
