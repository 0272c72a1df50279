"""Meetings of the network (step 0): who was invited, who came, what was said. Nothing about anybody worried about."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.retention.declarations import (
    NO_PERSONAL_DATA,
    PUBLIC_TASK,
    Privacy,
    Step,
    each,
    kept,
    with_parent,
)
from avklar.network.meetings.lengths import LONGEST_FOLLOW_UP, LONGEST_MINUTES, LONGEST_NAME, LONGEST_TITLE
from avklar.network.meetings.states import Answer, How, Kind, State

READERS = _("Deltakerne i distriktet; et møte i én kommune leses av kommunen og politiet")


class Meeting(models.Model):
    """One meeting. `municipality` is set where it concerns one of them only; `series_id` ties meetings of a series."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    municipality = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", null=True)
    series_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=LONGEST_TITLE)
    place = models.CharField(max_length=LONGEST_TITLE)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    sequence = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    submission = models.UUIDField()
    arranged_by = models.UUIDField()
    created = models.DateTimeField(default=clock.now)
    minutes_sent_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    privacy = Privacy(
        purpose=_("Møtene i nettverket: når, hvor og om hva"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=READERS,
        retention=kept(_("Beholdes som historikk over samarbeidet")),
        access_request=_("Møter en ansatt har kalt inn til"),
        fields=each(
            nobody="id series_id kind title place starts ends state sequence version submission created "
            "minutes_sent_at reminded_at",
            employee="arranged_by",
            link="organisation municipality",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "submission"], name="meeting_once"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="meeting_ends"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="meeting_kind"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="meeting_state"),
        ]
        indexes = [models.Index(fields=["organisation", "-starts"], name="meeting_when")]


class AgendaItem(models.Model):
    """One point of the agenda. `owner` is a name as it is written: a speaker from outside needs no account."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=LONGEST_TITLE)
    owner = models.CharField(max_length=LONGEST_NAME, blank=True)

    privacy = Privacy(
        purpose=_("Sakslista: hva det snakkes om, hvor lenge, og hvem som innleder"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=READERS,
        retention=with_parent(_("Fjernes sammen med møtet")),
        access_request=_("Navn på innledere slik det står på sakslista"),
        fields=each(nobody="id position minutes title", open="owner", link="meeting"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "position"], name="agenda_position")]


class Invited(models.Model):
    """A person invited for a municipality. One yes counts for the municipality."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invited")
    municipality = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    user_id = models.UUIDField()
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.NONE, blank=True)
    stand_in = models.CharField(max_length=LONGEST_NAME, blank=True)
    answered_at = models.DateTimeField(null=True)
    created = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("Hvem som er kalt inn for kommunen, og hva de svarte"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=READERS,
        retention=with_parent(_("Fjernes sammen med møtet")),
        access_request=_("Innkallinger og svar"),
        fields=each(
            nobody="id answer answered_at created",
            employee="user_id",
            open="stand_in",
            link="meeting municipality",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "municipality", "user_id"], name="invited_once"),
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="invited_answer"),
        ]
        indexes = [models.Index(fields=["user_id", "answer"], name="invited_person")]


class Attendance(models.Model):
    """A municipality was at the meeting."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    municipality = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    how = models.CharField(max_length=8, choices=How)
    at = models.DateTimeField(default=clock.now)
    registered_by = models.UUIDField(null=True)

    privacy = Privacy(
        purpose=_("Hvilke kommuner som møtte"),
        legal_basis=NO_PERSONAL_DATA,
        step=Step.NETWORK,
        readers=READERS,
        retention=with_parent(_("Fjernes sammen med møtet")),
        access_request=_("Oppmøte en ansatt har registrert"),
        fields=each(nobody="id how at", employee="registered_by", link="meeting municipality"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "municipality"], name="attendance_once"),
            models.CheckConstraint(condition=Q(how__in=How.values), name="attendance_how"),
        ]
        indexes = [models.Index(fields=["municipality", "meeting"], name="attendance_of")]


class Minutes(models.Model):
    """One version of the minutes; a newer one is a new row, and the old stay."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="minutes")
    position = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=LONGEST_MINUTES)
    written_by = models.UUIDField()
    written_at = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("Referatet fra møtet, i versjoner"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=READERS,
        retention=with_parent(_("Fjernes sammen med møtet")),
        access_request=_("Referater en ansatt har skrevet"),
        fields=each(nobody="id position text written_at", employee="written_by", link="meeting"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "position"], name="minutes_version")]


class FollowUp(models.Model):
    """What the meeting agreed on: with an owner and a day it is a task, without it is a decision."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="follow_ups")
    text = models.CharField(max_length=LONGEST_FOLLOW_UP)
    owner_id = models.UUIDField(null=True)
    due = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    submission = models.UUIDField()
    created = models.DateTimeField(default=clock.now)
    reminded_at = models.DateTimeField(null=True)

    privacy = Privacy(
        purpose=_("Det møtet ble enig om, hvem som gjør det, og når"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=READERS,
        retention=with_parent(_("Fjernes sammen med møtet")),
        access_request=_("Oppgaver en ansatt har fått"),
        fields=each(nobody="id text due done_at submission created reminded_at", employee="owner_id", link="meeting"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "submission"], name="follow_up_once"),
            models.CheckConstraint(
                condition=Q(owner_id__isnull=True, due__isnull=True) | Q(owner_id__isnull=False, due__isnull=False),
                name="follow_up_owner_and_day",
            ),
        ]
        indexes = [models.Index(fields=["owner_id", "done_at"], name="follow_up_of")]
