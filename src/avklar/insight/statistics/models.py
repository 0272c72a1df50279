"""Tables of statistics: what may be shown, frozen. No true count that is hidden is ever kept here.

Everything but `Making` is added and never changed (triggers in the migration): what somebody has seen can't be unseen.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.retention.declarations import NO_PERSONAL_DATA, Privacy, Step, each, kept, removed, with_parent
from avklar.insight.statistics.states import Progress, Rounding

EVERYBODY = _("Alle som er logget inn i distriktet, når tallene er godkjent; ellers de som forbereder og godkjenner")
ASKED_FOR = _("Ingenting om den noen er bekymret for; hvem som forberedte og godkjente, til dem selv")


class Making(models.Model):
    """A draft being made: who asked, and how far it has come."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    district = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    quarter = models.CharField(max_length=7)
    rounding = models.PositiveSmallIntegerField(choices=Rounding, default=Rounding.NONE)
    asked_by = models.UUIDField(null=True)
    submission = models.UUIDField(unique=True)
    progress = models.CharField(max_length=12, choices=Progress, default=Progress.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    publication = models.UUIDField(null=True)
    asked_at = models.DateTimeField(default=clock.now)
    remove_at = models.DateTimeField()

    privacy = Privacy(
        purpose=_("Vise hvor langt arbeidet med tallene er kommet"),
        legal_basis=NO_PERSONAL_DATA,
        step=Step.NETWORK,
        readers=_("De som forbereder og godkjenner tall"),
        retention=removed(_("Fjernes etter 30 dager"), due="remove_at", kind="statistics-making"),
        access_request=ASKED_FOR,
        fields=each(
            nobody="id quarter rounding submission progress done total publication asked_at remove_at",
            employee="asked_by",
            link="district",
        ),
    )

    class Meta:
        indexes = [models.Index(fields=["remove_at"], name="making_due")]


class Publication(models.Model):
    """One version of a quarter's tables. It counts as shown from the moment it is made, also when it is rejected."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    district = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    quarter = models.CharField(max_length=7)
    version = models.PositiveSmallIntegerField()
    rounding = models.PositiveSmallIntegerField(choices=Rounding)
    prepared_by = models.UUIDField(null=True)
    prepared_at = models.DateTimeField(default=clock.now)
    tried = models.PositiveIntegerField()

    privacy = Privacy(
        purpose=_("Vise hvor mye som meldes, drøftes og avsluttes, uten at noen kan kjennes igjen"),
        legal_basis=NO_PERSONAL_DATA,
        step=Step.NETWORK,
        readers=EVERYBODY,
        retention=kept(_("Beholdes: bare tall som kan vises")),
        access_request=ASKED_FOR,
        fields=each(nobody="id quarter version rounding prepared_at tried", employee="prepared_by", link="district"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district", "quarter", "version"], name="publication_version_once"),
            models.CheckConstraint(condition=Q(rounding__in=Rounding.values), name="publication_rounding"),
        ]


class PublishedTable(models.Model):
    """One table of a version: the figures that may be shown, and a mark where one is hidden."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="tables")
    topic = models.CharField(max_length=16)
    content = models.JSONField()

    privacy = Privacy(
        purpose=_("Tallene i en tabell"),
        legal_basis=NO_PERSONAL_DATA,
        step=Step.NETWORK,
        readers=EVERYBODY,
        retention=with_parent(_("Følger tallene for kvartalet")),
        access_request=_("Ingenting: raden handler ikke om noen"),
        fields=each(nobody="id topic content", link="publication"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "topic"], name="published_table_once")]


class Verdict(models.Model):
    """A person's decision on a version: published, or not."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    publication = models.OneToOneField(Publication, models.PROTECT, related_name="verdict")
    approved = models.BooleanField()
    by = models.UUIDField()
    at = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("Hvem som godkjente tallene, og når"),
        legal_basis=NO_PERSONAL_DATA,
        step=Step.NETWORK,
        readers=EVERYBODY,
        retention=with_parent(_("Følger tallene for kvartalet")),
        access_request=ASKED_FOR,
        fields=each(nobody="id approved at", employee="by", link="publication"),
    )
