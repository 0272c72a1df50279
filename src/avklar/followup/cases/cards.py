"""What other rooms and the pages get to see of cases: small frozen values, never models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from avklar.followup.cases.states import (
    Age,
    Answer,
    Attitude,
    Effect,
    Hand,
    Kind,
    LegalClass,
    MeasureState,
    Motive,
    Origin,
    PersonKind,
    Service,
    Source,
    State,
    Step,
    Willingness,
)
from avklar.followup.cases.talks.cards import TalkCard


def reference(number: int) -> str:
    """«S-0031»: what people call a case."""
    return f"S-{number:04d}"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list: only columns that identify nobody. `step` is "" until a decision holds.

    `waits`: an assessment or a decision by somebody else waits for the reader as the second person.
    """

    id: UUID
    number: int
    age: Age
    state: State
    step: str
    outcome: str
    responsible: UUID
    opened_at: datetime
    last_at: datetime
    review_on: date
    look_again: date | None
    locked: bool
    stalled: bool
    closed_at: datetime | None
    waits: bool = False

    @property
    def reference(self) -> str:
        """«S-0031»."""
        return reference(self.number)


@dataclass(frozen=True)
class Page:
    """A page of a list, the last touched first. `newer` and `older`: is there more."""

    lines: tuple[Line, ...]
    newer: bool
    older: bool


@dataclass(frozen=True)
class Fact:
    """One observation, opened. `replaced` by a later row of the list, which corrects it."""

    id: UUID
    position: int
    seen_on: date
    source: Source
    hand: Hand
    verified: bool
    kind: Kind
    legal_class: LegalClass
    provision: str
    text: str
    interpretation: str
    added_by: UUID
    added_at: datetime
    replaces: UUID | None = None
    replaced: bool = False


@dataclass(frozen=True)
class Second:
    """What the second person said, if anybody has."""

    answer: Answer
    by: UUID | None
    at: datetime | None
    reason: str


@dataclass(frozen=True)
class Assessed:
    """One assessment, opened. `grounds` are ids of observations by axis."""

    id: UUID
    position: int
    attitude: Attitude
    willingness: Willingness
    attitude_reason: str
    willingness_reason: str
    attitude_grounds: tuple[UUID, ...]
    willingness_grounds: tuple[UUID, ...]
    ordinary: str
    protects: str
    motives: tuple[Motive, ...]
    by: UUID
    at: datetime
    second: Second


@dataclass(frozen=True)
class Decided:
    """One decision on the ladder, opened. `effective_at` None: it doesn't hold (yet)."""

    id: UUID
    position: int
    step: Step
    danger: bool
    deviates: bool
    reason: str
    deviation: str
    shut_because: str
    by: UUID
    at: datetime
    effective_at: datetime | None
    second: Second


@dataclass(frozen=True)
class Chosen:
    """A decision without its texts. `holds`: confirmed, or taken in danger and answered afterwards (R5)."""

    id: UUID
    by: UUID
    answer: Answer
    holds: bool


@dataclass(frozen=True)
class Entry:
    """One follow-up of a measure."""

    id: UUID
    on: date
    effect: Effect
    text: str
    by: UUID
    at: datetime


@dataclass(frozen=True)
class MeasureCard:
    """One measure of the plan, opened, its entries oldest first."""

    id: UUID
    position: int
    service: Service
    state: MeasureState
    starts_on: date
    next_on: date | None
    last_entry_at: datetime
    ended_at: datetime | None
    what: str
    who: str
    good_enough: str
    effect: str
    certificate_seen_on: date | None
    certificate_seen_by: UUID | None
    version: int
    stalled: bool
    by: UUID
    at: datetime
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Named:
    """Somebody who may read the case, since when."""

    user_id: UUID
    added_at: datetime


@dataclass(frozen=True)
class CasePersonCard:
    """An identity, opened for a reason."""

    id: UUID
    kind: PersonKind
    name: str
    identity_number: str
    phone: str


@dataclass(frozen=True)
class Opened:
    """A case with its texts. `readable` is False once it is closed or while it is locked: then every text is empty."""

    line: Line
    version: int
    readable: bool
    origin: Origin
    asked_for_help: bool
    opened_by: UUID
    told_on: date | None
    waiting: str
    locked_at: datetime | None
    open_until: datetime | None
    plan_agreed_on: date | None = None
    reason: str = ""
    waiting_reason: str = ""
    own_words: str = ""
    plan_agreed_with: str = ""
    staff: tuple[Named, ...] = ()
    facts: tuple[Fact, ...] = ()
    assessments: tuple[Assessed, ...] = ()
    decisions: tuple[Decided, ...] = ()
    measures: tuple[MeasureCard, ...] = ()
    talks: tuple[TalkCard, ...] = ()

    @property
    def standing_facts(self) -> tuple[Fact, ...]:
        """The observations that no correction has replaced."""
        return tuple(each for each in self.facts if not each.replaced)


@dataclass(frozen=True)
class NewCase:
    """The result of opening; `again` is True when the same submission had been received before."""

    id: UUID
    number: int
    again: bool = False

    @property
    def reference(self) -> str:
        """«S-0031»."""
        return reference(self.number)


@dataclass(frozen=True)
class Likeness:
    """Another case of the organisation whose person may be the same; a human judges. It shows nothing of the case."""

    case_id: UUID
    reference: str
    responsible: UUID
    said: str
