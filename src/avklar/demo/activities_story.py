"""Two years of attitude work: ideas shared, borrowed, planned and held; some lie ahead, one was called off."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import UUID

from avklar.demo import cast
from avklar.demo.activities_lines import IDEAS, LESSONS, PARTNERS, PLACES
from avklar.demo.cast import DISTRICT
from avklar.demo.house import House
from avklar.demo.stage import Part, Waits
from avklar.foundation import clock, notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.roles import Role
from avklar.network.activities import actions, queries
from avklar.network.activities.cards import Plan
from avklar.network.activities.states import TargetGroup

DAY = 24.0
EVENING = (time(18), time(20))
OPEN = frozenset({TargetGroup.PARENTS, TargetGroup.EVERYBODY, TargetGroup.VOLUNTEERS})
"""For these everybody may come."""
WEEK = frozenset({"skolen-sier-fra"})
"""Ideas that last for a week, all day."""
Bank = dict[str, UUID]


def scripts(house: House) -> list[Part]:
    """The bank first, then most municipalities with some activities each, and what lies ahead."""
    contacts = {person.place: person.key for person in cast.PLAYERS if person.role == cast.CONTACT}
    others = cast.neighbours([row for row in house.places if row != DISTRICT])
    contacts |= {person.place: person.key for person in others if person.role == cast.CONTACT}
    keys = [contacts[number] for n, number in enumerate(sorted(contacts)) if n % 7 != 3 or contacts[number] == "odd"]
    bank: Bank = {}
    parts = [(710.0 - 6 * n, _share(house, key, bank)) for n, key in enumerate(IDEAS)]
    parts += [(600.0 - 12 * n, _municipality(house, key, n, bank)) for n, key in enumerate(keys)]
    parts += [(30.0 - n / 2, _ahead(house, key, n, bank)) for n, key in enumerate(keys) if n % 3 == 0]
    return [*parts, (30.0, _unanswered(house, "odd", bank)), (40.0, _called_off(house, "nadia", bank))]


def _actor(house: House, key: str) -> Actor:
    return house.acting("leder", DISTRICT, Role.DISTRICT_LEAD) if key == "leder" else house.actor(key)


def _share(house: House, key: str, bank: Bank) -> Waits:
    owner, words = IDEAS[key]
    bank[key] = actions.share(_actor(house, owner), words=words, submission=clock.new_id())
    yield DAY


def _municipality(house: House, key: str, n: int, bank: Bank) -> Waits:
    """Borrows one idea after another, holds each, and writes what was learnt; between two of them half a year."""
    contact, names = house.actor(key), list(IDEAS)
    for turn in range(1 + n % 3):
        idea = names[(n + 4 * turn) % len(names)]
        activity_id = _plan(contact, idea, n + turn, bank, ahead=21 + n % 5)
        yield 35 * DAY
        _hold(contact, activity_id, n + 3 * turn)
        notifications.mark_all_read(contact)
        yield 140 * DAY


def _ahead(house: House, key: str, n: int, bank: Bank) -> Waits:
    names = list(IDEAS)
    _plan(house.actor(key), names[(n + 2) % len(names)], n, bank, ahead=38 + 4 * n)
    yield DAY


def _unanswered(house: House, key: str, bank: Bank) -> Waits:
    _plan(house.actor(key), "foreldrekveld", 2, bank, ahead=21)
    yield DAY


def _called_off(house: House, key: str, bank: Bank) -> Waits:
    contact = house.actor(key)
    activity_id = _plan(contact, "rollespill", 1, bank, ahead=30)
    yield 20 * DAY
    actions.cancel(contact, activity_id=activity_id, version=1)


def _plan(contact: Actor, idea: str, n: int, bank: Bank, *, ahead: int) -> UUID:
    """After an own copy of the idea, or the idea itself where it is one's own; on a weekday."""
    owner = queries.idea(contact, bank[idea]).organisation_id
    own = bank[idea] if owner == contact.organisation else actions.borrow(contact, idea_id=bank[idea])
    words = IDEAS[idea][1]
    first = clock.today() + timedelta(days=ahead)
    first -= timedelta(days=max(first.weekday() - 3, 0) if idea not in WEEK else first.weekday())
    while not clock.is_working_day(first):
        first += timedelta(days=1)
    last = first + timedelta(days=4) if idea in WEEK else first
    starts, ends = (None, None) if idea in WEEK else EVENING
    place, partners = PLACES[words.target], PARTNERS[n % len(PARTNERS)]
    plan = Plan(words.title, words.target, first, last, place, starts, ends, partners, words.target in OPEN)
    return actions.plan(contact, plan=plan, submission=clock.new_id(), idea_id=own)


def _hold(contact: Actor, activity_id: UUID, n: int) -> None:
    reach = 18 + (n * 37) % 160
    actions.hold(contact, activity_id=activity_id, reach=reach, evaluation=LESSONS[n % len(LESSONS)], version=1)
