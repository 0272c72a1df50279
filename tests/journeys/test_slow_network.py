"""A network so slow that people answer before the page's scripts have come."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from tests.cast import House
from tests.journeys.steps import given, then, when


def test_what_is_answered_before_the_scripts_come_counts(house: House, open_as: Callable[..., Page]) -> None:
    held: list[Route] = []
    with given("a contact who opens a consultation, and a script that is still on its way"):
        page = open_as(house.contact, width="phone")
        page.route("**/htmx*.js", lambda route: held.append(route))
        page.goto(reverse("consultations:start"), wait_until="commit")
        page.get_by_label("Alder", exact=True).select_option(label="13–15 år")
        page.get_by_label("Hvor", exact=True).select_option(label="Skole")
    with when("it has come"):
        assert len(held) == 1
        held[0].continue_()
    with then("the page asks on from what was chosen meanwhile"):
        expect(page.get_by_label("Hvor mange er der")).to_be_visible()
        expect(page.get_by_label("Hvor", exact=True).locator("option:checked")).to_have_text("Skole")
