"""What is shown of ideas and activities: small frozen values, never models."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from avklar.network.activities.states import Cost, Evidence, State, TargetGroup


@dataclass(frozen=True)
class IdeaWords:
    """What is written of an idea."""

    title: str
    what: str
    target: TargetGroup
    cost: Cost
    evidence: Evidence
    source: str = ""
    link: str = ""


@dataclass(frozen=True)
class Plan:
    """What, when, where and with whom. Without hours it lasts all day; hours are those of Norway on each day.

    `open`: everybody may come, and may read of it.
    """

    title: str
    target: TargetGroup
    first: date
    last: date
    place: str
    starts: time | None = None
    ends: time | None = None
    partners: str = ""
    open: bool = False


@dataclass(frozen=True)
class Origin:
    """Another idea, and whose it is."""

    id: UUID
    owner_id: UUID
    owner: str


@dataclass(frozen=True)
class IdeaCard:
    """An idea of the bank. `copies`: whose copies there are; `origin` where it was borrowed."""

    id: UUID
    organisation_id: UUID
    owner: str
    words: IdeaWords
    version: int
    written_by: str
    written_at: datetime
    origin: Origin | None = None
    copies: tuple[Origin, ...] = ()

    @property
    def title(self) -> str:
        """What the idea is called."""
        return self.words.title


@dataclass(frozen=True)
class ActivityCard:
    """An activity; `owner` is the municipality, or the police district."""

    id: UUID
    organisation_id: UUID
    owner: str
    plan: Plan
    state: State
    reach: int | None
    evaluation: str
    sequence: int
    version: int
    written_by: str
    written_at: datetime
    idea_id: UUID | None = None
    idea_title: str = ""

    @property
    def title(self) -> str:
        """What the activity is called."""
        return self.plan.title

    def waits(self, today: date) -> bool:
        """Whether its days have passed without anybody saying whether it was held."""
        return self.state == State.PLANNED and self.plan.last < today


@dataclass(frozen=True)
class Month:
    """The activities that begin in a month, in the order of time."""

    first: date
    activities: list[ActivityCard] = field(default_factory=list)


@dataclass(frozen=True)
class ActivityStanding:
    """How a municipality stands: held within a year, planned ahead, and the last day something was held."""

    held: int = 0
    planned: int = 0
    last: date | None = None
