"""What the tests of cases begin with: a case that is open, what was seen, and ways to carry it on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from avklar.followup.cases import actions, queries
from avklar.followup.cases.actions.deciding import Choice
from avklar.followup.cases.actions.opening import Opening
from avklar.followup.cases.cards import NewCase, Opened
from avklar.followup.cases.content import AssessmentContent, MeasureContent, ObservationContent, Telling
from avklar.followup.cases.states import Age, Attitude, Kind, LegalClass, Service, Step, Willingness
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.scope import scope


def seen(fact: str = "Slo i veggen og ropte.", *, days_ago: int = 2, **more: Any) -> ObservationContent:
    """Something done, seen first-hand the other day."""
    return ObservationContent(fact=fact, seen_on=clock.today() - timedelta(days=days_ago), **more)


def utterance(fact: str = "Delte et bilde med et symbol.", **more: Any) -> ObservationContent:
    """A lawful utterance."""
    return seen(fact, **{"kind": Kind.EXPRESSION, "legal_class": LegalClass.LAWFUL, **more})


def threat(fact: str = "Skrev at han skulle ta dem.") -> ObservationContent:
    """Something that may be punishable."""
    return utterance(fact, legal_class=LegalClass.PUNISHABLE, provision="263")


def told() -> Telling:
    """The person was told today."""
    return Telling(told_on=clock.today())


def opening(*observations: ObservationContent, **more: Any) -> Opening:
    """An opening with one thing seen, unless said otherwise."""
    given = {"reason": "Skolen og hjemmet ønsker hjelp.", "age": Age.FROM_15, "telling": told()} | more
    return Opening(observations=observations or (seen(),), **given)


def open_one(actor: Actor, *observations: ObservationContent, **more: Any) -> NewCase:
    """A case that is open, the actor responsible."""
    return actions.open_case(actor, opening=opening(*observations, **more), submission=clock.new_id())


def look(actor: Actor, case_id: UUID) -> Opened:
    """The case as the actor sees it."""
    with scope(actor.organisation_id, person_id=actor.user_id):
        return queries.opened(actor, case_id)


def version(actor: Actor, case_id: UUID) -> int:
    """The version the actor sees."""
    return look(actor, case_id).version


def assessment(
    actor: Actor,
    case_id: UUID,
    attitude: Attitude = Attitude.HATE,
    willingness: Willingness = Willingness.FASCINATION,
) -> UUID:
    """Assess, on the grounds of everything seen."""
    found = look(actor, case_id)
    grounds = tuple(each.id for each in found.standing_facts)
    content = AssessmentContent(
        attitude=attitude,
        willingness=willingness,
        attitude_reason="Snakker om oss og dem.",
        willingness_reason="Ser mye på våpen.",
        attitude_grounds=grounds,
        willingness_grounds=grounds,
        protects="Storebror og laget.",
    )
    return actions.assess(actor, case_id=case_id, content=content, submission=clock.new_id(), version=found.version)


def choose(actor: Actor, case_id: UUID, step: Step, **more: Any) -> UUID:
    """Decide on the ladder."""
    choice = Choice(step, more.pop("reason", "Det er riktig nå."), **more)
    return actions.decide(
        actor, case_id=case_id, choice=choice, submission=clock.new_id(), version=version(actor, case_id)
    )


def measure(actor: Actor, case_id: UUID, **more: Any) -> UUID:
    """Plan a measure."""
    given = {
        "what": "En fast voksen på fritidsklubben",
        "who": "Ungdom og fritid",
        "good_enough": "Han kommer to ganger i uken",
        "service": Service.LEISURE,
        "starts_on": clock.today(),
    } | more
    return actions.plan(actor, case_id=case_id, content=MeasureContent(**given), submission=clock.new_id())
