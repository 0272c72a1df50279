"""Settings, discussions, writers, comments and what is said of them (step 0): nothing about anybody worried about."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.retention.declarations import PUBLIC_TASK, Privacy, Step, each, kept, removed, with_parent
from avklar.public.comments.lengths import (
    LONGEST_COMMENT,
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_TITLE,
    LONGEST_URL,
    REPORT_FOR,
    UNCONFIRMED_FOR,
)
from avklar.public.comments.states import Ground, Mode, Night, State, Verb, Verdict

EVERYBODY = _("Alle")
MODERATORS = _("Redaktører og moderatorer i distriktet")


def _unconfirmed_leaves() -> datetime:
    return clock.now() + UNCONFIRMED_FOR


def _report_leaves() -> datetime:
    return clock.now() + REPORT_FOR


def _organisation() -> models.ForeignKey[object, object]:
    return models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")


class Settings(models.Model):
    """What holds for all discussions; every change is a row of its own, so that old versions of the rules stay."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = _organisation()
    version = models.PositiveIntegerField()
    hours = models.JSONField()
    night = models.CharField(max_length=5, choices=Night)
    closes_after = models.PositiveSmallIntegerField(null=True)
    most_links = models.PositiveSmallIntegerField()
    most_alike = models.PositiveSmallIntegerField()
    most_an_hour = models.PositiveSmallIntegerField()
    rules = models.JSONField(default=dict)
    written_by = models.UUIDField()
    written_at = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("Åpningstider, regler og grenser for kommentarer, med tidligere utgaver"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=EVERYBODY,
        retention=kept(_("Beholdes, så en avgjørelse kan leses sammen med reglene som gjaldt")),
        access_request=_("At en ansatt har endret innstillingene"),
        fields=each(
            nobody="id version hours night closes_after most_links most_alike most_an_hour rules written_at",
            employee="written_by",
            link="organisation",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "version"], name="comment_settings_once"),
            models.CheckConstraint(condition=Q(night__in=Night.values), name="comment_settings_night"),
        ]


class Discussion(models.Model):
    """A place for comments below something; it knows only what that is called and where it stands.

    `version` grows whenever what the public sees of it changes.
    """

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = _organisation()
    title = models.CharField(max_length=LONGEST_TITLE)
    url = models.CharField(max_length=LONGEST_URL)
    mode = models.CharField(max_length=5, choices=Mode, default=Mode.OPEN)
    closes_after = models.PositiveSmallIntegerField(null=True)
    hours = models.JSONField(null=True)
    opened_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)

    privacy = Privacy(
        purpose=_("Kommentarfeltet under en nyhet: tittel, adresse og når det er åpent"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=EVERYBODY,
        retention=kept(_("Beholdes så lenge nyheten er publisert")),
        access_request=_("Ingenting: holder ingen personopplysninger"),
        fields=each(nobody="id title url mode closes_after hours opened_at version", link="organisation"),
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(mode__in=Mode.values), name="discussion_mode")]
        indexes = [models.Index(fields=["organisation", "-opened_at"], name="discussion_newest")]


class Writer(models.Model):
    """Somebody who has written. The e-mail is sealed; a keyed hash of it finds the row again.

    `known_at`: since when comments need not be read first; empty for whoever is new, or was taken down last.
    """

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = _organisation()
    digest = models.BinaryField(max_length=32)
    sealed = models.BinaryField()
    language = models.CharField(max_length=2, default="nb")
    confirmed_at = models.DateTimeField(null=True)
    known_at = models.DateTimeField(null=True)
    created = models.DateTimeField(default=clock.now)
    remove_at = models.DateTimeField(default=_unconfirmed_leaves, db_index=True)

    privacy = Privacy(
        purpose=_("Kjenne igjen den som skriver kommentarer, og si fra hvis en kommentar fjernes"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=_("Ingen leser e-postadressen; maskinen sender e-post til den"),
        retention=removed(
            _("Fjernes ett år etter siste kommentar, og etter 7 dager hvis adressen ikke bekreftes"),
            due="remove_at",
            kind="comment_writer",
        ),
        access_request=_("E-postadressen, og når den ble bekreftet"),
        fields=each(
            nobody="id language confirmed_at known_at created remove_at",
            secret="digest sealed",  # noqa: S106
            link="organisation",
        ),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "digest"], name="comment_writer_once")]


