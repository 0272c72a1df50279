"""The rules of Norwegian time as a calendar file carries them (RFC 5545, VTIMEZONE)."""

from __future__ import annotations

from functools import cache
from typing import Any

from avklar.foundation import clock


def add_rules(calendar: Any) -> None:
    """Put the rules first in an icalendar.Calendar, if anything in it has an hour in Norway."""
    if calendar.get_missing_tzids():
        calendar.subcomponents.insert(0, _rules())


@cache
def _rules() -> Any:
    """Made once: the library walks through every change of the clock since 1970 for it."""
    from icalendar import Timezone  # a tenth of a second that the start of the server needn't take

    return Timezone.from_tzid(clock.OSLO.key)
