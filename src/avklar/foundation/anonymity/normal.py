"""A plain copy of a text to search in, with the way back to the original places. Nothing invisible hides in it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Everything outside ordinary Norwegian writing is looked at one by one; ordinary text is searched as it is.
_UNUSUAL = re.compile(r"[^\n\r\t -~æøåÆØÅäöüÄÖÜéèêëóòôáàâíìñçÉÈÊÓÒÔÁÀšžčŠŽČđńŋŧ«»“”„‘’–—…§·°•]")


class Plain:
    """``text`` is the plain copy; ``original(start, end)`` gives the places in the text it came from."""

    __slots__ = ("_starts", "text")

    def __init__(self, source: str) -> None:
        self.text = source
        self._starts: list[int] | None = None
        if _UNUSUAL.search(source):
            self._fold(source)

    def original(self, start: int, end: int) -> tuple[int, int]:
        if self._starts is None:
            return start, end
        return self._starts[start], self._starts[end]

    def _fold(self, source: str) -> None:
        kept: list[str] = []
        starts: list[int] = []
        for place, char in enumerate(source):
            plain = _plain(char)
            if plain:
                kept.append(plain)
                starts.append(place)
            elif kept and unicodedata.combining(char):
                kept[-1] = _composed(kept[-1], char)
        starts.append(len(source))
        self.text = "".join(kept)
        self._starts = starts


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """One plain character, or nothing for one that isn't seen."""
    if char in "\n\r\t":
        return char
    category = unicodedata.category(char)
    if category in {"Cc", "Cf", "Mn", "Me", "Cs"} or char in "\u115f\u1160\u3164\uffa0\u2800":
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category in {"Zs", "Zl", "Zp"}:
        return "\n" if category != "Zs" else " "
    if category == "Pd" or char == "\u2212":
        return "–" if char in "–—" else "-"
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 else char


@lru_cache(maxsize=4096)
def _composed(base: str, mark: str) -> str:
    both = unicodedata.normalize("NFC", base + mark)
    return both if len(both) == 1 else base
