"""An idea of Tynset's, and an activity of Alvdal's, as the tests find them."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any
from uuid import UUID

import pytest

from avklar.foundation import clock
from avklar.network.activities import actions
from avklar.network.activities.cards import IdeaWords, Plan
from avklar.network.activities.states import Cost, Evidence, TargetGroup
from tests.cast import House

WORDS: dict[str, Any] = {
    "title": "Foreldrekveld om hat på nett",
    "what": "To timer på kveldstid. Foreldrene snakker i grupper.",
    "target": TargetGroup.PARENTS,
    "cost": Cost.NOTHING,
    "evidence": Evidence.TRIED,
}


def words(**more: Any) -> IdeaWords:
    return IdeaWords(**(WORDS | more))


def evening(ahead: int = 10, **more: Any) -> Plan:
    """An evening some days ahead, at the school."""
    day = clock.today() + timedelta(days=ahead)
    given: dict[str, Any] = {
        "title": "Foreldrekveld",
        "target": TargetGroup.PARENTS,
        "first": day,
        "last": day,
        "place": "Aulaen",
        "starts": time(18),
        "ends": time(20),
        "partners": "skolen og biblioteket",
    }
    return Plan(**(given | more))


@pytest.fixture
def idea(house: House) -> UUID:
    """Shared by the contact of Tynset, the stranger to Alvdal."""
    return actions.share(house.stranger.actor(), words=words(), submission=clock.new_id())


@pytest.fixture
def activity(house: House) -> UUID:
    """Planned by the contact of Alvdal, ten days ahead."""
    return actions.plan(house.contact.actor(), plan=evening(), submission=clock.new_id())
