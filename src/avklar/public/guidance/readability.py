"""How hard a text is to read: LIX, words for each sentence plus the share of words longer than six letters. Pure.

After C. H. Björnsson, Läsbarhet (1968). A heading and a point of a list end a sentence, as does a colon.
"""

from __future__ import annotations

import re
from functools import lru_cache

from avklar.foundation.ui import markdown

LONG = 6
WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
END = re.compile(r"[.:!?](?:\s|$)")


@lru_cache(maxsize=128)
def lix(text: str) -> int:
    """The figure for a Markdown text, rounded; 0 for one without words."""
    words, sentences = list[str](), 0
    for _kind, block in markdown.blocks(text):
        for sentence in END.split(block):
            found = WORD.findall(sentence)
            words += found
            sentences += bool(found)
    if not words:
        return 0
    long = sum(len(word) > LONG for word in words)
    return round(len(words) / sentences + 100 * long / len(words))
