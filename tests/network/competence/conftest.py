"""Competence as the tests find it: what the lead has set, a course that is taken."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from avklar.foundation import clock
from avklar.foundation.access.roles import Role
from avklar.network.competence import actions, queries
from avklar.network.competence.cards import Wish
from avklar.network.competence.states import Level, Topic
from tests.cast import House, Person

BASIC: Wish = {Topic.SIGNS: Level.INTRODUCTION, Topic.SECRECY: Level.INTRODUCTION}
Take = Callable[..., UUID]


def to_the_end(person: Person, attempt_id: UUID) -> UUID:
    """Answer and go on until the course is completed; the completion's id."""
    actor = person.actor()
    for step in queries.attempt(actor, attempt_id).course.steps:
        if step.question:
            actions.answer(actor, attempt_id=attempt_id, step=step.number, chosen=0)
        actions.go_on(actor, attempt_id=attempt_id, step=step.number)
    return actions.finish(actor, attempt_id=attempt_id)


@pytest.fixture
def take() -> Take:
    """`take(person)`: the whole course of signs; the completion's id."""

    def whole(person: Person, code: str = "signs", language: str = "nb") -> UUID:
        return to_the_end(person, actions.begin(person.actor(), code=code, language=language))

    return whole


@pytest.fixture
def aimed(house: House) -> House:
    """The lead has set what contacts and frontline should have."""
    for role in (Role.RADICALISATION_CONTACT, Role.FRONTLINE):
        aim(house, role, BASIC)
    return house


def aim(house: House, role: Role, wish: Wish, *, version: int = 0) -> None:
    """Set what a role should have from today."""
    actions.aim(
        house.district_lead.actor(),
        role=role,
        wish=wish,
        valid_from=clock.today(),
        version=version,
        submission=clock.new_id(),
    )
