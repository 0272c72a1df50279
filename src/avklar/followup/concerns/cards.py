"""What other rooms and the pages get to see of concerns: small frozen values, never models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from avklar.followup.concerns.states import (
    PRIVATE,
    About,
    Hand,
    Naming,
    Outcome,
    SenderKind,
    Shelf,
    Side,
    State,
    Utterance,
    When,
)
from avklar.foundation.anonymity import AgeBand, Setting


def reference(number: int) -> str:
    """«B-0184»: what people call a concern."""
    return f"B-{number:04d}"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list: only columns that identify nobody."""

    id: UUID
    number: int
    sender_kind: SenderKind
    about: About
    age_band: AgeBand
    setting: Setting
    state: State
    outcome: str
    sent_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    unproved: bool = False

    @property
    def private(self) -> bool:
        """Whether it was written by somebody without an account."""
        return self.sender_kind in PRIVATE

    @property
    def reference(self) -> str:
        """«B-0184»."""
        return reference(self.number)


@dataclass(frozen=True)
class Page:
    """A page of a list, newest first. `newer` and `older`: is there more; `shelf` None is the sender's own."""

    lines: tuple[Line, ...]
    newer: bool
    older: bool
    shelf: Shelf | None = None


@dataclass(frozen=True)
class Seen:
    """One observation, opened. `by_contact` is None until the contact has classed it (R3)."""

    id: UUID
    position: int
    seen: When
    hand: Hand
    reported: Utterance
    by_contact: Utterance | None
    provision: str
    fact: str
    interpretation: str


@dataclass(frozen=True)
class Said:
    """One message, opened. `author_id` is shown as a name to the contacts only when it is one of them.

    A private person has none.
    """

    id: UUID
    side: Side
    author_id: UUID | None
    question: bool
    text: str
    at: datetime


@dataclass(frozen=True)
class Opened:
    """A concern with its texts. `readable` is False once it is closed: then every text is empty (R12)."""

    line: Line
    version: int
    danger_advised: bool
    answered_at: datetime | None
    read_at: datetime | None
    sealed_at: datetime | None
    readable: bool
    ordinary: str = ""
    works_well: str = ""
    done: str = ""
    wish: str = ""
    kept: tuple[dict[str, str], ...] = ()
    note: str = ""
    note_version: int = 1
    note_by: UUID | None = None
    observations: tuple[Seen, ...] = ()
    messages: tuple[Said, ...] = ()
    naming: Naming | None = None
    signature: str = ""
    receipt_ends_at: datetime | None = None

    @property
    def answered(self) -> bool:
        """Whether the sender has got an answer from the contact."""
        return self.answered_at is not None

    @property
    def unread(self) -> bool:
        """Whether the sender has said nothing yet to the contact's last message, not even that it is read."""
        last = max((each.at for each in self.messages if each.side is Side.RECEIVER), default=None)
        return last is not None and (self.read_at is None or self.read_at < last)


@dataclass(frozen=True)
class Brief:
    """The coarse facts of a concern for the room above: enough to begin an unnamed consultation, and no text."""

    id: UUID
    reference: str
    about: About
    age_band: AgeBand
    setting: Setting
    state: State


@dataclass(frozen=True)
class Sent:
    """The result of sending; `again` is True when the same submission had been received before."""

    id: UUID
    number: int
    again: bool = False

    @property
    def reference(self) -> str:
        """«B-0184»."""
        return reference(self.number)


@dataclass(frozen=True)
class Told:
    """The result of a private person's worry: the receipt, shown now and stored nowhere; `again` as in `Sent`."""

    receipt: str
    due_at: datetime | None
    receipt_ends_at: datetime | None
    again: bool = False


@dataclass(frozen=True)
class Unsent:
    """A draft of the form that waits to go on."""

    saved_at: datetime
    expires: datetime


@dataclass(frozen=True)
class Closed:
    """Which outcome a concern was closed with, and when."""

    outcome: Outcome
    at: datetime
