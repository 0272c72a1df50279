"""What differs between two texts, word by word, for two persons who wrote at once. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

LONGEST = 4000
"""Words; longer texts are shown side by side without marks, since comparing them would take long."""


@dataclass(frozen=True)
class Part:
    """A stretch of the other's text; `new` where it differs from one's own."""

    text: str
    new: bool


def parts(mine: str, theirs: str) -> list[Part]:
    """Their text in stretches, those that are not in mine marked."""
    ours, others = _words(mine), _words(theirs)
    if len(ours) + len(others) > LONGEST:
        return [Part(theirs, False)]
    found = []
    for kind, _i, _j, start, end in SequenceMatcher(None, ours, others, autojunk=False).get_opcodes():
        if start < end:
            found.append(Part("".join(others[start:end]), kind != "equal"))
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"\S+\s*|\s+", text)
