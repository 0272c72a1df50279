"""What differs between two texts, word by word, so that a person can see it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_WORDS = 3000


@dataclass(frozen=True)
class Piece:
    """A stretch of text: "same", "theirs" (what the other saved) or "mine" (what was written here)."""

    kind: str
    text: str


def words_changed(theirs: str, mine: str) -> list[Piece]:
    """The pieces in reading order. Very long texts are shown whole, first theirs, then mine."""
    old, new = _words(theirs), _words(mine)
    if max(len(old), len(new)) > MOST_WORDS:
        return [Piece("theirs", theirs), Piece("mine", mine)]
    pieces: list[Piece] = []
    for _tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before, after = "".join(old[a:b]), "".join(new[c:d])
        if before == after:
            pieces.append(Piece("same", before))
            continue
        pieces += [Piece(kind, text) for kind, text in (("theirs", before), ("mine", after)) if text]
    return pieces


def _words(text: str) -> list[str]:
    return re.findall(r"\S+|\s+", text)
