"""What other rooms and the pages get to see of step 4: small frozen values, never models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from avklar.followup.cases.ladder import Shut
from avklar.followup.escalation.states import Answer, How, Kind


@dataclass(frozen=True, slots=True)
class Recorded:
    """A contact without its texts, for the case's timeline. `outcome` is "" for PST."""

    id: UUID
    kind: Kind
    outcome: str
    how: How
    happened_at: datetime
    danger: bool
    against_ladder: bool
    by: UUID
    at: datetime
    answer: Answer
    answered_by: UUID | None
    answered_at: datetime | None


@dataclass(frozen=True)
class Contact:
    """The same with its texts. `shut_because` says why the ladder said no, `reason` why it was done all the same."""

    line: Recorded
    handed_to: str
    what: str
    reason: str
    shut_because: str
    answer_reason: str


@dataclass(frozen=True)
class Asked:
    """Somebody has asked that a locked case be opened until `until`, or it has been."""

    id: UUID
    by: UUID
    at: datetime
    until: datetime
    reason: str
    answered_by: UUID | None = None


@dataclass(frozen=True)
class Opening:
    """A locked case has been open for a time: who asked, who said yes when, and when it ended or will end."""

    by: UUID
    answered_by: UUID
    at: datetime
    until: datetime


@dataclass(frozen=True)
class Lock:
    """Why a case is locked (PST was contacted), since when, and what is going on to open it for a time.

    `open_until`: it is open now, until then. `first` is the contact that locked it. `pending` waits for another
    person; `open` is the opening that holds now. Their texts are empty.
    """

    since: datetime
    open_until: datetime | None
    first: Recorded | None
    pending: Asked | None = None
    open: Asked | None = None


@dataclass(frozen=True)
class Said:
    """What the ladder says of one kind of contact right now: yes when `shut` is None."""

    kind: Kind
    shut: Shut | None
