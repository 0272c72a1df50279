"""Two years of competence: the lead's aims, courses taken here and elsewhere, some that have expired, some begun."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from avklar.demo import cast
from avklar.demo.house import House
from avklar.demo.stage import Part, Waits
from avklar.foundation import clock, notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.roles import Role
from avklar.network.competence import actions, queries, rules
from avklar.network.competence.cards import Wish
from avklar.network.competence.states import Level, Topic
from avklar.people.organisations.shipped import shipped

BASIC: Wish = {Topic.SIGNS: Level.INTRODUCTION, Topic.SECRECY: Level.INTRODUCTION}
AIMS: dict[Role, Wish] = {
    Role.FRONTLINE: BASIC,
    Role.RADICALISATION_CONTACT: BASIC | {Topic.MOTIVES: Level.DEEPENING},
    Role.DEPUTY: BASIC,
    Role.POLICE_CONTACT: BASIC | {Topic.TALK: Level.DEEPENING},
    Role.POLICE_RADICALISATION_CONTACT: {Topic.SIGNS: Level.SPECIALIST, Topic.MILIEUS: Level.SPECIALIST},
}
LATER: Wish = AIMS[Role.RADICALISATION_CONTACT] | {Topic.CONVERSATION: Level.INTRODUCTION}
NYNORSK = {row.number for row in shipped() if row.language == "nn"}
DAYS_OUT: tuple[tuple[str, str, Topic, Level, int | None], ...] = (
    ("Grunnkurs: tegn og motiver", "Innlandet politidistrikt", Topic.SIGNS, Level.INTRODUCTION, 24),
    ("Taushetsplikt i praksis", "Innlandet politidistrikt", Topic.SECRECY, Level.INTRODUCTION, 24),
    ("Fagdag om motiver", "Innlandet politidistrikt", Topic.MOTIVES, Level.DEEPENING, 24),
    ("Samtaler som åpner", "Ressurssenteret på Hamar", Topic.CONVERSATION, Level.INTRODUCTION, None),
)
"""What is held elsewhere: title, organiser, topic, level, and for how many months it counts."""


def scripts(house: House) -> list[Part]:
    """The aims first; then everybody, one after another through the two years."""
    people = [person for person in _everybody() if person.role in AIMS]
    return [(700, _aims(house)), *(_part(house, number, person) for number, person in enumerate(people))]


def _aims(house: House) -> Waits:
    """What each role should have; after a year a little more for the contacts."""
    lead = house.actor("leder")
    for role, wish in AIMS.items():
        actions.aim(lead, role=role, wish=wish, valid_from=clock.today(), version=0, submission=clock.new_id())
    yield 24 * 365
    actions.aim(
        lead,
        role=Role.RADICALISATION_CONTACT,
        wish=LATER,
        valid_from=clock.today() + timedelta(days=30),
        version=1,
        submission=clock.new_id(),
    )


def _part(house: House, number: int, person: cast.Person) -> Part:
    """Every seventh has done nothing yet; the others began at some time in the two years."""
    days_ago = 690 - number * 37 % 640
    if person.key == "laerer":
        return 4.0, _begins(house, person)
    if number % 7 == 3:
        return days_ago, iter(())
    if person in cast.PLAYERS and number % 3 == 1:
        return days_ago, _learns(house, number, person)
    return days_ago, _goes_out(house, number, person)


def _learns(house: House, number: int, person: cast.Person) -> Waits:
    """The first course here in Avklar, and for most the second some weeks later."""
    language = "nn" if person.place in NYNORSK else "nb"
    _takes(house.actor(person.key), "signs", language)
    yield 24.0 * (20 + number % 30)
    if number % 4:
        _takes(house.actor(person.key), "secrecy", language)


def _goes_out(house: House, number: int, person: cast.Person) -> Waits:
    """Days with others, written down the day they were held; some of them count for a year only."""
    for day, (title, organiser, topic, level, months) in enumerate(DAYS_OUT):
        yield 24.0 * (15 + number % 20)
        skipped = number % 3 and (number + day) % 4 == 0
        if skipped or (topic not in BASIC and person.role != Role.RADICALISATION_CONTACT):
            continue
        actions.record(
            house.actor(person.key),
            title=title,
            organiser=organiser,
            topic=topic,
            level=level,
            done_on=clock.today(),
            valid_to=rules.months_after(clock.today(), months),
            submission=clock.new_id(),
        )


def _begins(house: House, person: cast.Person) -> Waits:
    """The teacher has completed one course and is in the middle of the other."""
    actor = house.actor(person.key)
    _takes(actor, "secrecy", "nb")
    yield 30
    attempt_id = actions.begin(actor, code="signs", language="nb")
    for step in queries.attempt(actor, attempt_id).course.steps[:7]:
        if step.question:
            actions.answer(actor, attempt_id=attempt_id, step=step.number, chosen=0)
        actions.go_on(actor, attempt_id=attempt_id, step=step.number)
    notifications.mark_all_read(actor)


def _takes(actor: Actor, code: str, language: str) -> None:
    attempt_id = actions.begin(actor, code=code, language=language)
    for step in queries.attempt(actor, attempt_id).course.steps:
        if step.question:
            actions.answer(actor, attempt_id=attempt_id, step=step.number, chosen=step.number % 3)
        actions.go_on(actor, attempt_id=attempt_id, step=step.number)
    actions.finish(actor, attempt_id=attempt_id)


def _everybody() -> Iterator[cast.Person]:
    yield from (*cast.PLAYERS, *cast.neighbours([row.number for row in shipped()]))
