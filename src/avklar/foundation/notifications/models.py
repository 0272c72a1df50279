"""Notes to persons, and the outbox of mail. Neither says anything about anybody worried about."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.notifications.duty import DUTY, Pace
from avklar.foundation.retention.declarations import PUBLIC_TASK, Privacy, Step, each, kept, removed

NOTE_DAYS = 90
MAIL_DAYS = 14
RETURN_DAYS = 182


def _note_leaves() -> datetime:
    return clock.now() + timedelta(days=NOTE_DAYS)


def _mail_leaves() -> datetime:
    return clock.now() + timedelta(days=MAIL_DAYS)


def return_leaves() -> datetime:
    """When an address that came back now is tried anew, if its owner says nothing."""
    return clock.now() + timedelta(days=RETURN_DAYS)


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
    subject and text encrypted in `sealed`, and wiped when it has left.

    `kind` is empty for duty, a kind of news (`duty.News`), or `DIGEST`: the mail that carries the news of one day. News
    that waits for it has `digest_at`, and `digest_id` once it was taken along, which happens once. `address` is a keyed
    hash of where the mail went, and `failed_at` says when it was given up or came back.
    """

    DIGEST = "digest"

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    user_id = models.UUIDField(null=True)
    note_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=20, blank=True, default=DUTY)
    sealed = models.BinaryField(default=b"")
    created = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, default=clock.now)
    last_error = models.CharField(max_length=20, blank=True)
    digest_at = models.DateTimeField(null=True)
    digest_id = models.UUIDField(null=True)
    address = models.BinaryField(max_length=32, default=b"")
    failed_at = models.DateTimeField(null=True)
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
            nobody="id note_id kind created sent_at tries next_try_at last_error digest_at digest_id failed_at "
            "remove_at",
            employee="user_id",
            secret="sealed address",  # noqa: S106
        ),
    )

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at"], name="outbox_due", condition=Q(next_try_at__isnull=False)),
            models.Index(fields=["user_id"], name="outbox_of_user", condition=Q(next_try_at__isnull=False)),
            models.Index(fields=["digest_at"], name="outbox_for_digest", condition=Q(digest_at__isnull=False)),
        ]


class Preference(models.Model):
    """How somebody wants news by mail: at once, once a day or not at all, and which kinds not. No row: all at once."""

    user_id = models.UUIDField(primary_key=True)
    pace = models.CharField(max_length=10, choices=Pace, default=Pace.AT_ONCE)
    off = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    privacy = Privacy(
        purpose=_("Sende nyheter på e-post slik den ansatte selv har valgt"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=_("Den ansatte selv; maskinen som sender e-post"),
        retention=kept(_("Beholdes så lenge personen har en konto")),
        access_request=_("Hva den ansatte har valgt"),
        fields=each(nobody="pace off version", employee="user_id"),
    )


class ReturnedAddress(models.Model):
    """An address from which mail came back for good: a keyed hash and a count. Its owner can take the row away."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    digest = models.BinaryField(max_length=32, unique=True)
    user_id = models.UUIDField(null=True, db_index=True)
    failures = models.PositiveIntegerField(default=1)
    last_at = models.DateTimeField(default=clock.now)
    told_at = models.DateTimeField(null=True)
    remove_at = models.DateTimeField(default=return_leaves, db_index=True)

    privacy = Privacy(
        purpose=_("Oppdage at e-posten til en ansatt kommer i retur, og slutte å sende nyheter dit"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=_("Den ansatte selv, og administratorene i virksomheten"),
        retention=removed(
            _("Fjernes når den ansatte bekrefter adressen, og ellers et halvt år etter siste retur"),
            due="remove_at",
            kind="returned_address",
        ),
        access_request=_("At e-posten kom i retur, og når sist"),
        fields=each(nobody="id failures last_at told_at remove_at", employee="user_id", secret="digest"),  # noqa: S106
    )
