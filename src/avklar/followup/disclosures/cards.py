"""What the pages and other rooms get to see of a disclosure: small frozen values, never models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from avklar.followup.cases.states import Age, Hand, Waiting
from avklar.followup.consultations.cards import reference as consultation_reference
from avklar.followup.disclosures.states import Box, ConsentAnswer, ConsentBy, Side, State, Verb
from avklar.foundation.ui.components import Text


def reference(disclosure_id: UUID, sent_at: datetime) -> str:
    """What both sides call it on the telephone, such as U-2026-7KQ4: made from the id's random part."""
    return "U" + consultation_reference(disclosure_id, sent_at)[1:]


@dataclass(frozen=True)
class Line:
    """A disclosure in a list: nothing that identifies anybody it is about. `other` is the organisation across."""

    id: UUID
    side: Side
    other: str
    facts: int
    age: Age
    state: State
    turn: str
    sent_at: datetime
    last_at: datetime
    answer_by: date | None
    returned: bool
    corrected: bool
    withdrawn: bool
    ended_at: datetime | None

    @property
    def reference(self) -> str:
        """The number both sides use."""
        return reference(self.id, self.sent_at)

    @property
    def waits_for_me(self) -> bool:
        """Whether it is the reader's side's turn."""
        return self.turn == self.side


@dataclass(frozen=True)
class Listing:
    """A page of one list, newest first. `older` is the id to go on from, or None on the last page."""

    box: Box
    lines: tuple[Line, ...]
    older: UUID | None


@dataclass(frozen=True)
class Earlier:
    """How a fact was worded before it was corrected."""

    text: str
    verified: bool
    until: datetime


@dataclass(frozen=True)
class CopiedFact:
    """One fact as the receiver gets it; `earlier` are the wordings that were corrected, oldest first."""

    position: int
    text: str
    seen_on: date
    hand: Hand
    verified: bool
    revision: int = 1
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True)
class Copy:
    """Exactly what the receiver gets: the composer's right side and the receiver's page draw the same value.

    `name` None: the name doesn't follow. "" in the composer: it follows, and is shown when one looks over.
    """

    sender: str
    sender_person: str
    receiver: str
    receiver_person: str
    age: Age
    purpose: str
    ground: Text
    proportionality: str
    facts: tuple[CopiedFact, ...]
    consent_until: date | None = None
    told_on: date | None = None
    not_told: Waiting | None = None
    not_told_reason: str = ""
    answer_by: date | None = None
    name: str | None = None
    name_reason: str = ""
    swap_reason: str = ""

    @property
    def unverified(self) -> int:
        """How many facts carry the mark «ikke bekreftet»."""
        return sum(not each.verified for each in self.facts)


@dataclass(frozen=True)
class Said:
    """One entry of what happened afterwards, with its words."""

    verb: Verb
    mine: bool
    author: str
    organisation: str
    at: datetime
    text: str


@dataclass(frozen=True)
class Page:
    """A disclosure opened by one of its two sides. `copy` is None for a receiver who sent it back.

    `case_id` is the reader's own case: the one it came from, or the one it was tied to. `removed_at` is the sender's.
    """

    line: Line
    copy: Copy | None
    entries: tuple[Said, ...]
    case_id: UUID | None
    consent_until: date | None
    own: str


@dataclass(frozen=True)
class Brief:
    """Enough to begin a case of one's own from what came in."""

    id: UUID
    reference: str
    sender: str
    age: Age
    facts: tuple[CopiedFact, ...]


@dataclass(frozen=True)
class Event:
    """A point for the case's timeline: what happened with a disclosure that the case sent or received (`verb` None).

    `line` is the disclosure as it stands now; `mine`: the reader's side did it.
    """

    line: Line
    verb: Verb | None
    at: datetime
    mine: bool

    @property
    def box(self) -> Box:
        """Whether it went out or came in."""
        return Box.OUT if self.line.side is Side.OWNER else Box.IN


@dataclass(frozen=True)
class ConsentCard:
    """An answer that was given to a question about sharing."""

    id: UUID
    receiver: UUID
    answer: ConsentAnswer
    given_by: ConsentBy
    asked_on: date
    until: date | None
    facts: tuple[UUID, ...]
    withdrawn_at: datetime | None
    words: str = ""
    receiver_name: str = ""

    @property
    def receiver_organisation_id(self) -> UUID:
        """The organisation it names."""
        return self.receiver

    @property
    def withdrawn(self) -> bool:
        """Whether it was taken back."""
        return self.withdrawn_at is not None
