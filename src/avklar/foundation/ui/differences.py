"""What differs between two texts, line by line and word by word, and how a template's changes are taken over. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["same", "new", "gone"]
WORDS = re.compile(r"\s+|\w+|[^\w\s]+")
MOST_WORDS = 600
ALIKE = 0.4
MOST_BEFORE = 4


@dataclass(frozen=True)
class Piece:
    """A stretch of a line."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Line:
    """A line as it is shown: `mixed` has changes inside it, the others are the same, new or gone as a whole."""

    kind: Literal["same", "new", "gone", "mixed"]
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The line without marks."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Merge:
    """A text with a template's changes in it, and the changes that found no place there."""

    text: str
    taken: int
    left: tuple[str, ...]


def compare(before: str, after: str) -> list[Line]:
    """Both texts as one, with what is gone and what is new marked; empty lines are left out."""
    old, new = _lines(before), _lines(after)
    found: list[Line] = []
    for kind, a1, a2, b1, b2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [Line("same", (Piece("same", line),)) for line in old[a1:a2]]
        else:
            found += _changed(old[a1:a2], new[b1:b2])
    return found


def changes(before: str, after: str) -> int:
    """How many lines differ."""
    return sum(line.kind != "same" for line in compare(before, after))


def merge(base: str, newer: str, own: str) -> Merge:
    """Put what the template changed from `base` to `newer` into `own`, wherever `own` still has the template's lines.

    A change to lines that the municipality has rewritten is not taken: it is told in `left`.
    """
    old, new, text = base.splitlines(), newer.splitlines(), own.splitlines()
    taken, left = 0, list[str]()
    for kind, a1, a2, b1, b2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        start = _place(text, old, a1, a2)
        if start is None:
            left.append("\n".join(new[b1:b2]).strip() or "\n".join(old[a1:a2]).strip())
            continue
        text[start : start + (a2 - a1)] = new[b1:b2]
        taken += 1
    return Merge("\n".join(text) + "\n", taken, tuple(line for line in left if line))


def _place(text: Sequence[str], old: Sequence[str], first: int, last: int) -> int | None:
    """Where the template's lines `first` to `last` stand in the text, told apart by up to four lines before them."""
    if first == last == 0:
        return 0
    for lines_before in range(first == last, MOST_BEFORE + 1):
        begin = max(first - lines_before, 0)
        wanted = list(old[begin:last])
        found = [at for at in range(len(text) - len(wanted) + 1) if list(text[at : at + len(wanted)]) == wanted]
        if len(found) == 1:
            return found[0] + first - begin
    return None


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def _changed(old: list[str], new: list[str]) -> Iterator[Line]:
    """Lines that stand in each other's place are compared word by word when they are alike."""
    for number in range(max(len(old), len(new))):
        before = old[number] if number < len(old) else ""
        after = new[number] if number < len(new) else ""
        pieces = _words(before, after) if before and after else ()
        if pieces:
            yield Line("mixed", pieces)
            continue
        if before:
            yield Line("gone", (Piece("gone", before),))
        if after:
            yield Line("new", (Piece("new", after),))


def _words(before: str, after: str) -> tuple[Piece, ...]:
    old, new = WORDS.findall(before), WORDS.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return ()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return ()
    found: list[Piece] = []
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        if kind == "equal":
            found.append(Piece("same", "".join(old[a1:a2])))
            continue
        found += [Piece("gone", "".join(old[a1:a2]))] if a2 > a1 else []
        found += [Piece("new", "".join(new[b1:b2]))] if b2 > b1 else []
    return tuple(found)
