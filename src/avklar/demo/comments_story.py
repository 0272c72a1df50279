"""Six people talk below two articles: read first, answered, removed by a rule, complained about; some of it waits."""

from __future__ import annotations

from uuid import UUID

from avklar.demo.house import House
from avklar.demo.stage import Waits
from avklar.foundation.access.errors import NotFound
from avklar.public.comments import actions, queries
from avklar.public.comments.actions.writing import Words
from avklar.public.comments.cards import Waiting
from avklar.public.comments.states import Ground

DOMAIN = "innbygger.example"
PEOPLE = {
    "berit": "Berit Nyløkken",
    "oddvar": "Oddvar Tømte",
    "samira": "Samira Aalerud",
    "jorunn": "Jorunn Stensby",
    "terje": "Terje Holmlien",
    "ingvild": "Ingvild Rauken",
}
KIND = "Godt tiltak. Jeg jobber i SFO og visste ikke at vi hadde en egen kontakt før jeg leste dette."
SCEPTICAL = "Jeg er skeptisk. Hvem passer på at dette ikke blir overvåking av folk som mener noe annet enn flertallet?"
ASKING = "Kommer foreldrekvelden også til Hadeland? Her er det mange som lurer."
TRAINER = (
    "Jeg trener jenter 14, og vi har snakket mye om tonen i garderoben i høst. "
    "Det som hjalp, var at en av de eldste tok ordet selv."
)
NAMING = "Typisk. Alle vet jo at det er Roger Brattbakken i svingen dette handler om."
HELD = "Hva gjør dere når noen bare vil provosere? Kåre Lundemoen hos oss gjør det hele tiden."
THANKS = "Takk! Du finner kontakten i din kommune under «Finn kontakt»."
ANSWER = "Lovlige meninger åpner aldri noen sak. Det meste som blir spurt om, ender med et råd, og så slettes det."
AGREED = "Enig. Det burde stått på oppslagstavla på hver skole."
OFF_TOPIC = "Når blir veien over fjellet endelig brøytet skikkelig?"
COMPLAINT = "Jeg mener det hører med. Folk kommer ikke fram til møtene når veien er stengt."


def below_meeting(house: House, talk: UUID) -> Waits:
    """What is said below the article about the meeting, from its first morning on."""
    moderator, editor = house.actor("moderator"), house.actor("redaktor")
    yield from _until_open(talk)
    _write(talk, "berit", KIND)
    yield 1.0
    first = _published(house, talk)
    actions.answer(editor, discussion_id=talk, parent_id=first, text=THANKS)
    yield 2.0
    _write(talk, "oddvar", SCEPTICAL)
    yield 1.0
    second = _published(house, talk)
    actions.answer(editor, discussion_id=talk, parent_id=second, text=ANSWER)
    yield 3.0
    _write(talk, "jorunn", AGREED, parent_id=first)
    yield 1.0
    _published(house, talk)
    yield 20.0
    _write(talk, "terje", NAMING)
    yield 1.0
    waiting = _waiting(house, talk)
    actions.take_down(moderator, comment_id=waiting.id, version=waiting.version, rule=2)
    yield 22.0
    _write(talk, "samira", ASKING)
    yield 1.0
    third = _published(house, talk)
    actions.report(discussion_id=talk, comment_id=third, ground=Ground.OFF_TOPIC)
    yield 1.0


def below_interview(house: House, talk: UUID) -> Waits:
    """What is said below the interview."""
    yield from _until_open(talk)
    _write(talk, "ingvild", TRAINER)
    yield 2.0
    _published(house, talk)
    yield 20.0
    _write(talk, "terje", OFF_TOPIC)
    yield 1.0
    moderator = house.actor("moderator")
    shown = _published(house, talk)
    found = queries.on_desk(moderator, shown)
    actions.take_down(moderator, comment_id=shown, version=found.version, rule=4)
    yield 5.0
    actions.complain(writer_id=_writer("terje"), comment_id=shown, text=COMPLAINT)
    yield 24.0
    _write(talk, "samira", HELD)
    yield 1.0


def _until_open(talk: UUID) -> Waits:
    """The stage moves what would happen at a weekend: the article may come later than planned."""
    while not queries.stamp(talk).endswith("open"):
        yield 1.0


def _write(talk: UUID, key: str, text: str, *, parent_id: UUID | None = None) -> None:
    words = Words(text, PEOPLE[key], f"{key}@{DOMAIN}", "nb", _writer(key))
    actions.write(discussion_id=talk, words=words, parent_id=parent_id)


def _writer(key: str) -> UUID:
    """Whoever has opened the link in the mail."""
    return actions.confirmed_writer(f"{key}@{DOMAIN}", "nb")


def _published(house: House, talk: UUID) -> UUID:
    """The newest that waits in the discussion is read and shown; its id."""
    newest = _waiting(house, talk)
    actions.publish(house.actor("moderator"), comment_id=newest.id, version=newest.version)
    return newest.id


def _waiting(house: House, talk: UUID) -> Waiting:
    """The newest that waits in the discussion; another one may wait elsewhere at the same hour."""
    found = [each for each in queries.desk(house.actor("moderator")) if each.discussion_id == talk and each.held]
    if not found:
        raise NotFound
    return found[-1]
