"""What the municipalities of the demo say of themselves on the open pages, and what is open to everybody there.

Those that say nothing show what a page shows by default.
"""

from __future__ import annotations

from datetime import time, timedelta
from itertools import count

from avklar.demo import cast
from avklar.demo.cast import DISTRICT
from avklar.demo.contacts_lines import EVENINGS, PLACES
from avklar.demo.house import House
from avklar.demo.stage import Part, Waits
from avklar.foundation import clock
from avklar.foundation.access.roles import Role
from avklar.network.activities import actions as activities
from avklar.network.activities.cards import Plan
from avklar.network.activities.states import TargetGroup
from avklar.public.contacts import actions
from avklar.public.contacts.cards import Words

DAY = 24.0
PLANNED_BEFORE = 20
"""How many days ago the evenings to come were planned."""
OF_THE_DISTRICT = Words(phone="61 00 00 00", hours="Mandag–fredag 08:00–15:30")


def scripts(house: House) -> list[Part]:
    """The district first, then each municipality's contact or, where there is none, the administrator."""
    contacts = {person.place: person.key for person in cast.PLAYERS if person.role == cast.CONTACT}
    others = cast.neighbours([place for place in house.places if place != DISTRICT])
    contacts |= {person.place: person.key for person in others if person.role == cast.CONTACT}
    days = count(300, -5)
    parts: list[Part] = [(320.0, _district(house))]
    parts += [(float(next(days)), _place(house, number, contacts.get(number, ""))) for number in sorted(PLACES)]
    return [*parts, *((float(PLANNED_BEFORE), _evening(house, *evening)) for evening in EVENINGS)]


def _district(house: House) -> Waits:
    actions.edit(house.acting("leder", DISTRICT, Role.DISTRICT_LEAD), words=OF_THE_DISTRICT, version=0)
    yield DAY


def _place(house: House, number: str, contact: str) -> Waits:
    actor = house.actor(contact) if contact else house.acting("admin", number, Role.ADMINISTRATOR)
    actions.edit(actor, words=PLACES[number], version=0)
    yield DAY


def _evening(
    house: House,
    key: str,
    days: int,
    title: str,
    target: TargetGroup,
    place: str,
    starts: time,
    ends: time,
    partners: str,
) -> Waits:
    day = clock.today() + timedelta(days=PLANNED_BEFORE + days)
    plan = Plan(title, target, day, day, place, starts, ends, partners, open=True)
    activities.plan(house.actor(key), plan=plan, submission=clock.new_id())
    yield DAY
