"""Every page that has an address without an id: accessible, inside its policy, and no wider than a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from avklar.foundation.access.permissions import TABLE
from avklar.foundation.access.roles import Role
from tests.cast import House
from tests.journeys.browser import axe_finds_nothing, in_each_look
from tests.journeys.steps import given, then, when
from tests.test_urls import CAST, _routes

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
NOT_PAGES = {"accounts:sign_in_to_demo"}
FIRST_OF = [
    Role.FRONTLINE,
    Role.RADICALISATION_CONTACT,
    Role.PRIVACY_OFFICER,
    Role.ADMINISTRATOR,
    Role.POLICE_CONTACT,
    Role.POLICE_RADICALISATION_CONTACT,
    Role.DISTRICT_LEAD,
]


def _pages(role: Role | None) -> Iterator[str]:
    """The addresses that `role` may open; each permission is left to the first role that has it. None: nobody."""
    for route in _routes():
        if "x" in route.url.strip("/").split("/") or route.has_id or route.name in NOT_PAGES:
            continue
        permission = route.guard.permission
        if permission is None:
            opens = route.guard.kind == ("public" if role is None else "signed_in")
            opens = opens and role in {None, Role.FRONTLINE}
        else:
            opens = role == next(each for each in FIRST_OF if each in TABLE[permission].roles)
        if opens:
            yield route.url


def _is_page(page: Page, address: str) -> bool:
    """Not only for POST, no file, and it doesn't lead elsewhere: the walk over the addresses sees to those."""
    answer = page.request.get(address, max_redirects=0)
    return answer.status == 200 and answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("role", [None, *FIRST_OF], ids=str)
def test_every_page_of(role: Role | None, house: House, open_as: Callable[..., Page]) -> None:
    with given("somebody with the role"):
        page = open_as(house.people[CAST[role]] if role else None, width="phone")
    for address in _pages(role):
        if not _is_page(page, address):
            continue
        with when(f"{address} is opened"):
            page.goto(address)
        for width in in_each_look(page):
            with then(f"axe finds nothing, and nothing is wider than the window: {width}"):
                axe_finds_nothing(page)
                assert page.evaluate(SIDEWAYS) <= 0, page.url
