"""Routines and the local action plan (step 0). A routine says who does what; it holds nothing about any person."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.retention.declarations import NO_PERSONAL_DATA, PUBLIC_TASK, Privacy, Step, each, kept
from avklar.network.routines.lengths import LONGEST_LINE, LONGEST_NAME, LONGEST_NOTE, LONGEST_ROUTINE
from avklar.network.routines.states import Code, Language, Status

DISTRICT = _("Alle i distriktet")
OWN = _("De som har en rolle i kommunen")
KEPT = kept(_("Beholdes som historikk over hvordan kommunen har arbeidet"))


def _organisation() -> models.ForeignKey[object, object]:
    return models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")


class TemplateVersion(models.Model):
    """A version of a template that the lead has published for the district. Version 1 is the one that is shipped."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    district = _organisation()
    code = models.CharField(max_length=40, choices=Code)
    position = models.PositiveIntegerField()
    bokmaal = models.TextField(max_length=LONGEST_ROUTINE)
    nynorsk = models.TextField(max_length=LONGEST_ROUTINE)
    note = models.TextField(max_length=LONGEST_NOTE)
    published_by = models.UUIDField()
    published_at = models.DateTimeField(default=clock.now)
    submission = models.UUIDField(default=clock.new_id)

    privacy = Privacy(
        purpose=_("Distriktets maler for rutiner, og hvorfor de ble endret"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=DISTRICT,
        retention=KEPT,
        access_request=_("Maler en ansatt har publisert"),
        fields=each(
            nobody="id code position bokmaal nynorsk note published_at submission",
            employee="published_by",
            link="district",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district", "code", "position"], name="template_position"),
            models.UniqueConstraint(fields=["district", "submission"], name="template_once"),
            models.CheckConstraint(condition=Q(code__in=Code.values, position__gt=1), name="template_code"),
        ]


class Routine(models.Model):
    """A routine that a municipality has taken in use, with the text that is being worked on.

    `template_position` is the version of the template that the working text builds on.
    """

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = _organisation()
    code = models.CharField(max_length=40, choices=Code)
    language = models.CharField(max_length=2, choices=Language)
    text = models.TextField(max_length=LONGEST_ROUTINE)
    template_position = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    adopted_by = models.UUIDField()
    adopted_at = models.DateTimeField(default=clock.now)
    written_by = models.UUIDField()
    written_at = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("Rutinen kommunen arbeider med, før den er godkjent"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=OWN,
        retention=KEPT,
        access_request=_("Hvem som tok rutinen i bruk, og hvem som sist endret den"),
        fields=each(
            nobody="id code language text template_position version adopted_at written_at",
            employee="adopted_by written_by",
            link="organisation",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="routine_once"),
            models.CheckConstraint(condition=Q(code__in=Code.values), name="routine_code"),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="routine_language"),
        ]


class RoutineVersion(models.Model):
    """An approved version. Never changed: a newer one is a new row."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = _organisation()
    routine = models.ForeignKey(Routine, models.PROTECT, related_name="versions")
    position = models.PositiveIntegerField()
    text = models.TextField(max_length=LONGEST_ROUTINE)
    template_position = models.PositiveIntegerField()
    note = models.TextField(max_length=LONGEST_NOTE, blank=True)
    written_by = models.UUIDField()
    approved_by = models.UUIDField()
    approved_at = models.DateTimeField(default=clock.now)
    review_due = models.DateField()

    privacy = Privacy(
        purpose=_("Godkjente utgaver av rutinen: teksten, hvem som godkjente og når"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=DISTRICT,
        retention=KEPT,
        access_request=_("Utgaver en ansatt har skrevet eller godkjent"),
        fields=each(
            nobody="id position text template_position note approved_at review_due",
            employee="written_by approved_by",
            link="organisation routine",
        ),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["routine", "position"], name="routine_version")]


class Review(models.Model):
    """Somebody looked at the version in force and found that it still is right."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = _organisation()
    version = models.ForeignKey(RoutineVersion, models.PROTECT, related_name="reviews")
    reviewed_by = models.UUIDField()
    reviewed_at = models.DateTimeField(default=clock.now)
    review_due = models.DateField()

    privacy = Privacy(
        purpose=_("Den årlige gjennomgangen av rutinen"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=DISTRICT,
        retention=KEPT,
        access_request=_("Gjennomganger en ansatt har gjort"),
        fields=each(nobody="id reviewed_at review_due", employee="reviewed_by", link="organisation version"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "review_due"], name="review_once")]


class Acknowledgement(models.Model):
    """An employee has read a version."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = _organisation()
    version = models.ForeignKey(RoutineVersion, models.PROTECT, related_name="acknowledged")
    user_id = models.UUIDField()
    at = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("Hvem i kommunen som har lest rutinen"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=_("De som har en rolle i kommunen; lederen for strategi og forebygging ser bare antallet"),
        retention=KEPT,
        access_request=_("Rutiner en ansatt har lest, og når"),
        fields=each(nobody="id at", employee="user_id", link="organisation version"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "user_id"], name="acknowledged_once")]


class ReviewReminder(models.Model):
    """That a municipality was reminded of a review; once for each date."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    routine = models.ForeignKey(Routine, models.PROTECT, related_name="+")
    due = models.DateField()
    told_at = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("At kommunen er minnet på en gjennomgang, så ingen minnes på det samme to ganger"),
        legal_basis=NO_PERSONAL_DATA,
        step=Step.NETWORK,
        readers=_("Ingen: brukes av påminnelsene"),
        retention=KEPT,
        access_request=_("Ingenting: raden handler ikke om noen"),
        fields=each(nobody="id due told_at", link="routine"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["routine", "due"], name="review_reminded_once")]


class Plan(models.Model):
    """A municipality's action plan for one year. A closed plan stays as it was."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = _organisation()
    year = models.PositiveSmallIntegerField()
    made_by = models.UUIDField()
    made_at = models.DateTimeField(default=clock.now)
    closed_by = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)

    privacy = Privacy(
        purpose=_("Kommunens handlingsplan for ett år"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=OWN,
        retention=KEPT,
        access_request=_("Planer en ansatt har laget eller lukket"),
        fields=each(nobody="id year made_at closed_at", employee="made_by closed_by", link="organisation"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="plan_once"),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True, closed_at__isnull=True)
                | Q(closed_by__isnull=False, closed_at__isnull=False),
                name="plan_closed",
            ),
        ]


class Measure(models.Model):
    """Something that is to be done for a goal; `responsible` is written as the municipality says it."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="measures")
    goal = models.CharField(max_length=LONGEST_LINE)
    text = models.CharField(max_length=LONGEST_LINE)
    responsible = models.CharField(max_length=LONGEST_NAME)
    deadline = models.DateField()
    status = models.CharField(max_length=8, choices=Status, default=Status.PLANNED)
    version = models.PositiveIntegerField(default=1)
    submission = models.UUIDField(default=clock.new_id)
    created = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("Mål og tiltak i handlingsplanen: hvem som har ansvaret, fristen og hvordan det går"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=OWN,
        retention=KEPT,
        access_request=_("Tiltak en ansatt har ansvaret for"),
        fields=each(nobody="id goal text deadline status version submission created", open="responsible", link="plan"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "submission"], name="plan_measure_once"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="plan_measure_status"),
        ]
