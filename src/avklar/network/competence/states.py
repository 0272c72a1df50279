"""Topics, levels, and how a person stands to what the role should have. Pure."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    """What competence can be about."""

    SIGNS = "signs", _("Tegn")
    MOTIVES = "motives", _("Motiver")
    SECRECY = "secrecy", _("Taushetsplikt og utlevering")
    TALK = "talk", _("Avklaringssamtalen")
    MENTOR = "mentor", _("Mentor")
    CHILDREN = "children", _("Barn og unge")
    MILIEUS = "milieus", _("Ekstreme miljøer")
    CONVERSATION = "conversation", _("Samtalen med den det gjelder")


class Level(models.TextChoices):
    """How deep it goes; a higher level covers the lower ones."""

    INTRODUCTION = "introduction", _("Innføring")
    DEEPENING = "deepening", _("Fordypning")
    SPECIALIST = "specialist", _("Spesialist")

    @property
    def rank(self) -> int:
        """0 for the introduction, 2 for the specialist."""
        return list(Level).index(self)


class Standing(models.TextChoices):
    """How a person stands to one topic that the role should have."""

    VALID = "valid", _("Gyldig")
    SOON = "soon", _("Går snart ut")
    EXPIRED = "expired", _("Har gått ut")
    MISSING = "missing", _("Mangler")


LANGUAGES = {"nb": _("Bokmål"), "nn": _("Nynorsk")}
"""The languages that a course is written in."""
