"""Assessments on the two axes (R4) and decisions on the ladder (R5), each answered by a second person."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from avklar.followup.cases.models.case import Case
from avklar.followup.cases.models.declaring import READERS, TEXT_ON_REQUEST, WITH_CASE, UnderTheCase
from avklar.followup.cases.states import Answer, Step
from avklar.foundation import clock
from avklar.foundation.retention.declarations import BASIS_OF_THE_ORGANISATION, Privacy, each
from avklar.foundation.retention.declarations import Step as Stair
from avklar.foundation.vault.fields import EncryptedJSONField, EncryptedTextField


def _answered_by_another(by: str) -> Q:
    """Confirmed or refused by somebody who didn't write it; waiting or not needed by nobody."""
    answered = Q(answer__in=[Answer.CONFIRMED, Answer.REFUSED], answered_by__isnull=False, answered_at__isnull=False)
    unanswered = Q(answer__in=[Answer.WAITING, Answer.NOT_NEEDED], answered_by__isnull=True, answered_at__isnull=True)
    return (answered & ~Q(answered_by=F(by))) | unanswered


class Assessment(UnderTheCase):
    """Where the person stands on the two worded axes, with a reason tied to observations. No sum, no score (R4)."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="assessments", db_index=False)
    position = models.PositiveIntegerField()
    by = models.UUIDField()
    at = models.DateTimeField()
    answer = models.CharField(max_length=12, choices=Answer, default=Answer.WAITING)
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)
    submission = models.UUIDField()
    axes = EncryptedJSONField()
    attitude_reason = EncryptedTextField()
    willingness_reason = EncryptedTextField()
    grounds = EncryptedJSONField()
    ordinary = EncryptedTextField()
    protects = EncryptedTextField()
    motives = EncryptedJSONField()
    answer_reason = EncryptedTextField(null=True)

    privacy = Privacy(
        purpose=_("Vurdere holdning og voldsvilje i ord, med grunn og observasjoner, og det som beskytter"),
        legal_basis=BASIS_OF_THE_ORGANISATION,
        step=Stair.CASE,
        readers=READERS,
        retention=WITH_CASE,
        access_request=TEXT_ON_REQUEST,
        fields=each(
            nobody="id position at answer answered_at submission",
            employee="by answered_by",
            content="axes attitude_reason willingness_reason grounds ordinary protects motives answer_reason",
            link="organisation case",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="case_assessment_place"),
            models.UniqueConstraint(fields=["case", "submission"], name="case_assessment_once"),
            models.CheckConstraint(condition=_answered_by_another("by"), name="case_assessment_second_person"),
        ]


class Decision(UnderTheCase):
    """What a human decided on the ladder, and why; `deviates` when the step was shut (R5)."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="decisions", db_index=False)
    position = models.PositiveIntegerField()
    step = models.CharField(max_length=8, choices=Step)
    danger = models.BooleanField(default=False)
    deviates = models.BooleanField(default=False)
    by = models.UUIDField()
    at = models.DateTimeField()
    answer = models.CharField(max_length=12, choices=Answer)
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)
    effective_at = models.DateTimeField(null=True)
    submission = models.UUIDField()
    reason = EncryptedTextField()
    deviation = EncryptedTextField()
    shut_because = EncryptedTextField()
    answer_reason = EncryptedTextField(null=True)

    privacy = Privacy(
        purpose=_("Hva et menneske bestemte på stigen, hvorfor, og hvem som bekreftet det"),
        legal_basis=BASIS_OF_THE_ORGANISATION,
        step=Stair.CASE,
        readers=READERS,
        retention=WITH_CASE,
        access_request=TEXT_ON_REQUEST,
        fields=each(
            nobody="id position step danger deviates at answer answered_at effective_at submission",
            employee="by answered_by",
            content="reason deviation shut_because answer_reason",
            link="organisation case",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="case_decision_place"),
            models.UniqueConstraint(fields=["case", "submission"], name="case_decision_once"),
            models.CheckConstraint(condition=_answered_by_another("by"), name="case_decision_second_person"),
            models.CheckConstraint(
                condition=~Q(answer=Answer.NOT_NEEDED)
                | Q(deviates=False, step__in=[Step.CLOSE, Step.SUPPORT, Step.TALK]),
                name="case_decision_asks_second",
            ),
            models.CheckConstraint(
                condition=Q(effective_at__isnull=False) | ~Q(answer__in=[Answer.NOT_NEEDED, Answer.CONFIRMED]),
                name="case_decision_confirmed_holds",
            ),
        ]
