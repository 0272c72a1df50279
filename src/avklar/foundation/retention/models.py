"""The organisations' recorded retention decisions (R12). Never overwritten: the newest valid one counts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.retention.declarations import LEGAL_DUTY, Privacy, Step, each, kept


class Choice(models.TextChoices):
    """What an organisation has decided for one kind of record."""

    DESTROY = "destroy", _("Innholdet slettes")
    SEAL = "seal", _("Innholdet forsegles og beholdes")


class RetentionDecision(models.Model):
    """One decision of one organisation about one kind of record."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation_id = models.UUIDField()
    kind = models.CharField(max_length=40)
    choice = models.CharField(max_length=12, choices=Choice)
    days = models.PositiveIntegerField(default=0)
    reference = models.CharField(max_length=200)
    valid_from = models.DateField()
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("Vise hva virksomheten har vedtatt om bevaring og sletting"),
        legal_basis=LEGAL_DUTY,
        step=Step.NETWORK,
        readers=_("Virksomhetens personvernombud"),
        retention=kept(_("Beholdes: viser hvorfor noe er slettet")),
        access_request=_("Hvem som førte inn vedtaket"),
        fields=each(
            nobody="id organisation_id kind choice days reference valid_from decided_at", employee="decided_by"
        ),
    )

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "kind", "-valid_from"], name="retention_newest")]
        constraints = [
            models.CheckConstraint(condition=models.Q(choice__in=Choice.values), name="retention_choice"),
            models.CheckConstraint(condition=~models.Q(reference=""), name="retention_has_reference"),
        ]
