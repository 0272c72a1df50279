"""Counts for «my day»: right for each side, nothing for a stranger, one question."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from avklar.followup.consultations import actions, counts
from avklar.followup.consultations.states import Group
from avklar.foundation.access.scope import scope
from tests.cast import House


@pytest.mark.parametrize(
    ("key", "expected"),
    [("contact", (1, 0)), ("police_contact", (0, 1)), ("stranger", (0, 0)), ("hamar_police_contact", (0, 0))],
)
def test_counts_follow_whose_turn_it_is(
    house: House, consultation: UUID, key: str, expected: tuple[int, int], django_assert_num_queries: Any
) -> None:
    actions.write(house.police_contact.actor(), consultation, "Hva trenger han?")
    actor = house.people[key].actor()
    with scope(actor.organisation_id), django_assert_num_queries(1):
        found = counts.by_group(actor)
    assert (found[Group.MINE], found[Group.OTHERS]) == expected


def test_ended_waits_for_nobody(house: House, consultation: UUID) -> None:
    actions.end(house.contact.actor(), consultation)
    actor = house.contact.actor()
    with scope(actor.organisation_id):
        assert counts.waiting_for_me(actor) == 0
        assert counts.by_group(actor)[Group.ENDED] == 1
