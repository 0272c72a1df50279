"""Kinds and states of organisations, appointments and memberships; pure."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    """A controller and tenant of its own."""

    MUNICIPALITY = "municipality", _("Kommune")
    POLICE_DISTRICT = "police_district", _("Politidistrikt")


class LanguageDecision(models.TextChoices):
    """The municipality's decision on the language form of letters from the state."""

    BOKMAAL = "nb", _("Bokmål")
    NYNORSK = "nn", _("Nynorsk")
    NEUTRAL = "neutral", _("Nøytral")


class AppointmentKind(models.TextChoices):
    """What a person is appointed as for a municipality (R18)."""

    CONTACT = "contact", _("Radikaliseringskontakt")
    DEPUTY = "deputy", _("Vara")
    SUBSTITUTE = "substitute", _("Stedfortreder")
    POLICE_CONTACT = "police_contact", _("Politikontakt")


class InstallationKind(models.TextChoices):
    """How this database came to be."""

    REAL = "real", _("Vanlig")
    DEMO = "demo", _("Demo")
