"""Written agreements between a police district and a municipality: versions and evaluations, never overwritten.

Both tables are lists of numbered entries for a pair of organisations; triggers hold that nothing is changed or removed
(migration). What counts on a day is worked out from the entries. Each reminder is one row, so that it goes out once.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.retention.declarations import (
    LEGAL_DUTY,
    NO_PERSONAL_DATA,
    Privacy,
    Step,
    each,
    kept,
)
from avklar.people.organisations.lengths import LONGEST_EVALUATION, LONGEST_NAME, LONGEST_REFERENCE, LONGEST_SOURCE
from avklar.people.organisations.models.people import Organisation

READERS = _("Alle som har en rolle i kommunen eller politidistriktet avtalen gjelder")
KEPT = kept(_("Beholdes: viser hva virksomhetene hadde avtalt, og hvem som hadde ansvar for arkivet"))


class AgreementVersion(models.Model):
    """One version of the agreement: the signed file, from–to, goals, and who is responsible for the archive (R12)."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    district = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    submission = models.UUIDField(default=clock.new_id)
    valid_from = models.DateField()
    valid_to = models.DateField()
    goals = models.JSONField(default=list)
    archive = models.CharField(max_length=LONGEST_REFERENCE)
    file_name = models.CharField(max_length=LONGEST_SOURCE)
    file_size = models.PositiveIntegerField()
    file = models.BinaryField()
    entered_by = models.UUIDField()
    entered_for = models.UUIDField()
    entered_at = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("Samarbeidsavtalen mellom politidistriktet og kommunen: fila, tiden, målene og arkivansvaret"),
        legal_basis=LEGAL_DUTY,
        step=Step.NETWORK,
        readers=READERS,
        retention=KEPT,
        access_request=_("Hvem som førte inn avtalen, og navn på dem som har skrevet under"),
        fields=each(
            nobody="id position submission valid_from valid_to goals archive file_name file_size "
            "entered_for entered_at",
            employee="entered_by",
            secret="file",  # noqa: S106
            link="district municipality",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district", "municipality", "position"], name="agreement_position_unique"),
            models.UniqueConstraint(fields=["submission"], name="agreement_submission_once"),
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="agreement_dates"),
            models.CheckConstraint(condition=~Q(archive=""), name="agreement_archive_named"),
        ]


class AgreementEvaluation(models.Model):
    """One yearly evaluation of how the cooperation works: what worked, what changes, and who took part."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    district = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    submission = models.UUIDField(default=clock.new_id)
    held_on = models.DateField()
    worked = models.TextField(max_length=LONGEST_EVALUATION)
    changes = models.TextField(max_length=LONGEST_EVALUATION)
    held_by = models.CharField(max_length=LONGEST_NAME)
    entered_by = models.UUIDField()
    entered_for = models.UUIDField()
    entered_at = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("Den årlige evalueringen av samarbeidsavtalen"),
        legal_basis=LEGAL_DUTY,
        step=Step.NETWORK,
        readers=READERS,
        retention=KEPT,
        access_request=_("Navn på den som evaluerte, og hvem som førte det inn"),
        fields=each(
            nobody="id position submission held_on worked changes entered_for entered_at",
            employee="entered_by",
            open="held_by",
            link="district municipality",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district", "municipality", "position"], name="evaluation_position_unique"),
            models.UniqueConstraint(fields=["submission"], name="evaluation_submission_once"),
        ]


class AgreementReminder(models.Model):
    """That both sides were told of a date: the agreement's end, or its evaluation. Once for each date."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    district = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    due = models.DateField()
    told_at = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("At begge sider er minnet på en dato i avtalen, så ingen minnes på det samme to ganger"),
        legal_basis=NO_PERSONAL_DATA,
        step=Step.NETWORK,
        readers=_("Ingen: brukes av påminnelsene"),
        retention=kept(_("Beholdes sammen med avtalen")),
        access_request=_("Ingenting: raden handler ikke om noen"),
        fields=each(nobody="id code due told_at", link="district municipality"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district", "municipality", "code", "due"], name="agreement_reminded_once")
        ]
