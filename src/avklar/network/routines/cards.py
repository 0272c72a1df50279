"""What is shown of routines and plans: small frozen values, never models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from avklar.network.routines.states import UNFINISHED, Code, Language, Status


@dataclass(frozen=True)
class Template:
    """A version of a template in both language forms; `position` 1 is the shipped one and has nobody's name."""

    code: Code
    position: int
    texts: Mapping[Language, str]
    note: str = ""
    published_by: str = ""
    published_at: datetime | None = None


@dataclass(frozen=True)
class Version:
    """An approved version."""

    id: UUID
    position: int
    text: str
    template_position: int
    note: str
    written_by: str
    approved_by: str
    approved_at: datetime
    review_due: date
    reviews: tuple[tuple[str, datetime, date], ...] = ()

    @property
    def due(self) -> date:
        """When it is to be reviewed next: after the last review, or a year after the approval."""
        return max([self.review_due, *(due for _name, _at, due in self.reviews)])


@dataclass(frozen=True)
class RoutineCard:
    """A routine as the municipality that owns it sees it. `versions`: the newest first."""

    id: UUID
    organisation_id: UUID
    code: Code
    language: Language
    text: str
    template_position: int
    version: int
    written_by: UUID
    written_by_name: str
    written_at: datetime
    versions: tuple[Version, ...]
    newest_template: Template
    mine: bool = False  # whether the one who asks has read the version in force

    @property
    def in_force(self) -> Version | None:
        """The approved version that holds now."""
        return self.versions[0] if self.versions else None

    @property
    def changed(self) -> bool:
        """Whether the working text differs from the version in force."""
        return self.in_force is None or self.in_force.text != self.text

    @property
    def template_waits(self) -> bool:
        """Whether the template has got a newer version than the working text builds on."""
        return self.newest_template.position > self.template_position


@dataclass(frozen=True)
class Reader:
    """An employee, and when the version in force was read; None if it wasn't."""

    name: str
    at: datetime | None


@dataclass(frozen=True)
class RoutineStanding:
    """How a municipality stands: approved routines of those wanted, reviews over their day, readings of those asked."""

    adopted: int = 0
    wanted: int = len(Code)
    overdue: int = 0


@dataclass(frozen=True)
class MeasureCard:
    """A measure of the plan."""

    id: UUID
    goal: str
    text: str
    responsible: str
    deadline: date
    status: Status
    version: int

    def late(self, today: date) -> bool:
        """Whether its day has passed without it being done."""
        return self.status in UNFINISHED and self.deadline < today


@dataclass(frozen=True)
class PlanCard:
    """The action plan of one year."""

    id: UUID
    year: int
    closed_by: str
    closed_at: datetime | None
    measures: tuple[MeasureCard, ...]
    years: tuple[int, ...] = field(default=())

    @property
    def goals(self) -> list[tuple[str, list[MeasureCard]]]:
        """The measures under their goals, in the order they were written."""
        found: dict[str, list[MeasureCard]] = {}
        for each in self.measures:
            found.setdefault(each.goal, []).append(each)
        return list(found.items())
