"""A routine's way: adopted, adapted, approved by another, read by the staff, and a newer template that waits."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.cast import House
from tests.journeys.browser import axe_finds_nothing, screenshot
from tests.journeys.steps import given, then, when

Open = Callable[..., Page]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def _sound(page: Page) -> None:
    axe_finds_nothing(page)
    assert page.evaluate(SIDEWAYS) <= 0, page.url


def _adopts_and_adapts(page: Page) -> None:
    page.goto("/rutiner/")
    page.get_by_role("link", name="Bekymring mottatt").click()
    page.get_by_role("button", name="Ta i bruk på bokmål").click()
    page.get_by_role("link", name="Rediger").click()
    text = page.get_by_label("Rutinen", exact=True)
    text.fill(text.input_value() + "\n## Hos oss\n\n- Spør servicetorget.\n")
    page.get_by_role("button", name="Se hvordan den blir").click()
    expect(page.get_by_role("heading", name="Hos oss")).to_be_visible()
    _sound(page)
    page.get_by_role("button", name="Lagre utkastet").click()
    expect(page.get_by_text("Utkastet er lagret.")).to_be_visible()


def test_routine_from_template_to_newer_template(house: House, open_as: Open) -> None:
    with given("a contact who takes a template in use and adapts it"):
        contact = open_as(house.contact, width="phone")
        _adopts_and_adapts(contact)
    with when("the administrator approves it"):
        administrator = open_as(house.administrator)
        administrator.goto("/rutiner/bekymring-mottatt/godkjenn/")
        _sound(administrator)
        administrator.get_by_role("button", name="Godkjenn").click()
    with then("a teacher reads it and says so, and the contact sees who has"):
        teacher = open_as(house.teacher)
        teacher.goto("/rutiner/bekymring-mottatt/")
        teacher.get_by_role("button", name="Jeg har lest rutinen").click()
        expect(teacher.get_by_text("Du har bekreftet at du har lest denne utgaven.")).to_be_visible()
        contact.reload()
        expect(contact.get_by_text("1 av 10 har lest den.")).to_be_visible()
        _sound(contact)
    with when("the lead publishes a newer template"):
        lead = open_as(house.district_lead)
        lead.goto("/rutiner/mal/bekymring-mottatt/ny-utgave/")
        _sound(lead)
        lead.get_by_label("Hva er endret, og hvorfor?").fill("Svaret skal komme raskere.")
        text = lead.get_by_label("Malen på bokmål")
        text.fill(text.input_value().replace("to virkedager", "én virkedag"))
        lead.get_by_role("button", name="Publiser for distriktet").click()
    with then("the municipality sees the difference and takes it in"):
        contact.goto("/rutiner/bekymring-mottatt/")
        contact.get_by_role("link", name="Se hva som er endret").click()
        expect(contact.locator("ins").first).to_contain_text("én")
        _sound(contact)
        screenshot(contact, "routine")
        contact.get_by_role("link", name="Ta inn endringene i utkastet").click()
        text = contact.get_by_label("Rutinen", exact=True).input_value()
        assert [words for words in ("én virkedag", "Spør servicetorget") if words not in text] == []
