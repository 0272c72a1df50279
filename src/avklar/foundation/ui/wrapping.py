"""Labels of a drawing broken into lines: svg doesn't wrap text by itself."""

from __future__ import annotations

import re

# Norwegian breaks before the single consonant that opens a syllable: Fasci-nasjon, Forbe-redelse; «sj» and «kj» hold.
SYLLABLE = re.compile(r"(?<=\w\w)(?<![sk](?=j))[bcdfghjklmnpqrstvwxz](?=[aeiouyæøå])", re.I)


def lines(text: str, letters: int) -> list[str]:
    """The text in lines of about `letters` letters: at spaces, and inside a word that is longer than a line."""
    found = [""]
    for word in text.split():
        for part in _parts(word, letters):
            if found[-1] and len(found[-1]) + 1 + len(part) > letters:
                found.append(part)
            else:
                found[-1] = f"{found[-1]} {part}".strip()
    return found


def _parts(word: str, letters: int) -> list[str]:
    if len(word) <= letters + 1:
        return [word]
    at = max((found.start() for found in SYLLABLE.finditer(word) if found.start() < letters), default=letters - 1)
    return [f"{word[:at]}-", *_parts(word[at:], letters)]
