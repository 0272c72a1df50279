"""Consent to share: who was asked, about which receiver and which facts, and what the answer was (R9)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from avklar.followup.disclosures.models.declaring import SENDERS
from avklar.followup.disclosures.states import ConsentAnswer, ConsentBy
from avklar.foundation import clock
from avklar.foundation.retention.declarations import BASIS_OF_THE_ORGANISATION, Privacy, Step, each, with_parent
from avklar.foundation.vault import keys
from avklar.foundation.vault.fields import EncryptedModel, EncryptedTextField


class Consent(EncryptedModel):
    """An answer to the question whether facts may be shared. `facts` are ids of observations; under the case's key."""

    if TYPE_CHECKING:
        organisation_id: UUID
        case_id: UUID

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+", db_index=False)
    receiver_organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    answer = models.CharField(max_length=8, choices=ConsentAnswer)
    given_by = models.CharField(max_length=12, choices=ConsentBy)
    asked_on = models.DateField()
    until = models.DateField(null=True)
    facts = models.JSONField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()
    submission = models.UUIDField()
    words = EncryptedTextField()

    privacy = Privacy(
        purpose=_("Hvem som har sagt ja eller nei til å dele hva, med hvem og hvor lenge"),
        legal_basis=BASIS_OF_THE_ORGANISATION,
        step=Step.DISCLOSURE,
        readers=SENDERS,
        retention=with_parent(_("Følger saken")),
        access_request=_("Samtykkene i saken, og når de er trukket"),
        fields=each(
            nobody="id answer given_by asked_on until facts withdrawn_at recorded_at submission",
            employee="withdrawn_by recorded_by",
            content="words",
            link="organisation case receiver_organisation",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "submission"], name="consent_submission_once"),
            models.CheckConstraint(
                condition=Q(answer=ConsentAnswer.GIVEN, until__isnull=False)
                | Q(answer=ConsentAnswer.REFUSED, until__isnull=True, withdrawn_at__isnull=True),
                name="consent_given_until",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="consent_withdrawn_pair",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "case"], name="consent_of_case")]

    def vault_record(self) -> keys.Record:
        """The case's key."""
        return keys.Record(self.organisation_id, self.case_id)
