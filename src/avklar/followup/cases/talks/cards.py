"""What the pages get to see of talks: small frozen values, never models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from avklar.followup.cases.states import Result
from avklar.followup.cases.talks.states import Attendance, Language, OrderGround, TalkState


@dataclass(frozen=True)
class TalkCard:
    """One talk, opened."""

    id: UUID
    position: int
    at: datetime
    attendance: Attendance
    ground: OrderGround | None
    collection: bool
    language: Language
    state: TalkState
    result: Result | None
    place: str
    purpose: str
    phone: str
    order_reason: str
    guardians: str
    no_guardians_reason: str
    agreed_plan: str
    invited_by: UUID
    invited_at: datetime
    ended_at: datetime | None
    version: int
    short_notice_reason: str = ""


@dataclass(frozen=True)
class Soon:
    """A talk that is planned, without its texts: in which case, and when."""

    case_id: UUID
    reference: str
    at: datetime


@dataclass(frozen=True)
class Phase:
    """A phase in the reader's language; `version` 0 is the shipped one."""

    code: str
    position: int
    title: str
    help: str
    active: bool
    version: int


@dataclass(frozen=True)
class PhaseWords:
    """A phase in both forms, to be edited."""

    code: str
    position: int
    title_nb: str
    title_nn: str
    help_nb: str
    help_nn: str
    active: bool
    version: int


@dataclass(frozen=True)
class Note:
    """A note of one phase, opened."""

    phase: str
    text: str
    version: int


@dataclass(frozen=True)
class NotesBasis:
    """The basis on which notes per phase may stand here, and who entered it when."""

    basis: str
    entered_by: UUID
    entered_at: datetime
    ended_at: datetime | None
