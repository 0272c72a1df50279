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


class Began(models.TextChoices):
    """Why somebody is appointed. A code, so that nothing about a person's life can be written."""

    NEW = "new", _("Den første i oppgaven")
    SUCCEEDS = "succeeds", _("Tar over etter en annen")
    RENEWED = "renewed", _("Oppnevningen fornyes")
    STAND_IN = "stand_in", _("Vikar for en tid")


class Ended(models.TextChoices):
    """Why an appointment ends. A code, for the same reason: illness and conflicts are nobody's business here."""

    NEW_JOB = "new_job", _("Slutter eller bytter stilling")
    REPLACED = "replaced", _("En annen tar over")
    REORGANISED = "reorganised", _("Virksomheten organiserer arbeidet annerledes")
    MISTAKE = "mistake", _("Oppnevningen var ført feil")
    OTHER = "other", _("Noe annet")


class Confirmed(models.TextChoices):
    """What somebody answers when asked, once a year, whether they are still appointed."""

    STILL = "still", _("Ja, og telefonnummeret er riktig")
    PHONE = "phone", _("Ja, men telefonnummeret er feil")
    NOT_ANY_MORE = "not_any_more", _("Nei, ikke lenger")


class Side(models.TextChoices):
    """The two who tick off a hand-over list."""

    LEAVES = "leaves", _("Den som går")
    TAKES_OVER = "takes_over", _("Den som tar over")


class GoesTo(models.TextChoices):
    """To whom something goes when somebody leaves. Parts to play, not names."""

    SUCCESSOR = "successor", _("Den som tar over")
    DEPUTY = "deputy", _("Vara")
    ADMINISTRATOR = "administrator", _("Administratoren")
    ARCHIVE = "archive", _("Arkivet")
    POLICE = "police", _("Politikontakten")


class InstallationKind(models.TextChoices):
    """How this database came to be."""

    REAL = "real", _("Vanlig")
    DEMO = "demo", _("Demo")
