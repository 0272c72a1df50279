"""The story of some sixty worries over two years, told by the real actions in the order in which they happen.

Each worry is a small script that waits between its lines (`stage`).
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from avklar.demo.house import House
from avklar.demo.stage import Part, Waits
from avklar.demo.worries import WORRIES, Worry
from avklar.followup.concerns import actions as concerns
from avklar.followup.concerns import queries as concern_queries
from avklar.followup.concerns.content import ConcernContent, ObservationContent
from avklar.followup.concerns.states import About, Hand, Outcome, SenderKind, Utterance
from avklar.followup.consultations import actions as consultations
from avklar.foundation import clock, notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.scope import scope
from avklar.foundation.anonymity import AgeBand, Facts, Setting, Sex


@dataclass(frozen=True)
class Scene:
    """Who sends to whom, how many days ago, which worry, and how it goes."""

    days_ago: float
    sender: str
    contact: str
    worry: int
    path: str
    police: str = ""


TOWNS = (
    ("laerer", "odd", "liv"),
    ("ida", "mari", "runar"),
    ("hamar-laerer", "nadia", "synnove"),
    ("skjak-laerar", "aslaug", "synnove"),
    ("elverum-laerer", "elverum", "synnove"),
    ("ringsaker-laerer", "ringsaker", "synnove"),
    ("tynset-laerer", "fremmed", "liv"),
)
PATHS = ("advice", "asked", "service", "advice", "consulted", "nothing", "advice", "asked")

NOW: tuple[Scene, ...] = (
    # What lies on the desks today
    Scene(5.2, "laerer", "odd", 2, "new"),
    Scene(1.1, "laerer", "odd", 0, "new"),
    Scene(4.0, "laerer", "odd", 3, "asking"),
    Scene(6.0, "laerer", "odd", 6, "replied"),
    Scene(3.0, "laerer", "odd", 5, "discussing", "liv"),
    Scene(9.0, "laerer", "odd", 7, "advised", "liv"),
    Scene(1.3, "ida", "mari", 1, "new"),
    Scene(6.1, "ida", "mari", 4, "new"),
    Scene(3.1, "ida", "mari", 0, "discussing", "runar"),
    Scene(8.0, "ida", "mari", 7, "answered"),
    Scene(2.2, "hamar-laerer", "nadia", 2, "new"),
    Scene(7.0, "hamar-laerer", "nadia", 3, "hidden", "synnove"),
    Scene(2.0, "skjak-laerar", "aslaug", 1, "asking"),
    Scene(1.2, "tynset-laerer", "fremmed", 5, "new"),
)


def scenes() -> list[Scene]:
    """Forty-six that are over, spread over two years, and those that lie on the desks today."""
    past = [
        Scene(715 - n * 15.1, *TOWNS[n % len(TOWNS)][:2], n % len(WORRIES), PATHS[n % len(PATHS)], TOWNS[n % 7][2])
        for n in range(46)
    ]
    return [*past, *NOW]


def scripts(house: House) -> list[Part]:
    """All worries, each as a part of its own."""
    return [(scene.days_ago, Script(house, scene).play()) for scene in scenes()]


class Script:
    """One worry from the first word to where its path ends."""

    def __init__(self, house: House, scene: Scene) -> None:
        self.house, self.scene = house, scene
        self.worry: Worry = WORRIES[scene.worry]
        self.concern_id: UUID = clock.new_id()

    def play(self) -> Waits:
        """The lines of the scene, with the hours between them."""
        sender, contact = self.scene.sender, self.scene.contact
        self.concern_id = concerns.send(
            self.house.actor(sender), content=content_of(self.worry), submission=clock.new_id()
        ).id
        yield 3
        if self.scene.path == "new":
            return
        self.open_as(contact)
        yield from getattr(self, f"then_{self.scene.path}")(sender, contact)
        notifications.mark_all_read(self.house.actor(sender))
        notifications.mark_all_read(self.house.actor(contact))

    def then_advice(self, sender: str, contact: str) -> Waits:
        yield 1
        self.answer(contact, self.worry.advice)
        yield 50
        self.close(contact, Outcome.ADVICE)

    def then_answered(self, sender: str, contact: str) -> Waits:
        yield 1
        self.answer(contact, self.worry.advice)

    def then_asking(self, sender: str, contact: str) -> Waits:
        yield 2
        self.ask(contact)

    def then_replied(self, sender: str, contact: str) -> Waits:
        yield from self.then_asking(sender, contact)
        yield 20
        self.reply(sender)

    def then_asked(self, sender: str, contact: str) -> Waits:
        yield from self.then_replied(sender, contact)
        yield 6
        self.answer(contact, self.worry.advice)
        yield 70
        self.close(contact, Outcome.ADVICE)

    def then_service(self, sender: str, contact: str) -> Waits:
        yield 4
        self.answer(contact, "Vi har snakket med tjenesten som kjenner situasjonen, og den tar det videre.")
        yield 30
        self.close(contact, Outcome.OTHER_SERVICE)

    def then_nothing(self, sender: str, contact: str) -> Waits:
        yield 5
        self.answer(contact, "Takk for at du sa fra. Det du beskriver, er en lovlig ytring og ikke noe vi følger opp.")
        yield 2
        self.close(contact, Outcome.NOTHING)

    def then_discussing(self, sender: str, contact: str) -> Waits:
        yield 5
        self.discuss(contact)

    def then_hidden(self, sender: str, contact: str) -> Waits:
        yield 5
        self.discuss(contact, hide=True)

    def then_advised(self, sender: str, contact: str) -> Waits:
        yield 5
        consultation_id = self.discuss(contact)
        yield 18
        self.advise(consultation_id)

    def then_consulted(self, sender: str, contact: str) -> Waits:
        yield 5
        consultation_id = self.discuss(contact)
        yield 18
        self.advise(consultation_id)
        yield 6
        self.answer(contact, self.worry.advice)
        yield 40
        consultations.end(self.house.actor(contact), consultation_id)
        self.close(contact, Outcome.ADVICE)

    def open_as(self, contact: str) -> None:
        """The contact reads it, and the journal remembers."""
        concerns.read(self.house.actor(contact), concern_id=self.concern_id)

    def answer(self, contact: str, text: str) -> None:
        concerns.answer(self.house.actor(contact), concern_id=self.concern_id, text=text)

    def ask(self, contact: str) -> None:
        concerns.ask(self.house.actor(contact), concern_id=self.concern_id, text=self.worry.question)

    def reply(self, sender: str) -> None:
        concerns.reply(self.house.actor(sender), concern_id=self.concern_id, text=self.worry.reply)

    def close(self, contact: str, outcome: Outcome) -> None:
        """Class what nobody has classed yet, then close (R3: «don't know» is settled by the contact)."""
        actor = self.house.actor(contact)
        for observation_id in self._unclassed(actor):
            concerns.classify(
                actor, concern_id=self.concern_id, observation_id=observation_id, utterance=Utterance.LAWFUL
            )
        concerns.close(actor, concern_id=self.concern_id, outcome=outcome, reason="Det er gitt råd, og det går bra.")

    def _unclassed(self, actor: Actor) -> list[UUID]:
        with scope(actor.organisation_id):
            opened = concern_queries.opened(actor, self.concern_id)
        return [each.id for each in opened.observations if each.reported != Utterance.NONE]

    def discuss(self, contact: str, *, hide: bool = False) -> UUID:
        """Ask the police contact without naming anybody: age band, and a text that the check lets through."""
        age = AgeBand(self.worry.age_band)
        return consultations.start(
            self.house.actor(contact),
            facts=Facts(Setting.NOT_GIVEN, None, AgeBand.NOT_GIVEN if age is AgeBand.UNKNOWN else age, Sex.NOT_GIVEN),
            question=f"{self.worry.seen[0].fact} {self.worry.wish}",
            receiver=(self.house.places["innlandet"], self.house.people[self.scene.police]),
            hide_sender=hide,
            concern_id=self.concern_id,
        )

    def advise(self, consultation_id: UUID) -> None:
        police = self.house.actor(self.scene.police)
        page = consultations.read(police, consultation_id)
        consultations.conclude(police, consultation_id, self.worry.advice, version=page.version)


def content_of(worry: Worry) -> ConcernContent:
    """The worry as the employee's form would give it."""
    return ConcernContent(
        observations=tuple(
            ObservationContent(
                fact=seen.fact,
                interpretation=seen.meaning,
                hand=Hand.FIRST if seen.first_hand else Hand.TOLD,
                utterance=Utterance(seen.utterance),
            )
            for seen in worry.seen
        ),
        about=About(worry.about),
        age_band=AgeBand(worry.age_band),
        setting=Setting(worry.setting),
        sender_kind=SenderKind(worry.sender),
        ordinary=worry.ordinary,
        works_well=worry.works_well,
        done=worry.done,
        wish=worry.wish,
    )
