"""Copies of closed concerns stand in the lists like others; the open ones are not copied."""

from __future__ import annotations

import pytest

from avklar.followup.concerns import queries
from avklar.followup.concerns.cards import Line
from avklar.followup.concerns.states import Shelf
from avklar.foundation.access.scope import scope
from bench import copies, data


@pytest.fixture
def district(db: None) -> data.District:
    made = data.people()
    data.fill(made, 0, 400, lambda rows: None)
    return made


def _lines(district: data.District, shelf: Shelf) -> list[Line]:
    with scope(district.measured):
        return list(queries.inbox(district.contact_actor(), shelf).lines)


def test_copies_of_closed_concerns_stand_in_the_list_in_order(district: data.District) -> None:
    closed = _lines(district, Shelf.CLOSED)
    told: list[int] = []
    copies.copy(district, 3, told.append)
    now = _lines(district, Shelf.CLOSED)
    assert (len(closed), len(now)) == (6, 24)
    assert sum(told) == 3 * 277  # all but the 120 open ones of the measured and the three later open ones
    assert [line.sent_at for line in now] == sorted((line.sent_at for line in now), reverse=True)
    assert len({line.number for line in now}) == 24


def test_open_concerns_are_not_copied(district: data.District) -> None:
    before = _lines(district, Shelf.OPEN)
    copies.copy(district, 2, lambda rows: None)
    assert _lines(district, Shelf.OPEN) == before
