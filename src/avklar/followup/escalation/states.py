"""The words of step 4: what was contacted, how, with which outcome, and for how long a case may be opened. Pure."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from avklar.followup.cases.states import Step

LONGEST_OFFICE = 200
LONGEST_WHAT = 1000
LONGEST_REASON = 2000
LONGEST_OPENING = timedelta(hours=24)
HOURS = (1, 2, 4, 8, 24)
"""How long one may ask for a locked case to be open."""


class Kind(models.TextChoices):
    """Who was contacted: the police's own side for criminal cases, or the security service."""

    POLICE = "police", _("Politiets straffesaksside")
    PST = "pst", _("PST")

    @property
    def step(self) -> Step:
        """The step of the ladder that the contact carries out (R5)."""
        return Step.POLICE if self is Kind.POLICE else Step.PST


class Outcome(models.TextChoices):
    """What became of the question of a criminal case; the case itself lies in the police's own system."""

    REPORTED = "reported", _("Forholdet er anmeldt")
    CONSIDERED = "considered", _("Straffesak vurderes")
    DROPPED = "dropped", _("Straffesak er vurdert, og det blir ingen")


class How(models.TextChoices):
    """The way the contact took."""

    TELEPHONE = "telephone", _("Telefon")
    MEETING = "meeting", _("Møte")
    SECURE = "secure", _("Gradert eller sikret samband")
    EMERGENCY = "emergency", _("Nødtelefon 112")


class Answer(models.TextChoices):
    """What the second person said. Nothing here goes without one."""

    WAITING = "waiting", _("Venter på person nummer to")
    CONFIRMED = "confirmed", pgettext_lazy("varsling", "Bekreftet")
    REFUSED = "refused", pgettext_lazy("varsling", "Avvist")
