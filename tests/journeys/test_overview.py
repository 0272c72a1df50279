"""The lead and her district: the map in both shapes by keyboard, a call that is marked, a target, the months."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from playwright.sync_api import Page, expect

from avklar.foundation import clock
from avklar.insight.overview import actions
from tests.cast import House
from tests.journeys.browser import axe_finds_nothing, screenshot
from tests.journeys.steps import given, then, when

Open = Callable[..., Page]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def _sound(page: Page) -> None:
    axe_finds_nothing(page)
    assert page.evaluate(SIDEWAYS) <= 0, page.url


def _keep_months(house: House) -> None:
    for month in (8, 9, 10, 11):
        with clock.frozen(datetime(2026, month, 2, 8, tzinfo=clock.OSLO)):
            actions.record_month(house.organisation("innlandet").pk)


def test_the_lead_sees_the_district_by_keyboard(house: House, open_as: Open) -> None:
    with given("a lead on her overview"):
        page = open_as(house.district_lead)
        page.goto("/oversikt/")
        _sound(page)
    with when("she chooses another layer by keyboard"):
        page.get_by_label("Kontakt", exact=True).focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
    with then("the map shows it, and the table says the same"):
        expect(page.get_by_label("Vara", exact=True)).to_be_checked()
        expect(page.locator(".avk-key")).to_contain_text("Ingen vara")
    screenshot(page, "overview")
    with when("she wants the borders, and opens a municipality from the map"):
        page.get_by_label("Fliser", exact=True).focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        expect(page.locator(".avk-outlines a")).to_have_count(6)
        _sound(page)
        page.locator(".avk-outlines").get_by_role("link", name="Folldal").press("Enter")
    with then("it says why somebody should call"):
        expect(page.get_by_text("Kommunen har ingen kontakt.")).to_be_visible()
        _sound(page)
    with when("she has called"):
        page.get_by_role("button", name="Jeg har ringt").press("Enter")
    with then("the municipality has left the list of calls"):
        expect(page.get_by_text("Ringt denne uken: Folldal")).to_be_visible()


def test_the_lead_sets_a_target_and_sees_the_months(house: House, open_as: Open) -> None:
    with given("a district whose months have been kept"):
        _keep_months(house)
        page = open_as(house.district_lead)
        page.goto("/oversikt/utvikling/")
        _sound(page)
    with when("she aims at a contact in nine of ten municipalities"):
        page.locator("section", has=page.get_by_role("heading", name="Kontakt")).get_by_role("link").click()
        page.get_by_label("Hvor mange prosent av kommunene?").fill("90")
        page.get_by_label("Innen").fill("31.12.2030")
        _sound(page)
        page.get_by_role("button", name="Lagre målet").click()
    with then("the page says how many are left, and the overview shows the target"):
        expect(page.get_by_text("Mål: 90 prosent innen 31. desember 2030")).to_be_visible()
        _sound(page)
        screenshot(page, "development")
        page.goto("/oversikt/")
        expect(page.locator(".avk-kpi .goal")).to_have_count(1)
