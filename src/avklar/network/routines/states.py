"""The seven routines and the states of a measure; pure."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Code(models.TextChoices):
    """What there is a template for; the order in which a municipality needs them."""

    RECEIVED = "bekymring-mottatt", _("Bekymring mottatt")
    UNNAMED = "drofting-uten-navn", _("Drøfting uten navn")
    DISCLOSURE = "utlevering", _("Utlevering")
    DANGER = "fare-naa", _("Fare nå")
    TALK = "samtale-med-barn-og-foresatte", _("Samtale med barn og foresatte")
    INCIDENT = "etter-en-hendelse", _("Etter en hendelse")
    HANDOVER = "overlevering", _("Overlevering når en kontakt slutter")


class Language(models.TextChoices):
    """The language forms that a routine may be written in."""

    BOKMAAL = "nb", _("Bokmål")
    NYNORSK = "nn", _("Nynorsk")


class Status(models.TextChoices):
    """How it goes with a measure of the action plan."""

    PLANNED = "planned", _("Planlagt")
    BEGUN = "begun", _("I gang")
    DONE = "done", _("Gjort")
    DROPPED = "dropped", _("Ikke aktuelt lenger")
    CARRIED = "carried", _("Ført videre til neste år")


UNFINISHED = frozenset({Status.PLANNED, Status.BEGUN})
CHOSEN = (Status.PLANNED, Status.BEGUN, Status.DONE, Status.DROPPED)
"""What one may set by hand; a measure is carried over only by the plan's closing."""
