"""Which legal grounds an organisation has approved, when an act starts there, and whether named cases are on (R8).

Every table is a list of numbered entries that are added and never changed or removed; triggers hold it (migration
0003). What counts is worked out from the entries, so the history is the truth and not a copy of it.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.retention.declarations import LEGAL_DUTY, Privacy, Step, each, kept
from avklar.people.organisations.lengths import LONGEST_BASIS, LONGEST_NAME, LONGEST_REFERENCE
from avklar.people.organisations.models.people import Organisation

READERS = _("Administratorer i virksomheten; at et grunnlag er godkjent vises for dem som utleverer opplysninger")
KEPT = kept(_("Beholdes: viser hvilket grunnlag virksomheten bygget på, og hvem som bestemte det"))
ON_REQUEST = _("Navn og tittel på den som bestemte, og hvem som førte det inn")


class GroundApproval(models.Model):
    """One entry in an organisation's list: from a day on a legal ground is approved, or no longer."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    submission = models.UUIDField(default=clock.new_id)
    code = models.CharField(max_length=40)
    approved = models.BooleanField()
    from_day = models.DateField()
    approver = models.CharField(max_length=LONGEST_NAME)
    reference = models.CharField(max_length=LONGEST_REFERENCE)
    entered_by = models.UUIDField()
    entered_at = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("Hvilke rettslige grunnlag virksomheten har godkjent å utlevere opplysninger på"),
        legal_basis=LEGAL_DUTY,
        step=Step.NETWORK,
        readers=READERS,
        retention=KEPT,
        access_request=ON_REQUEST,
        fields=each(
            nobody="id position submission code approved from_day reference entered_at",
            employee="entered_by",
            open="approver",
            link="organisation",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "position"], name="ground_position_unique"),
            models.UniqueConstraint(fields=["organisation", "submission", "code"], name="ground_submission_once"),
            models.CheckConstraint(condition=~Q(approver="") & ~Q(reference=""), name="ground_has_approver"),
        ]


class ActStart(models.Model):
    """One entry of when an act starts to apply for an organisation; an empty day takes an earlier one back."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    submission = models.UUIDField(default=clock.new_id)
    act = models.CharField(max_length=40)
    starts_on = models.DateField(null=True)
    approver = models.CharField(max_length=LONGEST_NAME)
    reference = models.CharField(max_length=LONGEST_REFERENCE)
    entered_by = models.UUIDField()
    entered_at = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("Fra hvilken dag virksomheten regner en ny lov som gjeldende"),
        legal_basis=LEGAL_DUTY,
        step=Step.NETWORK,
        readers=READERS,
        retention=KEPT,
        access_request=ON_REQUEST,
        fields=each(
            nobody="id position submission act starts_on reference entered_at",
            employee="entered_by",
            open="approver",
            link="organisation",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "act", "position"], name="act_start_position_unique"),
            models.UniqueConstraint(fields=["organisation", "submission"], name="act_start_submission_once"),
            models.CheckConstraint(condition=~Q(approver="") & ~Q(reference=""), name="act_start_has_approver"),
        ]


class CaseSwitchEntry(models.Model):
    """One entry of what named cases rest on in an organisation, and whether they are on. The newest counts."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    submission = models.UUIDField(default=clock.new_id)
    on = models.BooleanField()
    legal_basis = models.TextField(max_length=LONGEST_BASIS, blank=True)
    dpia_reference = models.CharField(max_length=LONGEST_REFERENCE, blank=True)
    dpia_date = models.DateField(null=True)
    approver = models.CharField(max_length=LONGEST_NAME, blank=True)
    approval_reference = models.CharField(max_length=LONGEST_REFERENCE, blank=True)
    retention_decision = models.UUIDField(null=True)
    retention_reference = models.CharField(max_length=LONGEST_REFERENCE, blank=True)
    reason = models.CharField(max_length=LONGEST_REFERENCE, blank=True)
    since = models.DateTimeField(null=True)
    off_since = models.DateTimeField(null=True)
    entered_by = models.UUIDField()
    entered_at = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("Om navngitte saker er slått på i virksomheten, hva det bygger på og hvem som bestemte det"),
        legal_basis=LEGAL_DUTY,
        step=Step.NETWORK,
        readers=_("Administratorer i virksomheten; om saker er på eller av vises for dem som arbeider med saker"),
        retention=KEPT,
        access_request=ON_REQUEST,
        fields=each(
            nobody="id position submission on legal_basis dpia_reference dpia_date approval_reference "
            "retention_decision retention_reference reason since off_since entered_at",
            employee="entered_by",
            open="approver",
            link="organisation",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "position"], name="case_switch_position_unique"),
            models.UniqueConstraint(fields=["organisation", "submission"], name="case_switch_submission_once"),
            models.CheckConstraint(
                condition=Q(on=True, since__isnull=False, off_since__isnull=True) | Q(on=False, since__isnull=True),
                name="case_switch_since",
            ),
            models.CheckConstraint(
                condition=Q(on=False)
                | ~Q(legal_basis="")
                & ~Q(dpia_reference="")
                & ~Q(approver="")
                & ~Q(approval_reference="")
                & Q(dpia_date__isnull=False, retention_decision__isnull=False),
                name="case_switch_on_whole",
            ),
        ]
