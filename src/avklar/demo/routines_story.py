"""Two years of routines: adopted, adapted, approved, read, reviewed; near the end a template gets a newer version."""

from __future__ import annotations

from datetime import date

from avklar.demo import cast
from avklar.demo.cast import DISTRICT
from avklar.demo.house import House
from avklar.demo.stage import Part, Waits
from avklar.foundation import clock, notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.roles import Role
from avklar.network.routines import actions, planning, queries, shipped
from avklar.network.routines.states import Code, Language, Status
from avklar.people.organisations.shipped import shipped as places

DAY = 24.0
NYNORSK = frozenset({"3433"})
LOCAL = "\n## Hos oss\n\n- Spør servicetorget om hvem som er kontakt i dag.\n"
NEWER = ("innen to virkedager", "innen én virkedag")
NEWER_NN = ("innan to verkedagar", "innan éin verkedag")
WHY = "Flere kommuner svarer allerede neste dag. De som er bekymret, trenger ikke vente lenger."
READ = {"3428": ("laerer", "berit"), "3407": ("ida", "sivert"), "3403": ("hamar-laerer",)}
GOAL = "Alle ansatte vet hvem de spør"
MEASURES = (
    ("Øv på drøfting uten navn i alle tjenester", "Radikaliseringskontakten", 4),
    ("Ta opp rutinene på foreldremøter", "Rektorene", 10),
    ("Fast punkt om utenforskap i politirådet", "Kommunedirektøren", 12),
)


def scripts(house: House) -> list[Part]:
    """Most municipalities with some of the routines, each begun on a day of its own; then the lead's newer template."""
    contacts = {person.place: person.key for person in cast.PLAYERS if person.role == cast.CONTACT}
    others = cast.neighbours([row.number for row in places()])
    contacts |= {person.place: person.key for person in others if person.role == cast.CONTACT}
    numbers = [number for n, number in enumerate(sorted(contacts)) if n % 8 != 5 or number in READ]
    parts = [(640.0 - 11 * n, _municipality(house, number, contacts[number], n)) for n, number in enumerate(numbers)]
    return [*parts, (300.0, _plan(house, "mari")), (35.0, _newer(house))]


def _municipality(house: House, number: str, key: str, n: int) -> Waits:
    """The first few of the seven; the last one taken in use stays a draft in every third municipality."""
    contact = house.actor(key)
    boss = house.acting("admin", number, Role.ADMINISTRATOR)
    codes = list(Code)[: 3 + n % 7]
    for code in codes:
        _adopt(contact, code, number)
        yield 3 * DAY
        if code == codes[-1] and n % 3 == 1:
            return
        _approve(boss, code)
        yield DAY
    for reader in READ.get(number, ()):
        for code in codes:
            _read(house.actor(reader), code)
    yield 350 * DAY
    if n % 4:
        for code in codes:
            card = queries.routine(contact, code)
            if card.in_force:
                actions.review(contact, code=code, version_id=card.in_force.id)


def _adopt(contact: Actor, code: Code, number: str) -> None:
    actions.adopt(contact, code=code, language=Language.NYNORSK if number in NYNORSK else Language.BOKMAAL)
    if code == Code.RECEIVED and number not in NYNORSK:
        card = queries.routine(contact, code)
        text = card.text + LOCAL
        actions.adapt(contact, code=code, text=text, version=card.version, template_position=card.template_position)


def _approve(boss: Actor, code: Code) -> None:
    actions.approve(boss, code=code, version=queries.routine(boss, code).version)


def _read(reader: Actor, code: Code) -> None:
    card = queries.routine(reader, code)
    if card.in_force:
        actions.acknowledge(reader, code=code, version_id=card.in_force.id)
    notifications.mark_all_read(reader)


def _plan(house: House, key: str) -> Waits:
    """A plan for the year, followed up; at the turn of the year it is closed and what is left goes on."""
    contact = house.actor(key)
    year = clock.today().year
    actions.begin_plan(contact, year=year)
    for text, responsible, month in MEASURES:
        actions.add_measure(
            contact,
            year=year,
            goal=GOAL,
            text=text,
            responsible=responsible,
            deadline=date(year, month, 20),
            submission=clock.new_id(),
        )
    yield 60 * DAY
    first = planning.plan(contact, year).measures[0]
    actions.change_measure(
        contact,
        measure_id=first.id,
        goal=first.goal,
        text=first.text,
        responsible=first.responsible,
        deadline=first.deadline,
        status=Status.DONE,
        version=first.version,
    )
    while clock.today().year == year:
        yield 7 * DAY
    actions.close_plan(contact, year=year)


def _newer(house: House) -> Waits:
    lead = house.acting("leder", DISTRICT, Role.DISTRICT_LEAD)
    actions.publish(
        lead,
        code=Code.RECEIVED,
        bokmaal=shipped.text(Code.RECEIVED, Language.BOKMAAL).replace(*NEWER),
        nynorsk=shipped.text(Code.RECEIVED, Language.NYNORSK).replace(*NEWER_NN),
        note=WHY,
        position=1,
        submission=clock.new_id(),
    )
    yield DAY
