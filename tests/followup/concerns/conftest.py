"""Fixtures of the concerns' tests: a worry's content, and one that has been sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from avklar.foundation import clock

if TYPE_CHECKING:
    from tests.cast import House


@pytest.fixture
def content() -> Any:
    """`content(ordinary="…")`: a worry without anything that identifies, with what the test wants changed."""
    from tests.followup.concerns.worries import worry

    return worry


@pytest.fixture
def sent(house: House, content: Any) -> Callable[..., UUID]:
    """`sent()`: a worry of the teacher's that has reached the contact; returns its id."""

    def send(person: Any = None, **changes: Any) -> UUID:
        from avklar.followup.concerns import actions

        actor = (person or house.teacher).actor()
        return actions.send(actor, content=content(**changes), submission=clock.new_id()).id

    return send


@pytest.fixture
def teacher(house: Any, client_as: Any) -> Any:
    return client_as(house.teacher)


@pytest.fixture
def contact(house: Any, client_as: Any) -> Any:
    return client_as(house.contact)
