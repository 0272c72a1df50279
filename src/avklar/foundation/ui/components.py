"""What the components are filled with: small frozen values; views build them, templates draw them. No queries."""

from __future__ import annotations

from dataclasses import dataclass
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
    """What was seen or heard, beside how it is interpreted. `seen` picks the icon: an eye, otherwise an ear.

    `unsure` says in words that nobody has confirmed it.
    """

    when: Text
    hand: Text
    fact: str
    interpretation: str = ""
    utterance: State | None = None
    utterance_text: Text = ""
    interpretation_heading: Text = ""
    seen: bool = False
    unsure: Text = ""


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
    """The pages beside this one: addresses, empty where there is none, and which page this is when that is known.

    Lists that grow without end are keyset pages, without numbers: the last is as fast as the first. `heading` is the
    id of the list's heading, which tells two lists of one page apart.
    """

    first: str = ""
    previous: str = ""
    next: str = ""
    last: str = ""
    says: Text = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A choice with its consequence; with `shut` it can't be chosen, and the sentence says why."""

    value: str
    label: Text
    says: Text = ""
    shut: Text = ""


MOST_DRAWN = 44


@dataclass(frozen=True, slots=True)
class Crowd:
    """The anonymity meter: how many persons the facts fit (rounded down), and the limit of R2."""

    number: int
    limit: int = 5

    @property
    def enough(self) -> bool:
        return self.number >= self.limit

    @property
    def apart(self) -> int:
        """How many figures stand right of the limit; never more than can be drawn."""
        return max(min(self.number, MOST_DRAWN) - self.limit, 0)

    @property
    def per_row(self) -> int:
        return 18 if self.apart <= 36 else 20

    @property
    def height(self) -> int:
        return 46 + 42 * (max(self.apart - 1, 0) // self.per_row)

    @property
    def figures(self) -> list[tuple[str, str]]:
        """(class, transform): the first `limit` stand apart at the left, the missing ones are outlines there.

        The transform is a finished string: a template would write its numbers with a Norwegian comma.
        """
        edge = [("p edge" if i < self.number else "p off", f"translate({12 + 17 * i} 22)") for i in range(self.limit)]
        return edge + [("p", self._place(i)) for i in range(self.apart)]

    def _place(self, index: int) -> str:
        row, column = divmod(index, self.per_row)
        return f"translate({120 + 18.5 * column:g} {22 + 42 * row})"
