"""A case of the police with two named in it, and small ways to record, answer and open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.cast import House, Person
from tests.followup.cases import stories


@pytest.fixture
def case(house: House, cases_on: Any) -> UUID:
    """A case of the police contact about something done; the specialist is named in it too."""
    from avklar.followup.cases import actions

    police = house.police_contact.actor()
    case_id = stories.open_one(police).id
    actions.add_staff(police, case_id=case_id, user_id=house.police_radicalisation_contact.user.pk)
    return case_id


@pytest.fixture
def first(house: House) -> Person:
    """Who records and asks."""
    return house.police_contact


@pytest.fixture
def second(house: House) -> Person:
    """Who answers."""
    return house.police_radicalisation_contact


@pytest.fixture
def contacted(case: UUID, first: Person) -> Callable[..., UUID]:
    """`contacted()` records that PST was contacted in danger, an hour ago, and returns its id."""

    def record(person: Person | None = None, **more: Any) -> UUID:
        from avklar.followup.escalation import actions
        from avklar.foundation import clock

        submission = more.pop("submission", None) or clock.new_id()
        return actions.record((person or first).actor(), case_id=case, content=pst(**more), submission=submission)

    return record


@pytest.fixture
def locked(case: UUID, contacted: Callable[..., UUID]) -> UUID:
    """The case after PST was contacted."""
    contacted()
    return case


@pytest.fixture
def opened(locked: UUID, first: Person, second: Person) -> UUID:
    """The same, opened for two hours by two persons."""
    from avklar.followup.escalation import actions

    actions.answer_opening(second.actor(), case_id=locked, reopening_id=ask(first, locked), confirmed=True)
    return locked


def pst(**more: Any) -> Any:
    """What is recorded of a contact with PST in danger."""
    from avklar.followup.escalation.content import ContactContent
    from avklar.followup.escalation.states import How, Kind
    from avklar.foundation import clock

    given = {
        "kind": Kind.PST,
        "happened_at": clock.now() - timedelta(hours=1),
        "how": How.TELEPHONE,
        "handed_to": "Vakten hos PST",
        "what": "Observasjon 1 er ført i deres eget system.",
        "danger": True,
    }
    return ContactContent(**given | more)


def ask(person: Person, case_id: UUID, *, hours: int = 2, submission: UUID | None = None) -> UUID:
    """Ask that the case be opened."""
    from avklar.followup.escalation import actions
    from avklar.foundation import clock

    return actions.ask_to_open(
        person.actor(),
        case_id=case_id,
        hours=hours,
        reason="Vi må rette en opplysning.",
        submission=submission or clock.new_id(),
    )


def is_locked(person: Person, case_id: UUID) -> bool:
    """Whether the person sees the case locked right now."""
    from avklar.followup.cases import queries
    from avklar.foundation.access.scope import scope

    with scope(person.organisation.pk):
        return queries.line(person.actor(), case_id).locked
