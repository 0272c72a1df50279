"""Meetings as the tests find them: one of the lead's, called to; one of a municipality's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from avklar.foundation import clock
from avklar.network.meetings import actions
from avklar.network.meetings.cards import Details, Point
from avklar.network.meetings.states import Kind
from tests.cast import House

AGENDA = (Point("Velkommen", 20, "Arne Skogli"), Point("Tegn og motiver", 50, "foredragsholder fra PST"))


def in_days(days: float, hours: float = 10) -> datetime:
    """So many days ahead, at an hour of the Norwegian clock."""
    day = clock.now().astimezone(clock.OSLO).replace(hour=0, minute=0, second=0, microsecond=0)
    return day + timedelta(days=days, hours=hours)


def details(**more: Any) -> Details:
    """A start-up meeting in three weeks."""
    given: dict[str, Any] = {
        "kind": Kind.STARTUP,
        "title": "Oppstartsmøte",
        "place": "Kulturhuset på Hamar",
        "starts": in_days(21),
        "ends": in_days(21, 15),
    }
    return Details(**(given | more))


@pytest.fixture
def arrange(house: House) -> Callable[..., UUID]:
    """`arrange()` is the lead's; `arrange("contact", kind=Kind.LOCAL)` somebody else's."""

    def make(key: str = "district_lead", **more: Any) -> UUID:
        return actions.arrange(
            house.people[key].actor(), details=details(**more), agenda=AGENDA, submission=clock.new_id()
        )

    return make


@pytest.fixture
def called(house: House, arrange: Callable[..., UUID]) -> UUID:
    """The lead's meeting, to which everybody is called."""
    meeting_id = arrange()
    actions.invite(house.district_lead.actor(), meeting_id=meeting_id)
    return meeting_id
