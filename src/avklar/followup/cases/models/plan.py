"""The plan: measures in ordinary services, and how each goes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from avklar.followup.cases.models.case import Case
from avklar.followup.cases.models.declaring import READERS, TEXT_ON_REQUEST, WITH_CASE, UnderTheCase
from avklar.followup.cases.states import Effect, MeasureState, Service
from avklar.foundation import clock
from avklar.foundation.retention.declarations import BASIS_OF_THE_ORGANISATION, Privacy, each
from avklar.foundation.retention.declarations import Step as Stair
from avklar.foundation.vault.fields import EncryptedTextField


class Measure(UnderTheCase):
    """Support that is agreed: what, who is responsible, and when it is good enough. A mentor only after R11."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="measures", db_index=False)
    position = models.PositiveIntegerField()
    service = models.CharField(max_length=16, choices=Service)
    state = models.CharField(max_length=8, choices=MeasureState, default=MeasureState.ONGOING)
    starts_on = models.DateField()
    next_on = models.DateField(null=True)
    last_entry_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    certificate_seen_on = models.DateField(null=True)
    certificate_seen_by = models.UUIDField(null=True)
    by = models.UUIDField()
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    submission = models.UUIDField()
    what = EncryptedTextField()
    who = EncryptedTextField()
    good_enough = EncryptedTextField()
    effect = EncryptedTextField(null=True)

    privacy = Privacy(
        purpose=_("Støtten som er avtalt, hvem som har ansvaret, og når den er bra nok"),
        legal_basis=BASIS_OF_THE_ORGANISATION,
        step=Stair.CASE,
        readers=READERS,
        retention=WITH_CASE,
        access_request=TEXT_ON_REQUEST,
        fields=each(
            nobody="id position service state starts_on next_on last_entry_at ended_at certificate_seen_on at version "
            "submission",
            employee="certificate_seen_by by",
            content="what who good_enough effect",
            link="organisation case",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="case_measure_place"),
            models.UniqueConstraint(fields=["case", "submission"], name="case_measure_once"),
            models.CheckConstraint(
                condition=~Q(service=Service.MENTOR)
                | Q(certificate_seen_on__isnull=False, certificate_seen_by__isnull=False),
                name="case_mentor_certificate_seen",
            ),
            models.CheckConstraint(
                condition=Q(state=MeasureState.ONGOING, ended_at__isnull=True)
                | (~Q(state=MeasureState.ONGOING) & Q(ended_at__isnull=False)),
                name="case_measure_ended_pair",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "last_entry_at"],
                condition=Q(ended_at__isnull=True),
                name="case_measure_stalled",
            ),
        ]


class FollowUp(UnderTheCase):
    """One entry of how a measure goes."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="follow_ups", db_index=False)
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="follow_ups")
    on = models.DateField()
    effect = models.CharField(max_length=12, choices=Effect)
    by = models.UUIDField()
    at = models.DateTimeField()
    submission = models.UUIDField()
    text = EncryptedTextField()

    privacy = Privacy(
        purpose=_("Hvordan det går med et tiltak"),
        legal_basis=BASIS_OF_THE_ORGANISATION,
        step=Stair.CASE,
        readers=READERS,
        retention=WITH_CASE,
        access_request=TEXT_ON_REQUEST,
        fields=each(
            nobody="id on effect at submission", employee="by", content="text", link="organisation case measure"
        ),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "submission"], name="case_follow_up_once")]
        indexes = [models.Index(fields=["case", "at"], name="case_follow_up_find")]
