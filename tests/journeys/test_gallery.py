"""The gallery in a real browser: every component is accessible, in both colours, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import axe_finds_nothing
from tests.journeys.steps import given, then, when

Open = Callable[..., Page]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", ["phone", "desktop"])
def test_gallery_is_accessible(open_as: Open, width: str, dark: bool) -> None:
    page = open_as(width=width, dark=dark)
    with given("the gallery is open"):
        page.goto("/komponenter/")
    with then("axe finds nothing"):
        axe_finds_nothing(page)


@pytest.mark.parametrize("address", ["/komponenter/", "/finnes-ikke/"])
def test_page_fits_320_pixels(page: Page, address: str) -> None:
    with given("a window as narrow as a desktop at 400 % zoom"):
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(address)
    with then("nothing is outside, sideways"):
        assert page.evaluate(SIDEWAYS) == 0


def test_first_stop_of_the_keyboard_leads_to_the_content(page: Page) -> None:
    with given("the gallery is open"):
        page.goto("/komponenter/")
    with when("one presses Tab and Enter"):
        page.keyboard.press("Tab")
        expect(page.locator(".ds-skip-link")).to_be_focused()
        page.keyboard.press("Enter")
    with then("one stands at the content"):
        expect(page.locator("main")).to_be_focused()


def test_colours_are_chosen_without_javascript(open_as: Open) -> None:
    page = open_as(javascript=False)
    with given("the gallery is open"):
        page.goto("/komponenter/")
    with when("one chooses dark"):
        page.locator("button[name=look][value=dark]").click()
    with then("the page is dark, and the choice is marked"):
        expect(page.locator("html")).to_have_attribute("data-color-scheme", "dark")
        expect(page.locator("button[name=look][value=dark]")).to_have_attribute("aria-pressed", "true")


def test_error_in_the_summary_leads_to_its_field(page: Page) -> None:
    with given("a form with several errors"):
        page.goto("/komponenter/")
    with when("one follows the first in the summary"):
        page.locator(".ds-error-summary a").first.click()
    with then("one stands in the field, with what was typed"):
        expect(page.locator("#id_feil-what")).to_be_focused()
        expect(page.locator("#id_feil-what")).not_to_be_empty()
