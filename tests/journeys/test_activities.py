"""The way of an idea: shared, borrowed by another municipality, planned, held, and read of by the one who shared it."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from avklar.foundation import clock
from tests.cast import House
from tests.journeys.browser import axe_finds_nothing
from tests.journeys.steps import given, then, when

Open = Callable[..., Page]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FEED = re.compile(r"^https?://.+/aktiviteter/kalender/[\w-]{43}/distriktet\.ics$")


def _sound(page: Page) -> None:
    axe_finds_nothing(page)
    assert page.evaluate(SIDEWAYS) <= 0, page.url


def _shares(page: Page) -> None:
    page.goto("/aktiviteter/ideer/ny/")
    page.get_by_label("Hva heter ideen?").fill("Filmkveld om å høre til")
    what = page.get_by_label("Hva gjør dere?")
    what.fill("Vi ser en film, og Jonas forteller.")
    for choice in ("Ungdom på ungdomstrinnet", "Under 5 000 kroner", "Ny idé"):
        page.get_by_label(choice).check()
    page.get_by_role("button", name="Del med distriktet").click()
    expect(page.get_by_text("«Jonas» kan være en enkeltperson").first).to_be_visible()
    _sound(page)
    what.fill("Vi ser en film og snakker i grupper etterpå.")
    page.get_by_role("button", name="Del med distriktet").click()
    expect(page.get_by_role("heading", name="Filmkveld om å høre til")).to_be_visible()


def _plans(page: Page) -> None:
    page.get_by_role("link", name="Planlegg").click()
    page.get_by_label("Dag", exact=True).fill(f"{clock.today():%d.%m.%Y}")
    page.get_by_label("Begynner kl.").fill("18")
    page.get_by_label("Slutter kl.").fill("20")
    page.get_by_label("Hvor", exact=True).fill("Ungdomsskolen")
    page.get_by_label("Sammen med").fill("biblioteket")
    page.get_by_role("button", name="Legg i kalenderen").click()


def test_idea_from_one_municipality_to_another_and_back(house: House, open_as: Open) -> None:
    with given("a contact who shares an idea; what points at a person is refused"):
        stranger = open_as(house.stranger)
        _shares(stranger)
    with when("the neighbour finds it on a phone, borrows it and plans an evening"):
        contact = open_as(house.contact, width="phone")
        contact.goto("/aktiviteter/")
        contact.get_by_role("link", name="Idébanken").first.click()
        contact.get_by_label("Søk").fill("film")
        contact.get_by_role("button", name="Vis", exact=True).click()
        _sound(contact)
        contact.get_by_role("link", name="Filmkveld om å høre til").click()
        contact.get_by_role("button", name="Lån denne").click()
        expect(contact.get_by_role("link", name="Lånt fra Tynset")).to_be_visible()
        _sound(contact)
        _plans(contact)
    with when("it has been held, they write what they learnt"):
        contact.get_by_role("link", name="Den ble holdt").click()
        contact.get_by_label("Hvor mange var med?").fill("64")
        contact.get_by_label("Hva lærte dere?").fill("Samtalen var det de husket.")
        contact.get_by_role("button", name="Lagre").click()
        expect(contact.get_by_text("64 deltakere")).to_be_visible()
        _sound(contact)
    with then("the one who shared it sees it in the calendar, and how it went under the idea"):
        stranger.reload()
        expect(stranger.get_by_text("Samtalen var det de husket.")).to_be_visible()
        stranger.goto("/aktiviteter/kalender/")
        expect(stranger.get_by_role("link", name="Filmkveld om å høre til").first).to_be_visible()
        _sound(stranger)
        stranger.get_by_role("link", name="Hent den inn i din egen kalender").click()
        stranger.get_by_role("button", name="Lag en adresse").click()
        expect(stranger.get_by_label("Lim dette inn i kalenderen")).to_have_value(FEED)
        _sound(stranger)
