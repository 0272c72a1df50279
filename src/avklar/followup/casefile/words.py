"""Days and moments as the case page says them: «3. november», with the year when it is another one."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext

from avklar.foundation import clock


def day(at: datetime | date) -> str:
    """«3. november», or «3. november 2025»."""
    return _day(local(at), clock.today().year, get_language())


def short_day(at: datetime | date) -> str:
    """The same for a drawing: «3. nov.»."""
    when = local(at)
    return date_format(when, pgettext("datoformat", "j. N" if when.year == clock.today().year else "j. N Y"))


def full_day(at: datetime | date) -> str:
    """The same with the year always."""
    return date_format(local(at), pgettext("datoformat", "j. F Y"))


def local(at: datetime | date) -> date:
    """The day it was in Norway."""
    return at.astimezone(clock.OSLO).date() if isinstance(at, datetime) else at


def inside(label: str) -> str:
    """A label as it stands inside a sentence: small first letter, unless it is an abbreviation such as PST."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


@lru_cache(maxsize=1024)  # a timeline names forty days, and formatting a date is slow
def _day(when: date, this_year: int, language: str | None) -> str:
    return date_format(when, pgettext("datoformat", "j. F" if when.year == this_year else "j. F Y"))
