"""What a meeting can be, and the steps between its states. Pure."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What sort of meeting it is; the first two are for the whole district, the others for one municipality."""

    STARTUP = "startup", _("Oppstartsmøte")
    GATHERING = "gathering", _("Samling")
    COUNCIL = "council", _("Politiråd")
    LOCAL = "local", _("Lokalt møte")


DISTRICT_KINDS = frozenset({Kind.STARTUP, Kind.GATHERING})


class State(models.TextChoices):
    """How far the meeting has come."""

    DRAFT = "draft", _("Utkast")
    INVITED = "invited", _("Innkalt")
    HELD = "held", _("Holdt")
    CANCELLED = "cancelled", _("Avlyst")


STEPS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.INVITED, State.CANCELLED}),
    State.INVITED: frozenset({State.HELD, State.CANCELLED}),
    State.HELD: frozenset(),
    State.CANCELLED: frozenset(),
}
"""From each state, where it can go. `held` has no button: the first attendance or minutes make it so."""


class Answer(models.TextChoices):
    """What an invited person answered."""

    NONE = "", _("Ikke svart")
    YES = "yes", _("Kommer")
    STAND_IN = "stand_in", _("En annen kommer")
    NO = "no", _("Kommer ikke")


class How(models.TextChoices):
    """How an attendance was registered."""

    LIST = "list", _("Ført på lista")
    CODE = "code", _("Registrert i døra")
