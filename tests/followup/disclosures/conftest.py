"""Organisations whose legal grounds and cases are in order, and a case with facts to disclose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from tests.cast import House


@pytest.fixture
def case(cases_on: House) -> UUID:
    """A case of Alvdal's contact with four facts, the second not verified; the deputy is named in it too."""
    from avklar.followup.cases import actions
    from tests.followup.cases import stories

    contact = cases_on.contact.actor()
    seen = [stories.seen(f"Fakta nummer {number}.", verified=number != 2) for number in (1, 2, 3, 4)]
    case_id = stories.open_one(contact, *seen).id
    actions.add_staff(contact, case_id=case_id, user_id=cases_on.deputy.user.pk)
    return case_id


@pytest.fixture
def police_case(cases_on: House) -> UUID:
    """A case of Alvdal's police contact."""
    from tests.followup.cases import stories

    return stories.open_one(cases_on.police_contact.actor(), stories.seen("Politiets egen opplysning.")).id


@pytest.fixture
def send(cases_on: House, case: UUID) -> Callable[..., UUID]:
    """`send()`: Alvdal's contact sends two facts to the police contact; what is given replaces what is said here."""
    from tests.followup.disclosures import stories

    return lambda **more: stories.send(cases_on, case, **more)


@pytest.fixture
def disclosure(send: Callable[..., UUID]) -> UUID:
    """One that was just sent to the police contact."""
    return send()


@pytest.fixture
def page_of() -> Callable[..., Any]:
    """`page_of(person, id)`: the disclosure as the person reads it."""
    from avklar.followup.disclosures import actions

    return lambda person, disclosure_id: actions.read(person.actor(), disclosure_id)
