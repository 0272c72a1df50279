"""What the tests of the case page begin with: a case with a bit of everything, and its pages."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from avklar.followup.cases import actions
from avklar.followup.cases.states import Service, Step
from avklar.foundation import clock
from tests.cast import House
from tests.followup.cases import stories
from tests.followup.cases.conftest import case, police_case

__all__ = ["case", "police_case"]


@pytest.fixture
def full(house: House, case: UUID) -> UUID:
    """Alvdal's case: two assessments, the first confirmed; a decision; two measures, one of them stalled; a plan."""
    contact, deputy = house.contact.actor(), house.deputy.actor()
    with clock.frozen(clock.now() - timedelta(days=40)):
        first = stories.assessment(contact, case)
        actions.answer_assessment(deputy, case_id=case, assessment_id=first, confirmed=True)
        stories.choose(contact, case, Step.SUPPORT, reason="Han vil selv, og familien er med.")
        stories.measure(contact, case)
    stories.assessment(contact, case)
    stories.measure(contact, case, what="Samtale med helsesykepleier", service=Service.HEALTH)
    actions.agree(
        contact,
        case_id=case,
        on=clock.today(),
        agreed_with="gutten og foreldrene",
        own_words="Jeg vil bare være på laget igjen.",
        version=stories.version(contact, case),
    )
    return case
