"""Two years of meetings: the start-up meeting, a gathering each half year, a police council, one that is to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from avklar.demo import cast
from avklar.demo.cast import DISTRICT
from avklar.demo.house import House
from avklar.demo.stage import Part, Waits
from avklar.foundation import clock, notifications
from avklar.network.meetings import actions, queries
from avklar.network.meetings.cards import Details, Point
from avklar.network.meetings.states import Answer, Kind
from avklar.people.organisations.shipped import shipped

DAY = 24.0


@dataclass(frozen=True)
class Scene:
    """A meeting: how many days ago people are called, how many days later it is, and how many of ten then come."""

    days_ago: float
    after: int
    kind: Kind
    title: str
    place: str
    agenda: tuple[Point, ...]
    minutes: str = ""
    agreed: tuple[tuple[str, str, int], ...] = ()  # what, who (a key of the cast, or nobody), within how many days
    missing: int = 9  # every so many municipalities stay away


START = (
    Point("Velkommen, og hvorfor vi er her", 20, "Ragnhild Moseng"),
    Point("Tegn: hva vi ser, og hvordan vi tolker det", 50, "foredragsholder fra PST"),
    Point("Motiver: hva noen leter etter", 50, "foredragsholder fra PST"),
    Point("Lunsj", 45),
    Point("Å drøfte uten navn: slik gjør vi det", 45, "Runar Fjellvang"),
    Point("Taushetsplikt i praksis, fire eksempler", 45, "Ragnhild Moseng"),
    Point("Dugnaden: hva gjør vi for alle?", 30, "gruppearbeid"),
)
GATHERING = (
    Point("Siden sist", 30, "Ragnhild Moseng"),
    Point("Samtalen med ungdom og foresatte", 60, "Mari Lauvrud"),
    Point("Erfaringer fra kommunene", 60, "alle"),
    Point("Hva vi gjør det neste halvåret", 30, "Ragnhild Moseng"),
)
COUNCIL = (
    Point("Hva vi ser i kommunen", 30, "Mari Lauvrud"),
    Point("Tiltak for alle det neste halvåret", 30, "Runar Fjellvang"),
)
SAID = """# Det vi snakket om

Kommunene fortalte hvordan de tar imot en bekymring, og hva de trenger hjelp til.

- Flere vil ha øving i å drøfte uten navn.
- Alle ønsker en fast dag i halvåret for å møtes.
- Vara må være kjent for de ansatte, ikke bare oppnevnt.
"""

SCENES: tuple[Scene, ...] = (
    Scene(
        715,
        21,
        Kind.STARTUP,
        "Oppstartsmøte for alle kommunene",
        "Kulturhuset på Hamar",
        START,
        SAID,
        (
            ("Alle svarer den som er bekymret innen to virkedager.", "", 0),
            ("Drøfting uten navn er det vanlige første skrittet.", "", 0),
            ("Lag en mal for drøfting uten navn", "spesialist", 30),
        ),
        missing=99,
    ),
    Scene(560, 28, Kind.GATHERING, "Samling: samtalen", "Lillehammer", GATHERING, SAID, missing=8),
    Scene(380, 28, Kind.GATHERING, "Samling: taushetsplikt", "Elverum", GATHERING, SAID, missing=6),
    Scene(
        200,
        28,
        Kind.GATHERING,
        "Samling: unge på nett",
        "Gjøvik",
        GATHERING,
        SAID,
        (("Samle gode erfaringer fra foreldrekvelder", "mari", 190), ("Meld inn vara der det mangler", "odd", 20)),
        missing=7,
    ),
    Scene(90, 20, Kind.COUNCIL, "Politiråd", "Gjøvik rådhus", COUNCIL, SAID, missing=99),
    Scene(9, 35, Kind.GATHERING, "Fagdag om samtalen", "Lillehammer", GATHERING),
)


def scripts(house: House) -> list[Part]:
    """Each meeting as a part of its own."""
    return [(scene.days_ago, _play(house, scene)) for scene in SCENES]


def _play(house: House, scene: Scene) -> Waits:
    arranger = house.actor("mari" if scene.kind == Kind.COUNCIL else "leder")
    starts = _at(scene.after, 10)
    details = Details(scene.kind, scene.title, scene.place, starts, starts + timedelta(hours=5))
    meeting_id = actions.arrange(arranger, details=details, agenda=scene.agenda, submission=clock.new_id())
    actions.invite(arranger, meeting_id=meeting_id)
    yield DAY
    _answer(house, scene, meeting_id)
    yield scene.after * DAY - DAY
    while clock.now() < starts:
        yield 1
    places = queries.meeting(arranger, meeting_id).places
    there = [place.id for n, place in enumerate(places, 1) if place.people and n % scene.missing]
    actions.register(arranger, meeting_id=meeting_id, there=there, shown=[])
    for text, key, days in scene.agreed:
        owner, due = (house.people[key], clock.today() + timedelta(days=days)) if key else (None, None)
        if owner is None or owner in actions.owners(arranger, meeting_id):
            actions.agree(
                arranger, meeting_id=meeting_id, text=text, owner_id=owner, due=due, submission=clock.new_id()
            )
    yield DAY
    actions.write_minutes(arranger, meeting_id=meeting_id, text=scene.minutes, version=0)
    actions.send_minutes(arranger, meeting_id=meeting_id)


def _answer(house: House, scene: Scene, meeting_id: UUID) -> None:
    """Contacts answer; most come, some can't, a few let it wait when the meeting is still to come."""
    for number, key in enumerate(_called(house, scene)):
        if scene.missing < 99 and number % 5 == 4 and not scene.minutes:
            continue
        comes = Answer.NO if number % scene.missing == scene.missing - 1 else Answer.YES
        actions.answer(house.actor(key), meeting_id=meeting_id, answer=comes)
        notifications.mark_all_read(house.actor(key))


def _called(house: House, scene: Scene) -> Iterator[str]:
    """The contacts of the district, or those of the one municipality."""
    if scene.kind == Kind.COUNCIL:
        yield from ("mari", "sivert", "runar")
        return
    everybody = (*cast.PLAYERS, *cast.neighbours([row.number for row in shipped()]))
    yield from (person.key for person in everybody if person.role == cast.CONTACT and person.place != DISTRICT)


def _at(days: int, hour: int) -> datetime:
    """So many days ahead, moved on from a weekend to Monday."""
    day = clock.today() + timedelta(days=days)
    while not clock.is_working_day(day):
        day += timedelta(days=1)
    return datetime.combine(day, time(hour), tzinfo=clock.OSLO)
