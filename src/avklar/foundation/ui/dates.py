"""Reads a date as people write it in Norwegian or English. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

UNREADABLE = _("Skriv datoen som dag, måned og år, for eksempel 28. februar 2026.")
TOO_LONG = _("%(month)s har ikke %(day)s dager. Skriv for eksempel %(last)s. %(small)s.")

# The first three letters tell the months apart in bokmål, nynorsk and English.
BEGINNINGS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "mai": 5, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
    "okt": 10, "oct": 10, "nov": 11, "des": 12, "dec": 12,
}  # fmt: skip
WRITTEN = re.compile(r"(\d{1,2})(?:[.\s/-]+(\d{1,2})|[.\s]*([a-zæøå]{3,9}))(?:[.\s/,-]+(\d{4}|\d{2}))?[.\s]*")
BY_MACHINE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def read(text: str, *, not_after: date) -> date:
    """The date meant; without a year the latest one that isn't after `not_after`. ValidationError when it can't be."""
    words = text.strip().lower()
    if found := BY_MACHINE.fullmatch(words):
        year, month, day = (int(part) for part in found.groups())
    else:
        year, month, day = _written(words, not_after)
    if not 1 <= month <= 12 or day < 1 or not 1900 <= year <= 2100:
        raise ValidationError(UNREADABLE, code="invalid")
    last = monthrange(year, month)[1]
    if day > last:
        name = str(MONTHS[month])
        told = {"month": name.capitalize(), "small": name, "day": day, "last": last}
        raise ValidationError(TOO_LONG, code="invalid", params=told)
    return date(year, month, day)


def _written(words: str, not_after: date) -> tuple[int, int, int]:
    found = WRITTEN.fullmatch(words)
    if found is None:
        raise ValidationError(UNREADABLE, code="invalid")
    day, number, name, year = found.groups()
    month = int(number) if number else BEGINNINGS.get(name[:3], 0)
    if year:
        return (int(year) if len(year) == 4 else 2000 + int(year)), month, int(day)
    passed = (month, int(day)) <= (not_after.month, not_after.day)
    return (not_after.year if passed else not_after.year - 1), month, int(day)
