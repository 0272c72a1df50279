"""Worries from private persons: a parent, a friend, a neighbour; answered with the receipt, some still waiting."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from avklar.demo.house import House
from avklar.demo.stage import Part, Waits
from avklar.followup.concerns import actions, queries
from avklar.followup.concerns.cards import Told
from avklar.followup.concerns.content import ConcernContent, ObservationContent, Signature
from avklar.followup.concerns.states import About, Hand, Naming, Outcome, SenderKind, Utterance, When
from avklar.foundation import clock, notifications
from avklar.foundation.access.scope import scope
from avklar.foundation.anonymity import AgeBand, Setting


@dataclass(frozen=True)
class Letter:
    """What somebody writes, how they sign, and what is said afterwards, in turn: contact, sender, contact, …"""

    sender: SenderKind
    age: AgeBand
    setting: Setting
    fact: str
    thought: str = ""
    works_well: str = ""
    wish: str = ""
    signature: Signature = field(default_factory=Signature)
    about: About = About.PERSON
    proved: bool = True
    said: tuple[str, ...] = ()


LETTERS: dict[str, Letter] = {
    "sonnen": Letter(
        SenderKind.FAMILY,
        AgeBand.FROM_16,
        Setting.ONLINE,
        "Sønnen min sitter oppe om natta og ser filmer der noen sier at vold er det eneste som virker.",
        "Jeg er redd for at han mener det. Det kan også være at han bare er ensom.",
        "Han er god med lillesøsteren sin og liker å skru på sykkelen.",
        "Råd om hvordan jeg spør uten at han går og låser døra.",
        said=(
            "Takk for at du skrev. Spør om hva filmene gir ham, og ikke om hva som er galt med dem. Hvem har han det "
            "godt sammen med nå?",
            "Han har en fetter han stoler på. De skrur sammen hver onsdag.",
            "Da begynner vi der. La fetteren vite at du er bekymret, uten å be ham om å passe på. Jeg hører gjerne fra "
            "deg igjen om to uker.",
        ),
    ),
    "venninna": Letter(
        SenderKind.FRIEND,
        AgeBand.FROM_18,
        Setting.ONLINE,
        "En venninne skriver i en gruppe at noen grupper burde bort fra landet, og hun deler navnelister.",
        "Før var hun bare sint. Nå svarer hun ikke når jeg ringer.",
        wish="Jeg vil vite om jeg skal si fra til noen andre også.",
        signature=Signature(Naming.PSEUDONYM, "Linnea"),
        said=("Takk for at du skrev. Kan du si litt mer om hva som står i listene, uten å ta med navn?",),
    ),
    "naboen": Letter(
        SenderKind.NEIGHBOUR,
        AgeBand.NOT_GIVEN,
        Setting.NEIGHBOURHOOD,
        "Det er malt symboler på bussholdeplassen tre ganger denne måneden.",
        about=About.PLACE,
        signature=Signature(Naming.NAMED, "Ingebjørg Rønningsmo"),
        proved=False,
        wish="At noen ser på det før det blir mer.",
    ),
    "broren": Letter(
        SenderKind.FAMILY,
        AgeBand.FROM_25,
        Setting.WORKPLACE,
        "Broren min mistet jobben i høst. Nå snakker han bare om hvem som har skylda.",
        works_well="Han stiller fortsatt opp når det er dugnad.",
        wish="Noen å tenke sammen med.",
        said=(
            "Takk for at du sa fra. Det høres ut som en tung høst. NAV er et godt sted å begynne, og dugnadene er "
            "verdt å ta vare på.",
        ),
    ),
}


@dataclass(frozen=True)
class Scene:
    """Which letter, to which contact, how many days ago; `closes` where it is over."""

    days_ago: float
    letter: str
    contact: str
    closes: bool = False


SCENES = (
    Scene(120.0, "broren", "mari", closes=True),
    Scene(75.0, "sonnen", "nadia", closes=True),
    Scene(6.2, "sonnen", "odd"),
    Scene(4.4, "venninna", "mari"),
    Scene(1.2, "naboen", "odd"),
    Scene(3.3, "broren", "aslaug"),
)


def scripts(house: House) -> list[Part]:
    """Each letter as a part of its own."""
    return [(scene.days_ago, _play(house, scene, LETTERS[scene.letter])) for scene in SCENES]


def _play(house: House, scene: Scene, letter: Letter) -> Waits:
    contact = house.actor(scene.contact)
    told, concern_id = _tell(contact.organisation, letter)
    yield 5
    if not letter.said:
        return
    actions.read(contact, concern_id=concern_id)
    for turn, text in enumerate(letter.said):
        if turn % 2:
            actions.reply_with(contact.organisation, digits=told.receipt, text=text)
        else:
            say = actions.ask if text.endswith("?") else actions.answer
            say(contact, concern_id=concern_id, text=text)
        yield 9
    notifications.mark_all_read(contact)
    if scene.closes:
        actions.confirm_with(contact.organisation, digits=told.receipt)
        yield 40
        _close(house, scene.contact, concern_id)


def _tell(organisation_id: UUID, letter: Letter) -> tuple[Told, UUID]:
    seen = ObservationContent(letter.fact, letter.thought, When.THIS_WEEK, Hand.FIRST, Utterance.DONT_KNOW)
    content = ConcernContent(
        observations=(seen,),
        about=letter.about,
        age_band=letter.age,
        setting=letter.setting,
        sender_kind=letter.sender,
        works_well=letter.works_well,
        wish=letter.wish,
    )
    told = actions.tell(
        organisation_id, content=content, seed=clock.new_id(), signature=letter.signature, proved=letter.proved
    )
    return told, actions.come_back(organisation_id, digits=told.receipt).line.id


def _close(house: House, contact: str, concern_id: UUID) -> None:
    actor = house.actor(contact)
    with scope(actor.organisation_id):
        seen = queries.opened(actor, concern_id).observations
    for each in seen:
        actions.classify(actor, concern_id=concern_id, observation_id=each.id, utterance=Utterance.LAWFUL)
    actions.close(actor, concern_id=concern_id, outcome=Outcome.ADVICE, reason="Det er gitt råd, og det går bedre.")
