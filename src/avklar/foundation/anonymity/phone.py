"""Finds telephone numbers: Norwegian ones in all usual spellings, and foreign ones with a country code."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

_GAP = r"[ \t.\-–/]{0,2}"
_NORWEGIAN = re.compile(
    rf"(?<![\d+])(?P<code>\(?(?:\+|00)[ ]?47\)?{_GAP}|\(47\){_GAP}|47[ ])?(?P<number>[2-9](?:{_GAP}\d){{7}})(?!\d)"
)
_FOREIGN = re.compile(rf"(?:\+|00)(?<!\d00)[1-9](?:{_GAP}[()]?{_GAP}\d){{6,13}}(?!\d)")
_YEARS = re.compile(r"(?:19|20)\d\d[ \-–/]{1,3}(?:19|20)\d\d")
_DATE = re.compile(r"[0-3]?\d[ .\-/]{1,2}[01]?\d[ .\-/]{1,2}(?:19|20)\d\d|(?:19|20)\d\d[.\-/][01]\d[.\-/][0-3]\d")
_AMOUNT = re.compile(
    r"[ ]?(?:kr\b|kroner|million|milliard|prosent|%|euro|dollar|innbygg|menneske|tonn|NOK)", re.IGNORECASE
)
_THOUSANDS = re.compile(r"\d{1,2}(?:[ .]\d{3}){2}")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """The places of telephone numbers in ``text``."""
    yield from _norwegian(text)
    for match in _FOREIGN.finditer(text):
        if _valid("+" + re.sub(r"\D", "", match[0]).removeprefix("00"), None):
            yield match.span()


def _norwegian(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while match := _NORWEGIAN.search(text, at):
        if _is_number(match, text):
            yield match.span()
            at = match.end()
        else:
            at = match.start("number") + 1


def _is_number(match: re.Match[str], text: str) -> bool:
    number = match["number"]
    if not match["code"]:
        if _YEARS.fullmatch(number) or _DATE.fullmatch(number):
            return False
        if _THOUSANDS.fullmatch(number) or _AMOUNT.match(text, match.end()):
            return False
    return _valid(re.sub(r"\D", "", number), "NO")


def _valid(number: str, region: str | None) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, region))
    except phonenumbers.NumberParseException:
        return False
