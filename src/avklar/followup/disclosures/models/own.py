"""What each side keeps for itself: the sender which case it came from, the receiver which case it was tied to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from avklar.followup.disclosures.models.declaring import KEPT_A_YEAR, SENDERS
from avklar.followup.disclosures.models.disclosure import Disclosure
from avklar.foundation import clock
from avklar.foundation.retention.declarations import (
    BASIS_OF_THE_ORGANISATION,
    NO_PERSONAL_DATA,
    Privacy,
    Step,
    each,
    removed,
)


class Ownership(models.Model):
    """Which case and which observations it was taken from. Only the sender's organisation sees it and grants access."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    disclosure = models.OneToOneField(Disclosure, models.DO_NOTHING, related_name="ownership")
    case_id = models.UUIDField()
    observations = models.JSONField()
    consent_id = models.UUIDField(null=True)
    sent_by = models.UUIDField()
    submission = models.UUIDField()
    remove_at = models.DateTimeField()

    privacy = Privacy(
        purpose=_("Hvilken sak og hvilke observasjoner hos avsenderen utleveringen er hentet fra"),
        legal_basis=BASIS_OF_THE_ORGANISATION,
        step=Step.DISCLOSURE,
        readers=SENDERS,
        retention=removed(
            KEPT_A_YEAR,
            due="remove_at",
            kind="disclosure",
            disposer="avklar.followup.disclosures.disposal.dispose",
        ),
        access_request=NO_PERSONAL_DATA,
        fields=each(
            nobody="id case_id observations consent_id submission remove_at",
            employee="sent_by",
            link="organisation disclosure",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "sent_by", "submission"], name="disclosure_submission_once"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "case_id"], name="disclosure_of_case"),
            models.Index(fields=["organisation", "remove_at"], name="disclosure_due"),
            models.Index(
                fields=["organisation", "consent_id"],
                condition=models.Q(consent_id__isnull=False),
                name="disclosure_under_consent",
            ),
        ]


class Link(models.Model):
    """The receiver's own tie to one of its cases. The sender never sees it (R7)."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    disclosure = models.OneToOneField(Disclosure, models.DO_NOTHING, related_name="link", db_constraint=False)
    case_id = models.UUIDField()
    linked_by = models.UUIDField()
    at = models.DateTimeField()
    remove_at = models.DateTimeField()

    privacy = Privacy(
        purpose=_("Hvilken egen sak mottakeren har knyttet opplysningene til"),
        legal_basis=BASIS_OF_THE_ORGANISATION,
        step=Step.DISCLOSURE,
        readers=_("De navngitte i saken hos mottakeren"),
        retention=removed(
            _("Fjernes når utleveringen er fjernet"),
            due="remove_at",
            kind="disclosure-link",
            disposer="avklar.followup.disclosures.disposal.unlink",
        ),
        access_request=NO_PERSONAL_DATA,
        fields=each(nobody="id case_id at remove_at", employee="linked_by", link="organisation disclosure"),
    )

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "case_id"], name="disclosure_linked"),
            models.Index(fields=["organisation", "remove_at"], name="disclosure_link_due"),
        ]
