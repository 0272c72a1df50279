"""What is attacked: a concern and two consultations of Alvdal's, one of them with the sender hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

if TYPE_CHECKING:
    from tests.cast import House

PHRASE = "rabarbrakvast"
"""A word that stands nowhere else: whoever finds it has got at a text."""


@dataclass(frozen=True)
class Booty:
    """Ids that an attacker has got hold of."""

    concern: UUID
    observation: UUID
    other_concern: UUID
    closed: UUID
    consultation: UUID
    hidden: UUID


@pytest.fixture
def booty(house: House) -> Booty:
    """The story so far, through the real actions; every text holds the phrase."""
    from avklar.followup.concerns import actions as concerns
    from avklar.followup.concerns import queries
    from avklar.followup.concerns.states import Outcome
    from avklar.followup.consultations import actions as consultations
    from avklar.foundation import clock
    from avklar.foundation.access.scope import scope
    from avklar.foundation.anonymity import AgeBand, Facts, Sex
    from tests.followup.concerns.worries import worry

    def sent() -> UUID:
        content = worry(wish=f"Råd om {PHRASE} for eleven.")
        return concerns.send(house.teacher.actor(), content=content, submission=clock.new_id()).id

    def asked(*, hide: bool) -> UUID:
        return consultations.start(
            house.contact.actor(),
            facts=Facts(age=AgeBand.FROM_13, sex=Sex.MALE),
            question=f"En ungdom snakker om {PHRASE} hele tiden. Hvordan svarer vi?",
            receiver=(house.police_contact.organisation.pk, house.police_contact.user.pk),
            hide_sender=hide,
        )

    contact = house.contact.actor()
    concern, other, closed = sent(), sent(), sent()
    concerns.answer(contact, concern_id=concern, text=f"Snakk rolig om {PHRASE} med eleven.")
    concerns.edit_note(contact, concern_id=concern, text=f"Venter på {PHRASE}.", version=1)
    concerns.close(contact, concern_id=closed, outcome=Outcome.NOTHING, reason="Ikke noe å følge opp.")
    with scope(contact.organisation):
        observation = queries.opened(contact, other).observations[0].id
    return Booty(concern, observation, other, closed, asked(hide=False), asked(hide=True))


def everything() -> list[Any]:
    """Every row of the concerns and consultations as it stands now."""
    from avklar.followup.concerns.models import Concern, Message, Observation
    from avklar.followup.consultations.models import Access, Consultation, Ownership
    from avklar.followup.consultations.models import Message as Said
    from avklar.foundation.access.scope import scope
    from avklar.people.organisations.models import Organisation

    tables = (Concern, Message, Observation, Access, Consultation, Ownership, Said)
    found = []
    for organisation_id in Organisation.objects.order_by("pk").values_list("pk", flat=True):
        with scope(organisation_id):
            found += [list(table.objects.order_by("pk").values_list()) for table in tables]
    return found
