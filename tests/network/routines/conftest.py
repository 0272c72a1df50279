"""A routine as the tests find it: adopted by the contact of Alvdal, and approved by the administrator."""

from __future__ import annotations

import pytest

from avklar.network.routines import actions, queries
from avklar.network.routines.cards import RoutineCard
from avklar.network.routines.states import Code, Language
from tests.cast import House

CODE = Code.RECEIVED


@pytest.fixture
def draft(house: House) -> RoutineCard:
    """Adopted, not approved."""
    actions.adopt(house.contact.actor(), code=CODE, language=Language.BOKMAAL)
    return queries.routine(house.contact.actor(), CODE)


@pytest.fixture
def in_force(house: House, draft: RoutineCard) -> RoutineCard:
    """Approved by somebody else than its writer."""
    actions.approve(house.administrator.actor(), code=CODE, version=draft.version)
    return queries.routine(house.contact.actor(), CODE)
