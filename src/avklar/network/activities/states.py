"""What an idea costs, whom it is for and how well it is tried; the states of an activity. Pure."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class TargetGroup(models.TextChoices):
    """Whom an idea or an activity is for: always a group, never a person."""

    CHILDREN = "children", _("Barn på barnetrinnet")
    YOUTH = "youth", _("Ungdom på ungdomstrinnet")
    YOUNG_ADULTS = "young-adults", _("Unge på videregående")
    PARENTS = "parents", _("Foreldre og foresatte")
    EMPLOYEES = "employees", _("Ansatte i tjenestene")
    VOLUNTEERS = "volunteers", _("Frivillige og trenere")
    EVERYBODY = "everybody", _("Alle innbyggere")


class Cost(models.TextChoices):
    """What it costs once, in kroner, besides the hours of those who do it."""

    NOTHING = "nothing", _("Ingen utgifter")
    LOW = "low", _("Under 5 000 kroner")
    MIDDLE = "middle", _("5 000–30 000 kroner")
    HIGH = "high", _("Over 30 000 kroner")


class Evidence(models.TextChoices):
    """How well it is known that it works."""

    MEASURED = "measured", _("Prøvd og målt")
    TRIED = "tried", _("Prøvd, ikke målt")
    NEW = "new", _("Ny idé")


class State(models.TextChoices):
    """Where an activity stands."""

    PLANNED = "planned", _("Planlagt")
    HELD = "held", _("Holdt")
    CANCELLED = "cancelled", _("Avlyst")


STEPS: dict[State, frozenset[State]] = {
    State.PLANNED: frozenset({State.HELD, State.CANCELLED}),
    State.HELD: frozenset({State.HELD}),  # what was written of it can be put right
    State.CANCELLED: frozenset(),
}
