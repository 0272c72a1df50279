"""The signs that the letter's font can draw, so that a letter is never refused when it is made. Pure."""

from __future__ import annotations

import re
import unicodedata

DRAWN = re.compile(
    "[\n\t\u0020-\u007e\u00a0-\u037f\u0384-\u0482\u048a-\u04ff\u05d0-\u05ea\u1e00-\u1eff"
    "\u2010-\u2027\u2030-\u2040\u2070-\u209c\u20a0-\u20bf\u2190-\u22ff\u25a0-\u25ff]"
)
"""Latin with all its accents (Sámi too), Greek, Cyrillic, Hebrew, and ordinary signs."""
MISSING = "□"


def undrawn(text: str) -> list[str]:
    """Signs that can't stand in the letter, once each, in order. Invisible ones don't count: they are left out."""
    return list(dict.fromkeys(sign for sign in visible(text) if not _drawn(sign)))


def drawable(text: str) -> str:
    """The text as the letter shows it: a box for each sign that can't be drawn."""
    return "".join(sign if _drawn(sign) else MISSING for sign in visible(text))


def visible(text: str) -> str:
    """The text without signs that only steer others, such as turned writing and byte order marks."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def _drawn(sign: str) -> bool:
    return bool(DRAWN.match(sign)) and unicodedata.category(sign) != "Cn"
