"""Which rows a test finds: none, the cast, the cast with named cases on, the demo. Each is written once in a session.

Tests are sorted by the world they want, so that the databases are put back between worlds, not before each test. The
rows are committed, and every test's own changes are rolled back as ever (or put back, after a test that commits).
"""

from __future__ import annotations

import enum
import pickle
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.cast import House
    from tests.databases import Keeper


class World(enum.IntEnum):
    """What is in the databases when a test begins."""

    EMPTY = 0
    CAST = 1
    CASES_ON = 2
    DEMO = 3


FIXTURES = {World.DEMO: "demo_told", World.CASES_ON: "cases_on", World.CAST: "house"}
"""The fixture by which a test asks for a world."""


def wanted_by(fixtures: set[str]) -> World:
    """The world that a test with these fixtures wants."""
    return next((world for world, fixture in FIXTURES.items() if fixture in fixtures), World.EMPTY)


class Worlds:
    """The databases of one session, and the world that stands in them."""

    def __init__(self) -> None:
        self.wanted = World.EMPTY
        self._now = World.EMPTY
        self._keeper: Keeper | None = None
        self._blocker: Any = None
        self._kept: dict[World, bytes] = {}

    def stand_on(self, keeper: Keeper, blocker: Any) -> None:
        """The databases are there, and empty."""
        self._keeper, self._blocker = keeper, blocker
        keeper.remember(World.EMPTY)
        self.turn()

    def turn(self) -> None:
        """Put the wanted world into the databases; nothing to do when it stands there already, or before they exist."""
        if self._keeper is None or self.wanted == self._now:
            return
        with self._blocker.unblock():
            if self.wanted == World.EMPTY or self.wanted in self._kept:
                self._keeper.restore(self.wanted)
            else:
                self._build(self._keeper, self.wanted)
        self._now = self.wanted

    def put_back(self) -> None:
        """The present world again, after a test that committed."""
        assert self._keeper is not None
        self._keeper.restore(self._now)

    def house(self) -> House:
        """The cast that stands in the databases, as objects of the test's own."""
        found: House = self.kept()
        return found

    def kept(self) -> Any:
        """What was kept of the making of the present world, anew for each test."""
        return pickle.loads(self._kept[self._now])

    def _build(self, keeper: Keeper, world: World) -> None:
        keeper.restore(World.EMPTY)
        self._kept[world] = pickle.dumps(_demo() if world == World.DEMO else _cast(cases_on=world == World.CASES_ON))
        keeper.remember(world)


def _cast(*, cases_on: bool) -> House:
    from tests import cast, law

    house = cast.build()
    for key in house.organisations if cases_on else ():
        law.approve(house, key)
        law.switch_cases_on(house, key)
    return house


def _demo() -> list[tuple[int, int]]:
    """The demo; the progress it told of."""
    from avklar import demo
    from avklar.people.organisations import installation
    from avklar.people.organisations.states import InstallationKind

    told: list[tuple[int, int]] = []
    installation.record(InstallationKind.DEMO)
    demo.build(lambda done, total: told.append((done, total)))
    return told


worlds = Worlds()
