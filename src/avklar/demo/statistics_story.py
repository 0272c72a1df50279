"""The last finished quarters, prepared by the lead and approved by the privacy officer, a week into the next.

The worries are the demo's own, so most figures are hidden: few worries is good news.
"""

from __future__ import annotations

from datetime import timedelta

from avklar.demo.house import House
from avklar.demo.stage import Part, Waits
from avklar.foundation import clock
from avklar.foundation.clock.quarters import bounds, finished, quarters_of
from avklar.insight.statistics import actions, making, queries

LEAD, OFFICER = "leder", "ombud-politi"
QUARTERS = 7
LATER = timedelta(days=7, hours=10)


def scripts(house: House) -> list[Part]:
    """One script per quarter, and one for a whole year, a week after its last quarter."""
    begins = {quarter: clock.now() - bounds(quarter)[1] - LATER for quarter in finished(QUARTERS)}
    for year in {quarter[:4] for quarter in begins}:
        if set(quarters_of(year)) <= set(begins):
            begins[year] = begins[f"{year}-K4"] - timedelta(days=7)
    return [(late / timedelta(days=1), _play(house, period)) for period, late in begins.items()]


def _play(house: House, period: str) -> Waits:
    lead = house.actor(LEAD)
    making_id = actions.prepare(lead, quarter=period, rounding=0, submission=clock.new_id())
    making.work(making_id)
    yield 26
    version_id = queries.making(lead, making_id).publication
    if version_id:
        actions.decide(house.actor(OFFICER), publication_id=version_id, approve=True)
