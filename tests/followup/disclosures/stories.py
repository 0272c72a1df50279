"""What the tests of disclosures begin with: content, consent, and short ways to send and to write."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from avklar.followup.cases import queries as cases
from avklar.followup.disclosures import actions
from avklar.followup.disclosures.addressees import key_of
from avklar.followup.disclosures.content import ConsentContent, DisclosureContent, Pick
from avklar.followup.disclosures.states import ConsentAnswer, ConsentBy
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.scope import scope
from tests.cast import House, Person

OWN_TASKS, CONSENT, DUTY = "fvl1967-13b-5", "fvl1967-13a-1", "straffeloven-196"
POLICE_GROUND = "politiregisterloven-27"


def to(person: Person) -> str:
    """The key of a police contact."""
    return key_of(person.organisation.pk, person.user.pk)


def to_municipality(house: House, name: str) -> str:
    """The key of those who receive in a municipality."""
    return key_of(house.organisation(name).pk, None)


def facts(actor: Actor, case_id: UUID) -> list[UUID]:
    """The observations that stand, in order."""
    with scope(actor.organisation_id, person_id=actor.user_id):
        return [each.id for each in cases.facts(actor, case_id)]


def content(house: House, observations: list[UUID], **more: Any) -> DisclosureContent:
    """Two sentences to the police contact on the municipality's own tasks, unless said otherwise."""
    given: dict[str, Any] = {
        "receiver": to(house.police_contact),
        "picks": tuple(Pick(each) for each in observations),
        "purpose": "Vurdere avklaringssamtale.",
        "ground": OWN_TASKS,
        "proportionality": "De må vite hva som er sagt og gjort. Resten trenger de ikke.",
        "told_on": clock.today(),
        "answer_by": clock.today() + timedelta(days=14),
    }
    return DisclosureContent(**{**given, **more})


def send(
    house: House, case_id: UUID, *, sender: Person | None = None, submission: UUID | None = None, **more: Any
) -> UUID:
    """Send the case's first two facts, or the `observations` given."""
    actor = (sender or house.contact).actor()
    observations = more.pop("observations", None) or facts(actor, case_id)[:2]
    return actions.send(
        actor,
        case_id=case_id,
        content=content(house, observations, **more),
        submission=submission or clock.new_id(),
    )


def say(verb: Any, person: Person, disclosure_id: UUID, text: str = "Dette er skrevet.") -> None:
    """Do a verb with some words."""
    verb(person.actor(), disclosure_id, text=text, submission=clock.new_id())


def consent(
    house: House, case_id: UUID, observations: list[UUID], answer: ConsentAnswer = ConsentAnswer.GIVEN, **more: Any
) -> UUID:
    """Enter an answer about sharing with the police, for a month when it is a yes."""
    given: dict[str, Any] = {
        "receiver": house.organisation("innlandet").pk,
        "facts": tuple(observations),
        "answer": answer,
        "given_by": ConsentBy.BOTH,
        "asked_on": clock.today(),
        "until": clock.today() + timedelta(days=30) if answer is ConsentAnswer.GIVEN else None,
        "words": "Svarte på møtet.",
    }
    actor = house.contact.actor()
    return actions.record_consent(
        actor, case_id=case_id, content=ConsentContent(**{**given, **more}), submission=clock.new_id()
    )
