"""Values of the components of steps 2–4: ladder, axes, plan, pick list and the receiver's copy. No queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from avklar.foundation.ui.components import Link, State, Text

RungKind = Literal["", "shut", "here", "waiting"]


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder. kind: "" open, `shut` with its reason, `here` chosen now, `waiting` for a second person.

    `says` is the sentence; `rule` stands behind it and never alone. `link` is what can be done.
    """

    title: Text
    says: Text
    state: State
    kind: RungKind = ""
    rule: Text = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """One assessment on the two axes: codes of both steps, and when. The last of a list is the one that counts now.

    `short` is the date as it stands in the drawing («6. okt.»), `second` what a second person has said.
    """

    down: str
    along: str
    when: Text
    second: Text = ""
    short: Text = ""


@dataclass(frozen=True, slots=True)
class Axes:
    """Two worded axes. Each is (code, words) from the lowest; the one called `unknown` stands outside the grid.

    `down` is drawn from the bottom up, `along` from the left. Nothing is filled or coloured by level.
    """

    down_title: Text
    along_title: Text
    down: tuple[tuple[str, str], ...]
    along: tuple[tuple[str, str], ...]
    marks: tuple[Mark, ...]
    unknown: str = "dont_know"


@dataclass(frozen=True, slots=True)
class Measure:
    """A line of the plan. `facts` are (term, value); a stalled one says so in its state too."""

    title: str
    state: State
    facts: tuple[tuple[Text, Text], ...] = ()
    links: tuple[Link, ...] = ()
    note: Text = ""
    stalled: bool = False


@dataclass(frozen=True, slots=True)
class Pick:
    """A fact that may be ticked: `value` is posted under the list's name."""

    value: str
    text: str
    meta: Text = ""
    unsure: bool = False
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class CopyFact:
    """A fact exactly as the receiver reads it."""

    text: str
    meta: Text = ""
    unsure: bool = False
    corrected: Text = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """The receiver's copy, word for word: from whom to whom, what it says of itself, the facts, and why."""

    sender: str
    sender_person: str
    receiver: str
    receiver_person: str
    facts: tuple[CopyFact, ...]
    head: tuple[tuple[Text, Text], ...] = ()
    why: str = ""
    foot: Text = ""
