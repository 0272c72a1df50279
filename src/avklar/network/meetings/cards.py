"""What is shown of a meeting: small frozen values, never models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from avklar.network.meetings.states import Answer, Kind, State


@dataclass(frozen=True)
class Details:
    """When, where and what; `municipality_id` where it concerns one municipality only."""

    kind: Kind
    title: str
    place: str
    starts: datetime
    ends: datetime
    municipality_id: UUID | None = None


@dataclass(frozen=True)
class Point:
    """One point of the agenda; lasts `minutes`."""

    title: str
    minutes: int
    owner: str = ""


@dataclass(frozen=True)
class TimedPoint:
    """A point with the moment at which it begins."""

    starts: datetime
    title: str
    owner: str


@dataclass(frozen=True)
class MeetingLine:
    """A meeting in a list. `yes` and `attended` count municipalities, of `wanted`."""

    id: UUID
    kind: Kind
    title: str
    place: str
    starts: datetime
    ends: datetime
    state: State
    wanted: int
    yes: int
    attended: int


@dataclass(frozen=True)
class Place:
    """How a municipality stands to the meeting. `people`: (name, answer, who comes instead)."""

    id: UUID
    number: str
    name: str
    people: tuple[tuple[str, Answer, str], ...]
    attended: bool

    @property
    def answer(self) -> Answer:
        """One yes counts for the municipality; a no only when nobody of those invited is left to answer."""
        answers = {answer for _name, answer, _instead in self.people}
        for each in (Answer.YES, Answer.STAND_IN, Answer.NONE, Answer.NO):
            if each in answers:
                return each
        return Answer.NONE

    @property
    def comes(self) -> bool:
        """Whether somebody has said that they come."""
        return self.answer in (Answer.YES, Answer.STAND_IN)


@dataclass(frozen=True)
class Task:
    """A follow-up or, without owner and day, a decision."""

    id: UUID
    meeting_id: UUID
    text: str
    owner_id: UUID | None
    owner: str
    due: date | None
    done: bool

    def late(self, today: date) -> bool:
        """Whether its day has passed without it being done."""
        return self.due is not None and not self.done and self.due < today


@dataclass(frozen=True)
class MinutesCard:
    """The newest version of the minutes; `version` 0 and no text before there is one."""

    version: int = 0
    text: str = ""
    written_by: str = ""
    written_at: datetime | None = None


@dataclass(frozen=True)
class MeetingCard:
    """All of a meeting, as its page shows it."""

    id: UUID
    organisation_id: UUID
    municipality_id: UUID | None
    series_id: UUID | None
    kind: Kind
    title: str
    place: str
    starts: datetime
    ends: datetime
    state: State
    sequence: int
    version: int
    arranged_by: str
    agenda: tuple[Point, ...]
    places: tuple[Place, ...]
    tasks: tuple[Task, ...]
    minutes: MinutesCard
    minutes_sent_at: datetime | None
    invited_me: bool

    @property
    def programme(self) -> list[TimedPoint]:
        """The agenda with the clock time of each point."""
        at, found = self.starts, []
        for point in self.agenda:
            found.append(TimedPoint(at, point.title, point.owner))
            at += timedelta(minutes=point.minutes)
        return found


@dataclass(frozen=True)
class OpenInvitation:
    """What stands behind the link in an invitation."""

    id: UUID
    meeting_id: UUID
    title: str
    kind: Kind
    place: str
    starts: datetime
    ends: datetime
    state: State
    municipality_id: UUID
    municipality: str
    answer: Answer
    stand_in: str
