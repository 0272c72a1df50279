"""A day and an hour on a Norwegian clock, as a moment: also in the two nights when the clocks change. Pure."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.access.errors import Invalid

WRITTEN = re.compile(r"([01]?\d|2[0-3])[.:]?([0-5]\d)", re.ASCII)
UNREADABLE = _("Skriv klokkeslettet med timer og minutter, for eksempel 14.30.")
SKIPPED = _("Det klokkeslettet fantes ikke den natten: klokken ble stilt fram en time.")


def moment(day: date, hour: str, *, not_after: datetime) -> datetime:
    """The moment meant, aware. An hour that came twice is the later of the two that isn't after `not_after`.

    Invalid at the field `hour` for what can't be read, and for an hour that the clocks skipped.
    """
    found = WRITTEN.fullmatch(hour.strip())
    if found is None:
        raise Invalid(fields={"hour": UNREADABLE})
    local = datetime.combine(day, time(int(found[1]), int(found[2])), clock.OSLO)
    first, second = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if first > second:
        raise Invalid(fields={"hour": SKIPPED})
    return second if second <= not_after else first


def hour_of(at: datetime) -> str:
    """«14.30» on a Norwegian clock."""
    return f"{at.astimezone(clock.OSLO):%H.%M}"
