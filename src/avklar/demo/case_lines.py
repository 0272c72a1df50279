"""The lines of a named case in the demo: one verb each, said by somebody of the cast through the real actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from avklar.demo.cast import DISTRICT
from avklar.demo.house import House
from avklar.demo.situations import SITUATIONS, Seen, Situation
from avklar.followup.cases import actions as cases
from avklar.followup.cases import queries
from avklar.followup.cases.actions.deciding import Choice
from avklar.followup.cases.actions.identity import IdentityContent
from avklar.followup.cases.actions.opening import Opening
from avklar.followup.cases.cards import Opened
from avklar.followup.cases.content import AssessmentContent, MeasureContent, ObservationContent, Telling
from avklar.followup.cases.states import (
    Effect,
    Hand,
    Kind,
    LegalClass,
    MeasureState,
    Origin,
    Outcome,
    PersonKind,
    Service,
    Source,
    Step,
)
from avklar.followup.disclosures import actions as disclosures
from avklar.followup.disclosures.content import ConsentContent, DisclosureContent, Pick
from avklar.followup.disclosures.states import ConsentAnswer, ConsentBy
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.scope import scope

NEEDED = "Politiet skal vurdere å invitere til en samtale. Da må de vite hva som er sagt og gjort, og ikke mer."
SPECIALIST = "spesialist"


@dataclass(frozen=True)
class Town:
    """Where a case is: its contact, the second person, and the municipality's police contact."""

    place: str
    contact: str
    second: str
    police: str


@dataclass(frozen=True)
class Scene:
    """How long ago a case was opened, where, about which situation, and how it goes."""

    days_ago: float
    town: Town
    situation: int
    path: str