class Comment(models.Model):
    """One comment, or an answer to one (`parent`, one level).

    `once` is a keyed hash of writer, place and text: a second click, or the same words again, finds the first row.
    `held`: codes of `Held` with spaces between. `rule` counts from 1 in the rules of `rules_version`.
    """

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    discussion = models.ForeignKey(Discussion, models.PROTECT, related_name="comments")
    parent = models.ForeignKey("self", models.PROTECT, related_name="answers", null=True)
    writer = models.ForeignKey(Writer, models.SET_NULL, related_name="comments", null=True)
    staff_id = models.UUIDField(null=True)
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    text = models.TextField(max_length=LONGEST_COMMENT, blank=True)
    once = models.BinaryField(max_length=32, null=True)
    alike = models.BinaryField(max_length=32, null=True)
    state = models.CharField(max_length=12, choices=State, default=State.UNCONFIRMED)
    held = models.CharField(max_length=40, blank=True)
    rule = models.PositiveSmallIntegerField(default=0)
    rules_version = models.PositiveIntegerField(default=0)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(default=clock.now)
    remove_at = models.DateTimeField(null=True, default=_unconfirmed_leaves, db_index=True)

    privacy = Privacy(
        purpose=_("Kommentarer under nyheter, og det som ikke ble publisert eller er fjernet"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=_("Alle når den er publisert; ellers redaktører og moderatorer i distriktet, og den som skrev"),
        retention=removed(
            _("Ubekreftede fjernes etter 7 dager. Teksten i en fjernet eller avvist kommentar fjernes etter 90 dager"),
            due="remove_at",
            kind="comment",
            disposer="avklar.public.comments.disposal.dispose",
        ),
        access_request=_("Kommentarene en person har skrevet, og hva som ble bestemt om dem"),
        fields=each(
            nobody="id state held rule rules_version decided_at edited_at version created remove_at",
            open="name text",
            secret="once alike",  # noqa: S106
            employee="staff_id decided_by",
            link="discussion parent writer",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["discussion", "once"], name="comment_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="comment_state"),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("id")), name="comment_not_itself"),
            models.CheckConstraint(
                condition=~Q(state__in=(State.REMOVED, State.REJECTED)) | Q(rule__gte=1, decided_by__isnull=False),
                name="comment_taken_down_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["discussion", "created"], name="comment_in_order"),
            models.Index(fields=["created"], name="comment_waiting", condition=Q(state=State.WAITING)),
            models.Index(fields=["alike"], name="comment_alike"),
        ]


class MailLink(models.Model):
    """A link that was mailed to a writer; only a digest of it lies here. It works once."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    writer = models.ForeignKey(Writer, models.CASCADE, related_name="links")
    comment = models.ForeignKey(Comment, models.CASCADE, related_name="links", null=True)
    digest = models.BinaryField(max_length=32, unique=True)
    used_at = models.DateTimeField(null=True)
    remove_at = models.DateTimeField(db_index=True)

    privacy = Privacy(
        purpose=_("Bekrefte e-postadressen til den som skriver, og la personen endre og slette egne kommentarer"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=_("Ingen: brukes når lenken åpnes"),
        retention=removed(_("Fjernes når lenken er for gammel"), due="remove_at", kind="comment_link"),
        access_request=_("Ingenting: bare et avtrykk lagres"),
        fields=each(nobody="id used_at remove_at", secret="digest", link="writer comment"),  # noqa: S106
    )


class Report(models.Model):
    """What a reader said of a comment. Nothing is kept of who that was."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    comment = models.ForeignKey(Comment, models.CASCADE, related_name="reports")
    ground = models.CharField(max_length=10, choices=Ground)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    at = models.DateTimeField(default=clock.now)
    closed_by = models.UUIDField(null=True)
    remove_at = models.DateTimeField(default=_report_leaves, db_index=True)

    privacy = Privacy(
        purpose=_("Meldinger fra lesere om kommentarer"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=MODERATORS,
        retention=removed(_("Fjernes etter 90 dager"), due="remove_at", kind="comment_report"),
        access_request=_("Ingenting om den som meldte; meldingen hører til kommentaren"),
        fields=each(nobody="id ground at remove_at", open="note", employee="closed_by", link="comment"),
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ground__in=Ground.values), name="comment_report_ground")]
        indexes = [models.Index(fields=["comment"], name="comment_report_open", condition=Q(closed_by=None))]


class Complaint(models.Model):
    """A writer's complaint. Whoever took the comment down can't decide it: the database says so too (R16)."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    comment = models.ForeignKey(Comment, models.CASCADE, related_name="complaints")
    text = models.CharField(max_length=LONGEST_NOTE, blank=True)
    against = models.UUIDField()
    at = models.DateTimeField(default=clock.now)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=8, choices=Verdict, blank=True)

    privacy = Privacy(
        purpose=_("Klager over fjernede kommentarer, avgjort av en annen enn den som fjernet dem"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=MODERATORS,
        retention=with_parent(_("Teksten fjernes med kommentarens tekst, raden med kommentaren")),
        access_request=_("Klagen og svaret"),
        fields=each(nobody="id at decided_at verdict", open="text", employee="against decided_by", link="comment"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["comment"], condition=Q(decided_by=None), name="comment_complaint_one_open"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("against")), name="comment_complaint_by_another"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, verdict="") | Q(decided_by__isnull=False, verdict__in=Verdict.values),
                name="comment_complaint_verdict",
            ),
        ]


class Entry(models.Model):
    """A line of a comment's log: added, never changed or removed (triggers). Codes only; the comment by its id."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    comment_id = models.UUIDField(db_index=True)
    verb = models.CharField(max_length=10, choices=Verb)
    user_id = models.UUIDField(null=True)
    rule = models.PositiveSmallIntegerField(default=0)
    rules_version = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("Loggen over hva som er gjort med hver kommentar, av hvem og etter hvilken regel"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=MODERATORS,
        retention=kept(_("Beholdes: holder bare koder, og hvem på jobb som bestemte")),
        access_request=_("Hva som ble gjort med en kommentar"),
        fields=each(nobody="id comment_id verb rule rules_version at", employee="user_id"),
    )
