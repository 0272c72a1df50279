"""A consultation between Alvdal and its police contact, and small ways to write and read one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

if TYPE_CHECKING:
    from tests.cast import House, Person

QUESTION = "En ungdom deler klipp fra angrep og sier at noen fortjener det. Hvordan kan vi snakke med ham?"


@pytest.fixture
def ask(house: House) -> Callable[..., UUID]:
    """`ask()` sends a consultation from Alvdal's contact to the police contact and returns its id."""
    from avklar.followup.consultations import actions
    from avklar.foundation.anonymity import AgeBand, Facts, Sex

    def send(sender: Person | None = None, receiver: Any = None, **options: Any) -> UUID:
        actor = (sender or house.contact).actor()
        to = receiver or (house.police_contact.organisation.pk, house.police_contact.user.pk)
        options.setdefault("facts", Facts(age=AgeBand.FROM_13, sex=Sex.MALE))
        return actions.start(actor, **{"question": QUESTION, "receiver": to, **options})

    return send


@pytest.fixture
def consultation(ask: Callable[..., UUID]) -> UUID:
    """One that was just sent."""
    return ask()


@pytest.fixture
def hidden(ask: Callable[..., UUID]) -> UUID:
    """One whose sender is hidden."""
    return ask(hide_sender=True)


@pytest.fixture
def page_of() -> Callable[..., Any]:
    """`page_of(person, id)`: the consultation as the person reads it."""
    from avklar.followup.consultations import actions

    return lambda person, consultation_id: actions.read(person.actor(), consultation_id)


@pytest.fixture
def sent_concern(house: House) -> UUID:
    """A worry that the teacher has sent to Alvdal's contact."""
    from avklar.followup.concerns import actions
    from avklar.foundation import clock
    from tests.followup.concerns.worries import worry

    return actions.send(house.teacher.actor(), content=worry(), submission=clock.new_id()).id
