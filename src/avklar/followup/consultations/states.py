"""Sides and states of a consultation, and the allowed steps between states; pure."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

KEPT_AFTER_ENDING = timedelta(days=30)
"""An ended consultation is removed this long after it ended (R12)."""

KEPT_UNTOUCHED = timedelta(days=120)
"""One that nobody ends is removed this long after the asking municipality last wrote (R12: everything has its date)."""


class Side(models.TextChoices):
    """The two sides: the municipality that asks and owns the consultation, and the one asked."""

    OWNER = "owner", _("Den som spør")
    RECEIVER = "receiver", _("Den som svarer")

    @property
    def other(self) -> Side:
        """The side across the table."""
        return Side.RECEIVER if self is Side.OWNER else Side.OWNER


class State(models.TextChoices):
    """Where a consultation stands. `asked` waits for the receiver, the next two for the owner."""

    ASKED = "asked", _("Venter på svar")
    ANSWERED = "answered", _("Har fått svar")
    CONCLUDED = "concluded", _("Har fått råd")
    ENDED = "ended", _("Avsluttet")


STEPS: dict[State, frozenset[State]] = {
    State.ASKED: frozenset({State.ASKED, State.ANSWERED, State.CONCLUDED, State.ENDED}),
    State.ANSWERED: frozenset({State.ASKED, State.ANSWERED, State.CONCLUDED, State.ENDED}),
    State.CONCLUDED: frozenset({State.ASKED, State.ANSWERED, State.CONCLUDED, State.ENDED}),
    State.ENDED: frozenset(),
}

OPEN = frozenset(state for state, onward in STEPS.items() if onward)

AFTER_MESSAGE: dict[Side, State] = {Side.OWNER: State.ASKED, Side.RECEIVER: State.ANSWERED}
"""A message hands the turn to the other side."""

WAITS_FOR: dict[State, Side | None] = {
    State.ASKED: Side.RECEIVER,
    State.ANSWERED: Side.OWNER,
    State.CONCLUDED: Side.OWNER,
    State.ENDED: None,
}
"""Whose turn it is. After advice the owner ends the consultation."""


class Topic(models.TextChoices):
    """What the consultations asked in a quarter are counted by."""

    SETTING = "setting", _("Arena")
    RESULT = "result", _("Resultat")


class Result(models.TextChoices):
    """Whether the one asked has given advice."""

    ADVICE = "advice", _("Fikk råd")
    NONE = "none", _("Uten samlet råd")


class Group(models.TextChoices):
    """The three lists of one's consultations."""

    MINE = "mine", _("Venter på deg")
    OTHERS = "others", _("Venter på andre")
    ENDED = "ended", _("Avsluttet")


def states_of(group: Group, side: Side) -> frozenset[State]:
    """Which states stand in a list, seen from a side."""
    if group is Group.ENDED:
        return frozenset({State.ENDED})
    waited_for = side if group is Group.MINE else side.other
    return frozenset(state for state, turn in WAITS_FOR.items() if turn is waited_for)
