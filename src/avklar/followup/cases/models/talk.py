"""Clarification talks (R6), the phases that a district edits, and notes where the district has entered its basis."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from avklar.followup.cases.models.case import Case
from avklar.followup.cases.models.declaring import READERS, TEXT_ON_REQUEST, WITH_CASE, UnderTheCase
from avklar.followup.cases.states import Result
from avklar.followup.cases.talks.states import Attendance, Language, OrderGround, TalkState
from avklar.foundation import clock
from avklar.foundation.retention.declarations import (
    BASIS_OF_THE_ORGANISATION,
    NO_PERSONAL_DATA,
    PUBLIC_TASK,
    Privacy,
    each,
    kept,
)
from avklar.foundation.retention.declarations import Step as Stair
from avklar.foundation.vault.fields import EncryptedTextField


class Talk(UnderTheCase):
    """One invitation and what came of it. By default nothing of what was said stands here: only result and plan."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="talks", db_index=False)
    position = models.PositiveIntegerField()
    at = models.DateTimeField()
    attendance = models.CharField(max_length=12, choices=Attendance)
    ground = models.CharField(max_length=16, choices=OrderGround, blank=True)
    collection = models.BooleanField(default=False)
    language = models.CharField(max_length=2, choices=Language)
    state = models.CharField(max_length=12, choices=TalkState, default=TalkState.PLANNED)
    result = models.CharField(max_length=12, choices=Result, blank=True)
    replaces = models.ForeignKey("self", models.CASCADE, null=True, related_name="replaced_by", db_index=False)
    invited_by = models.UUIDField()
    invited_at = models.DateTimeField()
    ended_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    submission = models.UUIDField()
    place = EncryptedTextField()
    purpose = EncryptedTextField()
    phone = EncryptedTextField()
    order_reason = EncryptedTextField()
    short_notice_reason = EncryptedTextField()
    guardians = EncryptedTextField()
    no_guardians_reason = EncryptedTextField()
    agreed_plan = EncryptedTextField(null=True)

    privacy = Privacy(
        purpose=_("Invitere til avklaringssamtale, og føre resultatet og det som ble avtalt"),
        legal_basis=BASIS_OF_THE_ORGANISATION,
        step=Stair.CASE,
        readers=READERS,
        retention=WITH_CASE,
        access_request=TEXT_ON_REQUEST,
        fields=each(
            nobody="id position at attendance ground collection language state result invited_at ended_at reminded_at "
            "version submission",
            employee="invited_by ended_by",
            content="place purpose phone order_reason short_notice_reason guardians no_guardians_reason agreed_plan",
            link="organisation case replaces",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="case_talk_place"),
            models.UniqueConstraint(fields=["case", "submission"], name="case_talk_once"),
            models.UniqueConstraint(fields=["replaces"], name="case_talk_moved_once"),
            models.CheckConstraint(
                condition=Q(attendance=Attendance.VOLUNTARY, ground="")
                | Q(attendance=Attendance.ORDERED, ground__in=OrderGround.values),
                name="case_talk_order_has_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(state=TalkState.HELD, result__in=Result.values) | (~Q(state=TalkState.HELD) & Q(result="")),
                name="case_talk_held_has_a_result",
            ),
            models.CheckConstraint(
                condition=Q(state=TalkState.PLANNED, ended_at__isnull=True)
                | (~Q(state=TalkState.PLANNED) & Q(ended_at__isnull=False)),
                name="case_talk_ended_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "at"], condition=Q(ended_at__isnull=True), name="case_talk_soon"),
        ]


class TalkNote(UnderTheCase):
    """A note of one phase; written only where the district has switched notes on."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="talk_notes")
    talk = models.ForeignKey(Talk, models.CASCADE, related_name="notes", db_index=False)
    phase = models.CharField(max_length=24)
    by = models.UUIDField()
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    text = EncryptedTextField()

    privacy = Privacy(
        purpose=_("Notat fra en fase av samtalen, der politidistriktet har ført inn grunnlaget for det"),
        legal_basis=BASIS_OF_THE_ORGANISATION,
        step=Stair.CASE,
        readers=READERS,
        retention=WITH_CASE,
        access_request=TEXT_ON_REQUEST,
        fields=each(nobody="id phase at version", employee="by", content="text", link="organisation case talk"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["talk", "phase"], name="case_talk_note_once")]


class TalkPhase(models.Model):
    """A phase of the talk as the district words it. Without rows the shipped phases are used."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=24)
    position = models.PositiveSmallIntegerField()
    title_nb = models.CharField(max_length=120)
    title_nn = models.CharField(max_length=120)
    help_nb = models.TextField()
    help_nn = models.TextField()
    active = models.BooleanField(default=True)
    changed_by = models.UUIDField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    privacy = Privacy(
        purpose=_("Fasene i avklaringssamtalen, slik politidistriktet vil ha dem"),
        legal_basis=NO_PERSONAL_DATA,
        step=Stair.NETWORK,
        readers=_("Ansatte i politidistriktet"),
        retention=kept(_("Beholdes til distriktet endrer dem")),
        access_request=_("Ingenting: raden handler ikke om noen"),
        fields=each(
            nobody="id code position title_nb title_nn help_nb help_nn active changed_at version",
            employee="changed_by",
            link="organisation",
        ),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="case_talk_phase_once")]


class TalkNotesBasis(models.Model):
    """The district's basis for keeping notes per phase in Avklar, from–to. Never overwritten."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    basis = models.TextField()
    entered_by = models.UUIDField()
    entered_at = models.DateTimeField()
    ended_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    privacy = Privacy(
        purpose=_("Grunnlaget for at notater fra samtaler kan stå i Avklar, og hvem som førte det inn"),
        legal_basis=PUBLIC_TASK,
        step=Stair.NETWORK,
        readers=_("Ansatte i politidistriktet"),
        retention=kept(_("Beholdes som historikk")),
        access_request=_("Hvem som førte inn grunnlaget"),
        fields=each(nobody="id basis entered_at ended_at", employee="entered_by ended_by", link="organisation"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(ended_at__isnull=True), name="case_talk_notes_one_basis"
            )
        ]
