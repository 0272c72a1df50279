"""Sides, states and verbs of a disclosure, and the table of what follows what; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MOST_FACTS = 100
LONGEST_FACT = 2000
LONGEST_TEXT = 4000
LONGEST_PURPOSE = 300
MOST_CONSENTS = 50

KEPT_AFTER_ENDING = timedelta(days=365)
"""An ended disclosure is removed this long after it ended, at both sides (R12)."""

KEPT_UNTOUCHED = timedelta(days=730)
"""One that nobody ends is removed this long after the sender last wrote (R12: everything has its date)."""


class Side(models.TextChoices):
    """The two sides: the organisation that sent and owns the disclosure, and the one that received it."""

    OWNER = "owner", pgettext_lazy("utlevering", "Avsender")
    RECEIVER = "receiver", pgettext_lazy("utlevering", "Mottaker")

    @property
    def other(self) -> Side:
        """The side across the table."""
        return Side.RECEIVER if self is Side.OWNER else Side.OWNER


class State(models.TextChoices):
    """Where a disclosure stands. Whose turn it is stands beside (`turn`)."""

    SENT = "sent", pgettext_lazy("utlevering", "Sendt")
    ACCEPTED = "accepted", pgettext_lazy("utlevering", "Tatt imot")
    ANSWERED = "answered", pgettext_lazy("utlevering", "Har fått tilbakemelding")
    RETURNED = "returned", pgettext_lazy("utlevering", "Sendt tilbake")
    ENDED = "ended", pgettext_lazy("utlevering", "Avsluttet")


class Verb(models.TextChoices):
    """What can happen to a disclosure after it was sent; the value is kept with each entry."""

    ACCEPT = "accept", pgettext_lazy("utlevering", "Tok imot")
    ASK = "ask", pgettext_lazy("utlevering", "Spurte")
    REPLY = "reply", pgettext_lazy("utlevering", "Svarte")
    RETURN = "return", pgettext_lazy("utlevering", "Sendte tilbake")
    FEEDBACK = "feedback", pgettext_lazy("utlevering", "Ga tilbakemelding")
    CORRECT = "correct", pgettext_lazy("utlevering", "Rettet en opplysning")
    WITHDRAW = "withdraw", pgettext_lazy("utlevering", "Samtykket ble trukket")
    END = "end", pgettext_lazy("utlevering", "Avsluttet")


@dataclass(frozen=True)
class Move:
    """Who may do a verb, from which states, where it leads (None: it stays), and whose turn it is then.

    `turn` None: it doesn't change. `text`: something must be written. `note`: what tells the other side.
    """

    side: Side
    states: frozenset[State]
    to: State | None = None
    turn: str | None = None
    text: bool = False
    note: str = ""


NOBODY = ""
_OPEN = frozenset({State.SENT, State.ACCEPTED, State.ANSWERED})

MOVES: dict[Verb, Move] = {
    Verb.ACCEPT: Move(Side.RECEIVER, frozenset({State.SENT}), State.ACCEPTED, Side.RECEIVER, note="disclosure_answer"),
    Verb.ASK: Move(Side.RECEIVER, _OPEN, None, Side.OWNER, text=True, note="disclosure_message"),
    Verb.REPLY: Move(Side.OWNER, _OPEN, None, Side.RECEIVER, text=True, note="disclosure_message"),
    Verb.RETURN: Move(
        Side.RECEIVER, frozenset({State.SENT}), State.RETURNED, Side.OWNER, text=True, note="disclosure_returned"
    ),
    Verb.FEEDBACK: Move(
        Side.RECEIVER,
        frozenset({State.ACCEPTED, State.ANSWERED}),
        State.ANSWERED,
        Side.OWNER,
        text=True,
        note="disclosure_answer",
    ),
    Verb.CORRECT: Move(Side.OWNER, _OPEN | {State.ENDED}, None, None, text=True, note="disclosure_corrected"),
    Verb.WITHDRAW: Move(Side.OWNER, _OPEN | {State.RETURNED, State.ENDED}, None, None, note="disclosure_withdrawn"),
    Verb.END: Move(Side.OWNER, _OPEN | {State.RETURNED}, State.ENDED, NOBODY),
}

STEPS: dict[State, frozenset[State]] = {
    state: frozenset(move.to or state for move in MOVES.values() if state in move.states) for state in State
}
"""The allowed steps, read from the verbs. Corrections and withdrawals reach the receiver after the end too (R7, R9)."""


class Box(models.TextChoices):
    """The two lists of an organisation."""

    IN = "inn", _("Kommet inn")
    OUT = "ut", _("Sendt ut")

    @property
    def side(self) -> Side:
        """Which side one is on in the list."""
        return Side.RECEIVER if self is Box.IN else Side.OWNER


class ConsentAnswer(models.TextChoices):
    """What was said when somebody was asked for consent."""

    GIVEN = "given", pgettext_lazy("samtykke", "Ja")
    REFUSED = "refused", pgettext_lazy("samtykke", "Nei")


class ConsentBy(models.TextChoices):
    """Who was asked."""

    PERSON = "person", _("Personen selv")
    GUARDIANS = "guardians", _("De foresatte")
    BOTH = "both", _("Personen selv og de foresatte")
