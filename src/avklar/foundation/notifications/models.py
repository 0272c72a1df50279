"""Notes to persons, and the outbox of mail. Neither says anything about anybody worried about."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.retention.declarations import PUBLIC_TASK, Privacy, Step, each, removed

NOTE_DAYS = 90
MAIL_DAYS = 14


def _note_leaves() -> datetime:
    return clock.now() + timedelta(days=NOTE_DAYS)


def _mail_leaves() -> datetime:
    return clock.now() + timedelta(days=MAIL_DAYS)


class Note(models.Model):
    """One note to one person: a code and where to look. It belongs to the person, so it has no organisation."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    user_id = models.UUIDField()
    code = models.CharField(max_length=40)
    url = models.CharField(max_length=200)
    created = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)
    remove_at = models.DateTimeField(default=_note_leaves, db_index=True)

    privacy = Privacy(
        purpose=_("Si fra til en ansatt om at noe nytt venter, uten å si hva det handler om"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=_("Den ansatte selv"),
        retention=removed(_("Fjernes etter 90 dager"), due="remove_at", kind="note"),
        access_request=_("Når den ansatte fikk varsel, og når det ble lest"),
        fields=each(nobody="id code url created read_at remove_at", employee="user_id"),
    )

    class Meta:
        indexes = [
            models.Index(fields=["user_id", "-created"], name="note_unread", condition=Q(read_at__isnull=True)),
        ]


class Outbox(models.Model):
    """One mail that waits. With a user: that something is new, nothing else. Without: a mail with its address,
    subject and text encrypted in `sealed`, and wiped when it has left."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    user_id = models.UUIDField(null=True)
    sealed = models.BinaryField(default=b"")
    created = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, default=clock.now)
    last_error = models.CharField(max_length=20, blank=True)
    remove_at = models.DateTimeField(default=_mail_leaves, db_index=True)

    privacy = Privacy(
        purpose=_("Sende e-post til ansatte: at noe venter, og lenker for å logge inn"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=_("Ingen leser den; maskinen sender den"),
        retention=removed(
            _("Innholdet fjernes når e-posten er sendt, raden etter 14 dager"), due="remove_at", kind="mail"
        ),
        access_request=_("Ingenting etter at e-posten er sendt"),
        fields=each(
            nobody="id created sent_at tries next_try_at last_error remove_at",
            employee="user_id",
            secret="sealed",  # noqa: S106
        ),
    )

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at"], name="outbox_due", condition=Q(next_try_at__isnull=False)),
            models.Index(fields=["user_id"], name="outbox_of_user", condition=Q(next_try_at__isnull=False)),
        ]
