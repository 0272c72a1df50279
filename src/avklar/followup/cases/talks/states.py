"""Where a talk stands, how it is called, and the allowed steps. Pure."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NOTICE = timedelta(days=3)
"""An ordered talk is normally summoned this long ahead (R6)."""


class TalkState(models.TextChoices):
    """Where a talk stands. No-show, refusal and a new date are ordinary outcomes without penalty."""

    PLANNED = "planned", pgettext_lazy("samtale", "Avtalt")
    HELD = "held", pgettext_lazy("samtale", "Holdt")
    NO_SHOW = "no_show", pgettext_lazy("samtale", "Personen kom ikke")
    REFUSED = "refused", pgettext_lazy("samtale", "Personen ønsket ikke å komme")
    MOVED = "moved", pgettext_lazy("samtale", "Flyttet til en ny dag")
    CANCELLED = "cancelled", pgettext_lazy("samtale", "Avlyst av politiet")


STEPS: dict[TalkState, frozenset[TalkState]] = {
    TalkState.PLANNED: frozenset(set(TalkState) - {TalkState.PLANNED}),
    TalkState.HELD: frozenset(),
    TalkState.NO_SHOW: frozenset(),
    TalkState.REFUSED: frozenset(),
    TalkState.MOVED: frozenset(),
    TalkState.CANCELLED: frozenset(),
}

ENDINGS = (TalkState.HELD, TalkState.NO_SHOW, TalkState.REFUSED, TalkState.CANCELLED)
"""What can be written down of a talk; a new date makes a new talk."""

AFTERWARDS = frozenset({TalkState.HELD, TalkState.NO_SHOW})
"""What can be written down only when the hour has come."""


class Attendance(models.TextChoices):
    """Voluntary, or ordered as the Police Act § 13 says (only under 18)."""

    VOLUNTARY = "voluntary", _("Frivillig")
    ORDERED = "ordered", _("Pålagt frammøte (politiloven § 13)")


class OrderGround(models.TextChoices):
    """The reason to believe that makes an order possible (R6)."""

    CHILD_ACT = "child_act", _("Et barn under 15 år har gjort noe som ellers er straffbart")
    OFFENCE = "offence", _("En som er under 18 år, har begått et lovbrudd")
    RESIDENCE_BAN = "residence_ban", _("En som er under 18 år, har brutt et oppholdsforbud")


class Language(models.TextChoices):
    """The language form of the letter."""

    BOKMAAL = "nb", _("Bokmål")
    NYNORSK = "nn", _("Nynorsk")
