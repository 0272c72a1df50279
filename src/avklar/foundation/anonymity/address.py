"""Finds street addresses, post codes with their place, post boxes and land register numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = r"[^\W\d_a-zæøå][\w'’.-]{0,30}"
_CLEAR = (
    r"(?:veien|vegen|vei|veg|gata|gaten|gate|gt\.|vn\.|v\.|allé|alléen|alleen|stien|sti|stubben|"
    r"smuget|svingen|kroken|ringen|bakken|torg|torget|plass|plassen|brygge|kai|kaia|bakke|tunet|terrasse|"
    r"faret|lia|åsen|haugen|løkka|jordet|grenda|myra|enga|engen|toppen|moen|dalen|feltet|marka|skogen|"
    r"sletta|vollen|hagen|lunden|berget|høgda|høyda|vika|neset|brua|kvartalet|tråkket|geilan|linna|leitet|"
    r"gutua|gutu)"
)
_NUMBER = (
    r"\d{1,4}[ ]?(?:[A-Ha-h]\b)?(?!\s?(?:år|kr|prosent|%|meter|km|min|kilo|\d|personer|mann|elev|"
    r"timer|dager|ganger))(?![\d.,:]\d)"
)
_STREET = re.compile(
    rf"\b(?:{_WORD}[ ]){{0,2}}(?:[^\W\d_a-zæøå]\w{{1,30}}?{_CLEAR}|{_WORD}[ ]{_CLEAR})[ ]{{1,2}}{_NUMBER}"
)
_LOWER = re.compile(rf"(?:veien|vegen|gata|gaten|gate|svingen|bakken|kroken|ringen|stien)[ ]{_NUMBER}")
_STEM = re.compile(r"\b[a-zæøå]{2,25}\Z")
_POST = re.compile(
    r"(?<![\d.,])(?!(?:19|"
    r"20[0-3])\d\d[ ][A-ZÆØÅ][a-zæøå])(?:N-?)?[0-9]\d{3}[ ](?=[A-ZÆØÅ][A-ZÆØÅa-zæøå]{2})(?P<place>[A-ZÆØÅ][\w-]+)"
)
_BOX = re.compile(r"\b(?:post)?boks[ ]\d{1,5}\b", re.IGNORECASE)
_LAND = re.compile(
    r"\b(?:gnr|gårdsnr|gardsnr|gårdsnummer|gardsnummer)\.?[ ]?\d{1,4}[ ,/]{0,3}(?:(?:og[ ])?(?:bnr|"
    r"bruksnr|bruksnummer)\.?[ ]?\d{1,4})?",
    re.IGNORECASE,
)


_DIGIT = re.compile(r"\d")
_WITH_POST = re.compile(r",?[ ]{1,2}(?:N-?)?\d{4}[ ][A-ZÆØÅ][\w-]+")


def spans(text: str, places: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The places of addresses in ``text``; ``places`` are place names in small letters, for post codes."""
    if not _DIGIT.search(text):
        return  # every address has a number
    for match in _LOWER.finditer(text):
        stem = _STEM.search(text[max(0, match.start() - 26) : match.start()])
        if stem:
            yield match.start() - len(stem[0]), match.start() + len(match[0].rstrip())
    for pattern in (_STREET, _BOX, _LAND):
        for match in pattern.finditer(text):
            end = match.start() + len(match[0].rstrip())
            post = _WITH_POST.match(text, end)
            yield match.start(), post.end() if post else end
    for match in _POST.finditer(text):
        if match["place"].casefold() in places or match["place"].isupper():
            yield match.span()
