"""What the overview keeps itself: how the district stood each month, what the lead aims at, which calls were made."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.retention.declarations import NO_PERSONAL_DATA, PUBLIC_TASK, Privacy, Step, each, kept, removed

LEAD = _("Lederen for strategi og forebygging i distriktet")


class MonthlyFigure(models.Model):
    """In how many municipalities of a district all was in place in a layer, when the month began."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    district = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    layer = models.CharField(max_length=24)
    good = models.PositiveSmallIntegerField()
    total = models.PositiveSmallIntegerField()

    privacy = Privacy(
        purpose=_("Vise hvordan distriktet har stått til måned for måned"),
        legal_basis=NO_PERSONAL_DATA,
        step=Step.NETWORK,
        readers=LEAD,
        retention=kept(_("Beholdes som historikk: antall kommuner, ingen navn")),
        access_request=_("Ingenting: raden handler ikke om noen"),
        fields=each(nobody="id month layer good total", link="district"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["district", "month", "layer"], name="monthly_figure_once")]


class Target(models.Model):
    """What the lead aims at in a layer; a newer one is a new row, and the old stay."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    district = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    layer = models.CharField(max_length=24)
    position = models.PositiveIntegerField()
    percent = models.PositiveSmallIntegerField()
    due = models.DateField()
    set_by = models.UUIDField()
    set_at = models.DateTimeField(default=clock.now)
    submission = models.UUIDField()

    privacy = Privacy(
        purpose=_("Hva distriktet har satt seg som mål for kommunene, og innen når"),
        legal_basis=NO_PERSONAL_DATA,
        step=Step.NETWORK,
        readers=LEAD,
        retention=kept(_("Beholdes som historikk over hva distriktet har satt seg som mål")),
        access_request=_("Hvilke mål en ansatt har satt"),
        fields=each(nobody="id layer position percent due set_at submission", employee="set_by", link="district"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district", "layer", "position"], name="target_version"),
            models.CheckConstraint(condition=Q(percent__gte=1, percent__lte=100), name="target_percent"),
        ]


class Call(models.Model):
    """That a municipality was called. What was said isn't written here."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    district = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    municipality = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    day = models.DateField()
    called_by = models.UUIDField()
    remove_at = models.DateTimeField()

    privacy = Privacy(
        purpose=_("Vite hvilke kommuner som er ringt, så ingen ringes to ganger om det samme"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=LEAD,
        retention=removed(_("Fjernes etter ett år"), due="remove_at", kind="lead-call"),
        access_request=_("Når en ansatt har ringt"),
        fields=each(nobody="id day remove_at", employee="called_by", link="district municipality"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["district", "municipality", "day"], name="call_once_a_day")]
        indexes = [models.Index(fields=["remove_at"], name="lead_call_due")]
