"""What the components are filled with: small frozen values that views build and templates draw. No domain, no queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from avklar.foundation.ui import icons

Text = str | Promise

StateKind = Literal["new", "soon", "over", "wait", "done", "shut", "other", "plain"]
STATE_ICONS: dict[str, str] = {
    "new": "flag",
    "soon": "clock",
    "over": "clock",
    "wait": "hourglass",
    "done": "check",
    "shut": "lock",
    "other": "person",
    "plain": "info",
}


@dataclass(frozen=True, slots=True)
class State:
    """A state tag: icon and words. `over` is past its deadline (amber, never red)."""

    kind: StateKind
    text: Text
    icon: str = ""

    @property
    def svg(self) -> SafeString:
        return icons.SVG[self.icon or STATE_ICONS[self.kind]]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of work; the whole row is one link. Holds nothing that identifies a person."""

    url: str
    title: Text
    meta: Text = ""
    state: State | None = None
    note: Text = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link, or with `post` a button that posts to `url` (signing out, changing organisation)."""

    label: Text
    url: str
    post: bool = False
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An entry of the main menu; `count` is the number of new things behind it."""

    label: Text
    url: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True, slots=True)
class ActorCard:
    """Who is signed in and for which organisation, with the links that belong to the person."""

    name: str
    organisation: str
    initials: str
    links: tuple[Link, ...] = ()
    footer: Text = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """What was seen or heard, beside how it is interpreted. `seen` picks the icon: an eye, otherwise an ear."""

    when: Text
    hand: Text
    fact: str
    interpretation: str = ""
    utterance: State | None = None
    utterance_text: Text = ""
    interpretation_heading: Text = ""
    seen: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """One message; side `mine` stands to the right, `theirs` is the other organisation, `plain` the worried person."""

    author: Text
    when: Text
    text: str
    side: Literal["mine", "theirs", "plain"] = "plain"
    initials: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the funnel. kind: "" counted, "if" what one more would do, "if stop" what would stop sending."""

    text: Text
    count: Text
    kind: Literal["", "if", "if stop"] = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A button under a find: posts name=value."""

    label: Text
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Find:
    """A marked place in a text: characters [start, end). `quote` is what stands there; the best offer comes first."""

    number: int
    start: int
    end: int
    quote: str
    says: Text
    why: Text = ""
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A point on the timeline. `turn` = decision (filled), "" = event, `care` = needs care, `ahead` = to come."""

    when: Text
    text: Text
    kind: Literal["", "turn", "care", "ahead"] = ""
    datetime: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number of how many, a goal if there is one, and the change in words."""

    title: Text
    value: int
    total: int
    goal: int | None = None
    say: Text = ""

    @property
    def width(self) -> int:
        return round(320 * self.value / self.total) if self.total else 0

    @property
    def goal_at(self) -> int:
        return round(320 * (self.goal or 0) / self.total) if self.total else 0


@dataclass(frozen=True, slots=True)
class Pager:
    """Keyset pages: addresses, empty where there is no such page. No page numbers, so the last is as fast as the first."""

    first: str = ""
    previous: str = ""
    next: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A choice with its consequence; with `shut` it can't be chosen, and the sentence says why."""

    value: str
    label: Text
    says: Text = ""
    shut: Text = ""


@dataclass(frozen=True, slots=True)
class Crowd:
    """The anonymity meter: how many persons the facts fit (rounded down), and the limit of R2."""

    number: int
    limit: int = 5
    figures: Sequence[tuple[float, int, str]] = field(default=(), init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "figures", tuple(crowd_figures(self.number, self.limit)))

    @property
    def enough(self) -> bool:
        return self.number >= self.limit


MOST_DRAWN = 44
PER_ROW = 18


def crowd_figures(number: int, limit: int) -> list[tuple[float, int, str]]:
    """Places (x, y, class) of the figures: the first `limit` stand apart at the left, missing ones are outlines there."""
    drawn = min(number, MOST_DRAWN)
    edge = [(12.0 + 17 * i, 22, "p edge" if i < drawn else "p off") for i in range(limit)]
    rest = max(drawn - limit, 0)
    return edge + [(120 + 18.5 * (i % PER_ROW), 22 + 42 * (i // PER_ROW), "p") for i in range(rest)]
