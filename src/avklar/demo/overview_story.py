"""The lead's two years: the figures of each month, the targets, and two calls this week."""

from __future__ import annotations

from datetime import date, timedelta

from avklar.demo.cast import DISTRICT
from avklar.demo.house import House
from avklar.demo.stage import Part, Waits
from avklar.foundation import clock
from avklar.insight.overview import actions, presenting, queries

DAY, MONTHS = 24.0, 23
TARGETS = (("kontakt", 95), ("mote", 80), ("kompetanse", 50), ("rutiner", 40))


def scripts(house: House) -> list[Part]:
    """Each month as a part of its own, the targets after half a year, the calls two days ago."""
    months = [(float((clock.today() - first).days), _month(house)) for first in _first_days()]
    return [*months, (540, _aim(house)), (2, _call(house))]


def _first_days() -> list[date]:
    """The first day of this month and of those before it."""
    found = [clock.today().replace(day=1)]
    while len(found) < MONTHS:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found


def _month(house: House) -> Waits:
    yield 1  # the first of a month may be a Sunday: the stage has moved it backwards
    while not actions.record_month(house.places[DISTRICT]):
        yield DAY


def _aim(house: House) -> Waits:
    lead = house.actor("leder")
    for layer, percent in TARGETS:
        due = date(clock.today().year + 2, 12, 31)
        actions.set_target(lead, layer=layer, percent=percent, due=due, version=0, submission=clock.new_id())
    yield 300 * DAY
    due = date(clock.today().year + 1, 12, 31)
    actions.set_target(lead, layer="rutiner", percent=60, due=due, version=1, submission=clock.new_id())


def _call(house: House) -> Waits:
    lead = house.actor("leder")
    needing = [line for line in presenting.lines(queries.district(lead), clock.today()) if line.calls]
    for line in needing[:2]:
        actions.mark_called(lead, municipality_id=line.place.id)
    yield DAY