class CaseLines:
    """Who says what about one case; the script above says when."""

    def __init__(self, house: House, scene: Scene) -> None:
        self.house, self.scene, self.town = house, scene, scene.town
        self.situation: Situation = SITUATIONS[scene.situation]
        self.case_id: UUID = clock.new_id()
        self.police_case_id: UUID = clock.new_id()

    @property
    def contact(self) -> Actor:
        """The municipality's contact."""
        return self.house.actor(self.town.contact)

    @property
    def police(self) -> Actor:
        """The municipality's police contact."""
        return self.house.actor(self.town.police)

    @property
    def specialist(self) -> Actor:
        """The police's second person."""
        return self.house.actor(SPECIALIST)

    def open(
        self,
        actor: Actor,
        *,
        origin: Origin = Origin.OTHER,
        origin_id: UUID | None = None,
        asked_for_help: bool = False,
    ) -> UUID:
        """Open a case about the situation; the municipality's own is remembered."""
        opening = Opening(
            reason=self.situation.reason,
            age=self.situation.age,
            telling=Telling(told_on=clock.today()),
            origin=Origin.SELF if asked_for_help else origin,
            origin_id=origin_id,
            asked_for_help=asked_for_help,
            observations=tuple(_observed(each) for each in self.situation.seen),
        )
        made = cases.open_case(actor, opening=opening, submission=clock.new_id()).id
        if origin is not Origin.DISCLOSURE:
            self.case_id = made
        return made

    def seen(self, actor: Actor, case_id: UUID | None = None) -> Opened:
        with scope(actor.organisation_id, person_id=actor.user_id):
            return queries.opened(actor, case_id or self.case_id)

    def assess(self, actor: Actor, case_id: UUID) -> UUID:
        found = self.seen(actor, case_id)
        grounds = tuple(each.id for each in found.standing_facts)
        content = AssessmentContent(
            attitude=self.situation.attitude,
            willingness=self.situation.willingness,
            attitude_reason=self.situation.attitude_reason,
            willingness_reason=self.situation.willingness_reason,
            attitude_grounds=grounds,
            willingness_grounds=grounds,
            protects=self.situation.protects,
        )
        return cases.assess(actor, case_id=case_id, content=content, submission=clock.new_id(), version=found.version)

    def assessed_by_two(self) -> None:
        made = self.assess(self.contact, self.case_id)
        second = self.house.actor(self.town.second)
        cases.answer_assessment(second, case_id=self.case_id, assessment_id=made, confirmed=True)

    def choose(self, actor: Actor, case_id: UUID, step: Step, reason: str) -> UUID:
        version = self.seen(actor, case_id).version
        return cases.decide(
            actor, case_id=case_id, choice=Choice(step, reason), submission=clock.new_id(), version=version
        )

    def measure(self) -> None:
        mentor = self.situation.service is Service.MENTOR
        content = MeasureContent(
            what=self.situation.measure,
            who=self.situation.who,
            good_enough=self.situation.good_enough,
            service=self.situation.service,
            starts_on=clock.today(),
            certificate_seen_on=clock.today() if mentor else None,
        )
        self.measure_id = cases.plan(self.contact, case_id=self.case_id, content=content, submission=clock.new_id())

    def agree(self) -> None:
        cases.agree(
            self.contact,
            case_id=self.case_id,
            on=clock.today(),
            agreed_with="personen selv" if not self.situation.age.under_18 else "personen selv og foreldrene",
            own_words=self.situation.own_words,
            version=self.seen(self.contact).version,
        )

    def follow_up(self, effect: Effect) -> None:
        words = {
            Effect.SAME: "Det er som før. Vi fortsetter.",
            Effect.BETTER: "Det går bedre, og personen sier det selv.",
        }
        cases.follow_up(
            self.contact,
            case_id=self.case_id,
            measure_id=self.measure_id,
            on=clock.today(),
            effect=effect,
            text=words[effect],
            submission=clock.new_id(),
        )

    def end_measure(self) -> None:
        (measure,) = self.seen(self.contact).measures
        cases.end_measure(
            self.contact,
            case_id=self.case_id,
            measure_id=measure.id,
            state=MeasureState.REACHED,
            effect="Målet er nådd.",
            version=measure.version,
        )

    def close(self, outcome: Outcome, reason: str) -> None:
        cases.close(
            self.contact,
            case_id=self.case_id,
            outcome=outcome,
            reason=reason,
            kept="",
            submission=clock.new_id(),
            version=self.seen(self.contact).version,
        )

    def name_person(self, case_id: UUID) -> None:
        content = IdentityContent(PersonKind.SUBJECT, self.situation.name, self.situation.number)
        cases.name_person(self.contact, case_id=case_id, content=content)

    def ask_consent(self) -> None:
        content = ConsentContent(
            receiver=self.house.places[DISTRICT],
            facts=tuple(each.id for each in self.seen(self.contact).standing_facts),
            answer=ConsentAnswer.GIVEN,
            given_by=ConsentBy.BOTH,
            asked_on=clock.today(),
            until=clock.today() + timedelta(days=120),
            words="Ja, hvis vi får vite hva som blir sagt.",
        )
        self.consent_id = disclosures.record_consent(
            self.contact, case_id=self.case_id, content=content, submission=clock.new_id()
        )

    def disclose(self, ground: str) -> UUID:
        facts = self.seen(self.contact).standing_facts
        content = DisclosureContent(
            receiver=f"{self.house.places[DISTRICT]}.{self.house.people[self.town.police]}",
            picks=tuple(Pick(each.id) for each in facts),
            purpose="Vurdere en avklaringssamtale",
            ground=ground,
            proportionality=NEEDED,
            told_on=clock.today(),
            answer_by=clock.today() + timedelta(days=21),
        )
        return disclosures.send(self.contact, case_id=self.case_id, content=content, submission=clock.new_id())


def _observed(seen: Seen) -> ObservationContent:
    return ObservationContent(
        fact=seen.fact,
        interpretation=seen.meaning,
        seen_on=clock.today() - timedelta(days=3),
        source=Source.OWN_SERVICE,
        hand=Hand.FIRST if seen.first_hand else Hand.TOLD,
        verified=seen.verified,
        kind=Kind(seen.kind),
        legal_class=LegalClass(seen.legal),
        provision=seen.provision,
    )
