"""My day in the shape of its page."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.functional import Promise

from avklar.foundation.notifications.queries import Line as Note
from avklar.foundation.ui.components import Link, Row

MOST_ROWS = 8
"""How many lines a list of my day shows."""

Text = str | Promise


@dataclass(frozen=True)
class Section:
    """One list of my day; without rows it says what will come, and one thing to do."""

    key: str
    title: Text
    rows: list[Row]
    empty: Text
    empty_more: Text
    link: Link
    note: Text = ""


@dataclass(frozen=True)
class Fact:
    """A line about the person's role."""

    term: Text
    value: Text


@dataclass(frozen=True)
class Day:
    """All that my day shows. `step` is where one stands; `reached` is a higher one that has work too, otherwise 0."""

    greeting: str
    date: str
    step: int
    reached: int = 0
    sections: list[Section] = field(default_factory=list)
    actions: list[Link] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    remember: str = ""
