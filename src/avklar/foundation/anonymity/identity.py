"""Finds identity numbers by their control digits: birth, D-, H- and FH-numbers and every synthetic series."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Eleven digits, in one piece or broken up by the separators people use; never a part of a longer number.
_ELEVEN = re.compile(r"[0-9](?<!\d\d)(?:[ \t.,/_'–\-\n\r]{0,3}\d){10}(?!\d)")
_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_SYNTHETIC = (80, 40, 65, 60, 45, 20)
"""What test registers add to the month: Skatteetaten/Tenor 80, NAV 40, Dolly with NAV and Tenor between."""


def spans(text: str) -> Iterator[tuple[int, int]]:
    """The places of valid identity numbers in ``text``."""
    at = 0
    while match := _ELEVEN.search(text, at):
        if is_identity_number(re.sub(r"\D", "", match[0])):
            yield match.span()
            at = match.end()
        else:
            at = match.start() + 1


def is_identity_number(digits: str) -> bool:
    """Whether eleven ASCII digits are an identity number of any series, real or synthetic."""
    if len(digits) != 11 or not digits.isascii() or not digits.isdigit():
        return False
    numbers = [int(digit) for digit in digits]
    # From 2032 on the first control digit may leave one of four remainders.
    if sum(w * n for w, n in zip(_FIRST, numbers, strict=False)) % 11 > 3:
        return False
    if sum(w * n for w, n in zip(_SECOND, numbers, strict=True)) % 11:
        return False
    return _has_date(numbers) or numbers[0] in (8, 9)


def _has_date(numbers: list[int]) -> bool:
    day = numbers[0] * 10 + numbers[1]
    month = numbers[2] * 10 + numbers[3]
    day_known = 1 <= (day - 40 if day > 40 else day) <= 31
    return day_known and any(1 <= month - added <= 12 for added in (0, *_SYNTHETIC))
