"""The story of some twenty-five named cases, told by the real actions: in all states, on both sides of the ladder.

A script waits between its lines, like those of the worries (`stage`).
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from avklar.demo.case_lines import SPECIALIST, CaseLines, Scene, Town
from avklar.demo.house import House
from avklar.demo.stage import Part, Waits
from avklar.followup.cases import actions as cases
from avklar.followup.cases.content import Telling
from avklar.followup.cases.states import (
    Effect,
    Origin,
    Outcome,
    Result,
    Step,
    Waiting,
)
from avklar.followup.cases.talks import actions as talks
from avklar.followup.cases.talks import queries as talk_queries
from avklar.followup.cases.talks.rules import Invitation
from avklar.followup.cases.talks.states import Language, TalkState
from avklar.followup.disclosures import actions as disclosures
from avklar.followup.escalation import actions as escalation
from avklar.followup.escalation.content import ContactContent
from avklar.followup.escalation.states import How
from avklar.followup.escalation.states import Kind as Contacted
from avklar.foundation import clock, notifications
from avklar.foundation.access.scope import scope

DAY = 24.0
GROUND = "fvl1967-13b-6"
CONSENT = "fvl1967-13a-1"
POLICE_GROUND = "politiregisterloven-27"


ALVDAL = Town("3428", "odd", "berit", "liv")
GJOVIK = Town("3407", "mari", "sivert", "runar")
HAMAR = Town("3403", "nadia", "frode", "synnove")


SCENES: tuple[Scene, ...] = (
    *(Scene(500 - 34 * n, (ALVDAL, GJOVIK, HAMAR)[n % 3], n % 3, "helped") for n in range(7)),
    *(Scene(470 - 60 * n, (GJOVIK, HAMAR)[n % 2], (0, 2)[n % 2], "no_grounds") for n in range(4)),
    Scene(70, ALVDAL, 0, "shared"),
    Scene(66, GJOVIK, 0, "stalled"),
    Scene(58, HAMAR, 3, "locked"),
    Scene(52, GJOVIK, 4, "mentor"),
    Scene(45, ALVDAL, 2, "withdrawn"),
    Scene(40, HAMAR, 1, "help"),
    Scene(34, GJOVIK, 2, "returned"),
    Scene(30, ALVDAL, 4, "refused_talk"),
    Scene(26, HAMAR, 0, "no_show"),
    Scene(21, ALVDAL, 0, "same_person"),
    Scene(16, GJOVIK, 3, "police_waiting"),
    Scene(12, HAMAR, 2, "told_later"),
    Scene(9, ALVDAL, 3, "talk_planned"),
    Scene(4, GJOVIK, 0, "opened"),
    Scene(2, HAMAR, 4, "opened"),
)


class CaseScript(CaseLines):
    """One case from the day it is opened to where its path ends."""

    def play(self) -> Waits:
        """The lines of the scene, with the hours between them."""
        self.open(self.contact, asked_for_help=self.scene.path == "help")
        cases.add_staff(self.contact, case_id=self.case_id, user_id=self.house.people[self.town.second])
        yield 4
        cases.read(self.contact, case_id=self.case_id)
        yield from getattr(self, f"then_{self.scene.path}")()
        for key in (self.town.contact, self.town.second, self.town.police):
            notifications.mark_all_read(self.house.actor(key))

    # --- How it goes

    def then_opened(self) -> Waits:
        yield 2
        self.assess(self.contact, self.case_id)

    def then_supported(self) -> Waits:
        """Assessed, confirmed, and supported by a measure that is agreed with the person."""
        yield DAY
        self.assessed_by_two()
        yield 5
        self.choose(self.contact, self.case_id, Step.SUPPORT, "Personen vil selv, og familien er med.")
        yield DAY
        self.measure()
        yield 2
        self.agree()

    def then_helped(self) -> Waits:
        yield from self.then_supported()
        for days, effect in ((9, Effect.SAME), (14, Effect.BETTER), (14, Effect.BETTER)):
            yield days * DAY
            self.follow_up(effect)
        yield 10 * DAY
        self.end_measure()
        yield DAY
        self.close(Outcome.HELPED, "Målet er nådd, og personen klarer seg med vanlige tjenester.")

    def then_no_grounds(self) -> Waits:
        yield 3 * DAY
        self.assessed_by_two()
        yield 2 * DAY
        self.close(Outcome.NO_GROUNDS, "Det var ikke grunn til bekymring. Forklaringen var en misforståelse.")

    def then_stalled(self) -> Waits:
        yield from self.then_supported()
        yield 7 * DAY
        self.follow_up(Effect.SAME)

    def then_mentor(self) -> Waits:
        yield from self.then_supported()
        yield 12 * DAY
        self.follow_up(Effect.BETTER)
        yield 9 * DAY
        self.follow_up(Effect.BETTER)

    def then_help(self) -> Waits:
        yield from self.then_supported()
        yield 10 * DAY
        self.follow_up(Effect.BETTER)

    def then_told_later(self) -> Waits:
        yield 3
        later = Telling(
            waiting=Waiting.PURPOSE,
            waiting_reason="Foreldrene vil fortelle det selv etter samtalen med skolen.",
            look_again=clock.today() + timedelta(days=14),
        )
        cases.tell(self.contact, case_id=self.case_id, telling=later, version=self.seen(self.contact).version)
        yield DAY
        self.assessed_by_two()

    def then_same_person(self) -> Waits:
        """A second case about the same person, found by the keyed hash and judged by a human."""
        yield 2
        self.name_person(self.case_id)
        first, self.case_id = self.case_id, clock.new_id()
        yield 5 * DAY
        self.open(self.contact)
        self.name_person(self.case_id)
        cases.add_staff(self.contact, case_id=self.case_id, user_id=self.house.people[self.town.second])
        self.case_id, first = first, self.case_id
        yield DAY
        self.assessed_by_two()

    def then_police_waiting(self) -> Waits:
        yield DAY
        self.assessed_by_two()
        yield DAY
        self.choose(self.contact, self.case_id, Step.POLICE, "Truslene er alvorlige og rettet mot bestemte personer.")

    def then_shared(self) -> Waits:
        """The whole way: shared with consent, a talk, an answer back, and the municipality's support goes on."""
        yield from self.to_the_police(consent=True)
        yield from self.then_talk(TalkState.HELD, Result.SMALLER)
        yield DAY
        self.answer_back("Samtalen er holdt. Bekymringen er mindre. Vi ble enige om å snakkes igjen om en måned.")
        yield DAY
        self.choose(self.contact, self.case_id, Step.SUPPORT, "Bekymringen er mindre. Vi støtter videre i skolen.")
        self.measure()
        self.agree()
        yield 12 * DAY
        self.follow_up(Effect.BETTER)

    def then_withdrawn(self) -> Waits:
        yield from self.to_the_police(consent=True)
        yield 4 * DAY
        disclosures.withdraw_consent(self.contact, case_id=self.case_id, consent_id=self.consent_id)
        yield DAY
        self.choose(self.contact, self.case_id, Step.SUPPORT, "Familien vil gå videre uten politiet. Vi støtter dem.")
        self.measure()

    def then_returned(self) -> Waits:
        yield DAY
        self.assessed_by_two()
        yield DAY
        disclosure_id = self.disclose(GROUND)
        yield DAY
        disclosures.send_back(
            self.police,
            disclosure_id,
            text="Her er det for lite til at politiet kan gjøre noe. Ta gjerne en drøfting uten navn først.",
            submission=clock.new_id(),
        )

    def then_refused_talk(self) -> Waits:
        yield from self.to_the_police()
        yield from self.then_talk(TalkState.REFUSED, None)

    def then_no_show(self) -> Waits:
        yield from self.to_the_police()
        yield from self.then_talk(TalkState.NO_SHOW, None)

    def then_talk_planned(self) -> Waits:
        yield from self.to_the_police()
        yield 5
        self.talk_chosen()
        self.invite(days=40)

    def then_locked(self) -> Waits:
        """The other end: the worry is greater after the talk, prosecution is considered, PST is contacted."""
        yield from self.to_the_police()
        yield from self.then_talk(TalkState.HELD, Result.GREATER)
        yield 6
        made = self.choose(self.police, self.police_case_id, Step.POLICE, "Bekymringen er større etter samtalen.")
        yield 2
        cases.answer_decision(self.specialist, case_id=self.police_case_id, decision_id=made, confirmed=True)
        yield DAY
        made = self.choose(self.police, self.police_case_id, Step.PST, "Han har truet, og viser fram våpen.")
        yield 1
        cases.answer_decision(self.specialist, case_id=self.police_case_id, decision_id=made, confirmed=True)
        yield 1
        contact = ContactContent(
            kind=Contacted.PST,
            happened_at=clock.now() - timedelta(minutes=20),
            how=How.SECURE,
            handed_to="PSTs regionale kontor",
            what="Det som er sett og sagt, og resultatet av samtalen. Overlevert i politiets eget system.",
        )
        escalation.record(self.police, case_id=self.police_case_id, content=contact, submission=clock.new_id())

    # --- The police's part

    def to_the_police(self, *, consent: bool = False) -> Waits:
        """Assessed, the talk chosen, shared with the police contact, taken in, and a case of the police's own."""
        yield DAY
        self.assessed_by_two()
        yield 4
        self.choose(self.contact, self.case_id, Step.TALK, "Politiet bør høre hva som ligger bak.")
        if consent:
            yield DAY
            self.ask_consent()
        yield 3
        self.disclosure_id = self.disclose(CONSENT if consent else GROUND)
        yield DAY
        disclosures.accept(self.police, self.disclosure_id, submission=clock.new_id())
        yield 3
        self.police_case_id = self.open(self.police, origin=Origin.DISCLOSURE, origin_id=self.disclosure_id)
        cases.add_staff(self.police, case_id=self.police_case_id, user_id=self.house.people[SPECIALIST])
        disclosures.link_case(self.police, self.disclosure_id, self.police_case_id)
        yield 2
        made = self.assess(self.police, self.police_case_id)
        cases.answer_assessment(self.specialist, case_id=self.police_case_id, assessment_id=made, confirmed=True)

    def then_talk(self, ending: TalkState, result: Result | None) -> Waits:
        """The talk is chosen, invited to, and comes to what it comes to."""
        yield 5
        self.talk_chosen()
        talk_id = self.invite(days=7)
        yield 8 * DAY
        agreed = "Snakkes igjen om fire uker. Personen kontakter politikontakten selv om noe skjer." if result else ""
        with scope(self.police.organisation_id):
            version = talk_queries.talk(self.police, self.police_case_id, talk_id).version
        talks.record(
            self.police,
            case_id=self.police_case_id,
            talk_id=talk_id,
            ending=ending,
            result=str(result or ""),
            agreed_plan=agreed,
            version=version,
        )

    def talk_chosen(self) -> None:
        self.choose(self.police, self.police_case_id, Step.TALK, "En samtale kan avklare hva som ligger bak.")

    def invite(self, *, days: int) -> UUID:
        child = self.situation.age.may_be_under_18
        invitation = Invitation(
            at=clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=days),
            place="Lensmannskontoret, møterom 2",
            purpose="Vi vil høre hvordan du har det, og snakke om det som har skjedd i høst.",
            phone="02800",
            guardians="Begge foreldrene er invitert." if child else "",
        )
        return talks.invite(
            self.police,
            case_id=self.police_case_id,
            invitation=invitation,
            language=Language.BOKMAAL,
            submission=clock.new_id(),
        )

    def answer_back(self, text: str) -> None:
        disclosures.feedback(self.police, self.disclosure_id, text=text, submission=clock.new_id())


def scripts(house: House) -> list[Part]:
    """(days ago, script) of every case."""
    return [(scene.days_ago, CaseScript(house, scene).play()) for scene in SCENES]
