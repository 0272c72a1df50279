"""The synthetic district: a fictional cast and their story, replayed through the rooms' real actions.

Nobody here exists. The demo imports actions and writes no worry's row itself, so no state is impossible.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypedDict

LIFETIME_DAYS = 730
"""The cast has been at work for two years."""


class Account(TypedDict):
    """One of the cast as `avklar demo --accounts` shows them."""

    key: str
    name: str
    role: str
    organisation: str
    email: str
    sign_in: str


def build(progress: Callable[[int, int], None]) -> None:
    """Build the synthetic district in a database that is prepared and empty; `progress(done, total)` in scripts."""
    from datetime import timedelta

    from avklar.demo import (
        activities_story,
        agreements_story,
        case_story,
        competence_story,
        contacts_story,
        guidance_story,
        house,
        meetings_story,
        news_story,
        overview_story,
        people_story,
        routines_story,
        stage,
        statistics_story,
        story,
        worry_story,
    )
    from avklar.foundation import clock

    with clock.frozen(clock.now() - timedelta(days=LIFETIME_DAYS)):
        people = house.build()
    stories = (
        story,
        worry_story,
        case_story,
        meetings_story,
        competence_story,
        routines_story,
        activities_story,
        statistics_story,
        agreements_story,
        people_story,
        overview_story,
        contacts_story,
        news_story,
        guidance_story,
    )  # each has `scripts(house)`: parts that the stage plays in the order of time
    stage.perform([part for each in stories for part in each.scripts(people)], progress)
    house.settle(people)


def accounts() -> list[Account]:
    """The cast: who they are, their role and organisation, and how to sign in as them."""
    from avklar.demo.cast import ADMINISTRATOR, OFFICER, PLAYERS, POLICE_ADMINISTRATOR, POLICE_OFFICER, neighbours
    from avklar.demo.house import place_names
    from avklar.people.organisations.shipped import shipped

    names = place_names()
    others = neighbours([row.number for row in shipped()])
    everybody = (*PLAYERS, ADMINISTRATOR, OFFICER, POLICE_ADMINISTRATOR, POLICE_OFFICER, *others)
    return [
        Account(
            key=person.key,
            name=person.name,
            role=str(person.role.label),
            organisation=names.get(person.place, person.place),
            email=person.email,
            sign_in="card",
        )
        for person in everybody
    ]
