"""The words of statistics: how far a making has come, how figures are rounded, what was decided. Pure."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Progress(models.TextChoices):
    """Where the making of a draft stands."""

    WAITING = "waiting", _("Venter på tur")
    WORKING = "working", _("Arbeider")
    READY = "ready", _("Ferdig")
    TOO_SMALL = "too_small", _("For liten endring")
    STALE = "stale", _("Et kvartal har endret seg")
    UNSAFE = "unsafe", _("Stoppet av kontrollen")
    FAILED = "failed", _("Stoppet av en feil")


OVER = frozenset({Progress.READY, Progress.TOO_SMALL, Progress.STALE, Progress.UNSAFE, Progress.FAILED})

WHY_STOPPED: dict[Progress, object] = {
    Progress.TOO_SMALL: _(
        "Tallene har endret seg med færre enn fem siden sist. Forskjellen ville vist enkeltmeldinger. De gamle tallene "
        "blir stående."
    ),
    Progress.STALE: _("Et kvartal har endret seg siden det ble publisert. Rett kvartalet først."),
    Progress.UNSAFE: _("Kontrollen fant et skjult tall som kunne vært regnet ut. Ingenting er vist for noen."),
    Progress.FAILED: _("Noe gikk galt mens vi telte. Prøv igjen om litt."),
}


class Rounding(models.IntegerChoices):
    """What the district has decided about shown figures."""

    NONE = 0, _("Ingen avrunding")
    FIVE = 5, _("Til nærmeste fem")


class Stage(models.TextChoices):
    """Where a version stands."""

    DRAFT = "draft", _("Venter på godkjenning")
    PUBLISHED = "published", _("Publisert")
    REJECTED = "rejected", _("Ikke godkjent")
