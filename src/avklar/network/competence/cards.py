"""What is shown of competence: small frozen values, never models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from avklar.foundation.access.roles import Role
from avklar.network.competence.states import Level, Standing, Topic

Wish = dict[Topic, Level]
"""What a role should have: the least level in each topic."""


@dataclass(frozen=True)
class Alternative:
    """One answer to a question, and why. `chosen_by_us`: what we would have chosen; there is no grade."""

    text: str
    why: str
    chosen_by_us: bool


@dataclass(frozen=True)
class Question:
    """A question with its answers."""

    text: str
    answers: tuple[Alternative, ...]


@dataclass(frozen=True)
class Page:
    """One page of a course: a text in Markdown, and the questions after it."""

    title: str
    text: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Step:
    """What one sees at a time: a page's text, or one of its questions. `number` from 1."""

    number: int
    title: str
    text: str = ""
    question: Question | None = None


@dataclass(frozen=True)
class Course:
    """A whole course in one language. `valid_months` None: what one has learnt doesn't expire."""

    title: str
    topic: Topic
    level: Level
    minutes: int
    valid_months: int | None
    intro: str
    pages: tuple[Page, ...]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Text and questions one after another."""
        parts: list[tuple[str, str, Question | None]] = []
        for page in self.pages:
            if page.text:
                parts.append((page.title, page.text, None))
            parts += [(page.title, "", question) for question in page.questions]
        return tuple(Step(number, *part) for number, part in enumerate(parts, 1))


@dataclass(frozen=True)
class Edition:
    """The text of a course as it stands for a district. `version` 0: nobody has begun it or changed it yet.

    `ours`: the district has written it itself; otherwise it is the text that comes with Avklar.
    """

    code: str
    language: str
    version: int
    sources: tuple[tuple[str, str], ...]
    ours: bool
    course: Course


@dataclass(frozen=True)
class EditionLine:
    """One version of a course's text in the list of them."""

    version: int
    ours: bool
    made_by: str
    made_at: datetime


@dataclass(frozen=True)
class Running:
    """A course that somebody has begun. `at` is the step one is on; `answers` holds the answer chosen at a step."""

    id: UUID
    code: str
    language: str
    course: Course
    at: int
    answers: dict[int, int]
    moved_at: datetime


@dataclass(frozen=True)
class Learnt:
    """A course that was completed. `number` is the certificate's; empty for one from outside."""

    id: UUID
    user_id: UUID
    title: str
    organiser: str
    topic: Topic
    level: Level
    done_on: date
    valid_to: date | None
    number: str = ""
    code: str = ""
    language: str = ""

    def valid(self, on: date) -> bool:
        """Whether it counts on a day."""
        return self.done_on <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class Certificate:
    """A certificate as its paper shows it."""

    learnt: Learnt
    name: str
    organisation: str
    contents: tuple[str, ...]


@dataclass(frozen=True)
class Need:
    """A topic that a person should have at a level, and how it stands. `until`: when it expires or expired."""

    user_id: UUID
    topic: Topic
    level: Level
    standing: Standing
    until: date | None = None


@dataclass(frozen=True)
class PersonLine:
    """Somebody in the actor's own organisation, and all that the person should have."""

    user_id: UUID
    name: str
    roles: tuple[Role, ...]
    needs: tuple[Need, ...]


@dataclass(frozen=True)
class CompetenceStanding:
    """How many times somebody should have something, of which so many are valid, and so many have expired."""

    wanted: int = 0
    valid: int = 0
    expired: int = 0

    @property
    def missing(self) -> int:
        """Those nobody has had."""
        return self.wanted - self.valid - self.expired


@dataclass(frozen=True)
class WishLine:
    """What a role should have, from which day, and in which version; version 0 before anything was set."""

    role: Role
    wish: Wish
    valid_from: date | None
    version: int
