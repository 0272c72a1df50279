"""What is shown of discussions and comments: small frozen values, never models."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from avklar.public.comments.hours import DEFAULT, Hours
from avklar.public.comments.states import Ground, Held, Mode, Night, State, Verb

Rules = dict[str, list[str]]
"""Language → the rules in order. A rule has the same number in all languages."""


@dataclass(frozen=True)
class Settings:
    """What holds for the whole site. `version` 0 is what the system comes with; rules are empty where it speaks."""

    version: int = 0
    hours: Hours = DEFAULT
    night: Night = Night.SHUT
    closes_after: int | None = None
    most_links: int = 2
    most_alike: int = 1
    most_an_hour: int = 10
    rules: Rules = field(default_factory=dict)


@dataclass(frozen=True)
class Own:
    """What a discussion has of its own; None leaves it to the site."""

    mode: Mode = Mode.OPEN
    closes_after: int | None = None
    hours: Hours | None = None


@dataclass(frozen=True)
class DiscussionCard:
    """A discussion with the site's settings as they are now."""

    id: UUID
    organisation_id: UUID
    title: str
    url: str
    opened_at: datetime
    version: int
    own: Own
    settings: Settings

    @property
    def hours(self) -> Hours:
        """The hours that hold here."""
        return self.own.hours or self.settings.hours

    @property
    def closes_after(self) -> int | None:
        """After how many days it closes for good."""
        return self.settings.closes_after if self.own.closes_after is None else self.own.closes_after


@dataclass(frozen=True)
class CommentCard:
    """A comment as the public sees it. Text and name are empty where they are gone."""

    id: UUID
    parent_id: UUID | None
    state: State
    name: str
    text: str
    at: datetime
    staff: bool = False
    edited_at: datetime | None = None
    decided_at: datetime | None = None
    rule: int = 0
    rule_text: str = ""
    answers: tuple[CommentCard, ...] = ()


@dataclass(frozen=True)
class Act:
    """A line of a comment's log."""

    at: datetime
    verb: Verb
    who: str
    rule: int


@dataclass(frozen=True)
class ReportCard:
    """What a reader said of a comment."""

    at: datetime
    ground: Ground
    note: str


@dataclass(frozen=True)
class ComplaintCard:
    """A writer's complaint that waits, and who took the comment down."""

    id: UUID
    text: str
    at: datetime
    against: UUID
    against_name: str


@dataclass(frozen=True)
class Waiting:
    """A comment on the moderators' desk: what waits to be read, was reported or is complained about."""

    id: UUID
    version: int
    discussion_id: UUID
    title: str
    url: str
    name: str
    text: str
    at: datetime
    state: State
    held: tuple[Held, ...]
    finds: tuple[tuple[int, int, str], ...] = ()
    answers_to: str = ""
    reports: tuple[ReportCard, ...] = ()
    complaint: ComplaintCard | None = None
    rule: int = 0
    rule_text: str = ""
    log: tuple[Act, ...] = ()


@dataclass(frozen=True)
class OwnComment:
    """A comment as its writer sees it."""

    id: UUID
    version: int
    discussion_id: UUID
    title: str
    url: str
    text: str
    at: datetime
    state: State
    rule: int
    rule_text: str
    may_edit: bool
    may_complain: bool
    queued: bool  # what is changed while the field is closed waits until it is read
    verdict: str = ""
