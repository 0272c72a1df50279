"""A contact leaves: the administrator begins the list, both tick it off, and the lead sees that it is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from avklar.foundation import clock
from tests.cast import House
from tests.journeys.browser import axe_finds_nothing, screenshot, whole
from tests.journeys.steps import given, then, when

Open = Callable[..., Page]


def _ticks_all(page: Page) -> None:
    page.locator("main a[href*='/overlevering/']").first.click()
    expect(page.get_by_role("heading", name="Overlevering", level=1)).to_be_visible()
    for box in whole(page).locator("input[name=point]").all():
        box.check()
    axe_finds_nothing(page)
    page.get_by_role("button", name="Lagre det jeg har krysset av").click()


def test_contact_leaves_and_hands_over(house: House, open_as: Open) -> None:
    last = clock.today() + timedelta(days=14)
    with given("an administrator who ends the contact's appointment in a fortnight"):
        administrator = open_as(house.administrator)
        administrator.goto("/virksomheter/min/")
        administrator.get_by_role(
            "link", name=f"Avslutt {house.contact.user.name}, Radikaliseringskontakt"
        ).last.click()
        administrator.get_by_label("Siste dag").fill(f"{last:%d.%m.%Y}")
        administrator.get_by_label("Slutter eller bytter stilling").check()
        administrator.get_by_label(house.deputy.user.name).check()
        axe_finds_nothing(administrator)
        administrator.get_by_role("button", name="Avslutt oppnevningen").click()
        expect(administrator.get_by_role("heading", name="Overlevering")).to_be_visible()
    with when("the one who leaves ticks what is handed over, from my day"):
        contact = open_as(house.contact, width="phone")
        contact.goto("/min-dag/")
        _ticks_all(contact)
        expect(contact.get_by_text("Gitt").first).to_be_visible()
        screenshot(contact, "handover")
    with when("the one who takes over ticks what is received"):
        deputy = open_as(house.deputy)
        deputy.goto("/min-dag/")
        _ticks_all(deputy)
    with then("the hand-over is finished for both, and nobody else can open it"):
        expect(deputy.get_by_text("Overleveringen er ferdig. Takk til dere begge.")).to_be_visible()
        address = deputy.url
        contact.goto(address)
        expect(contact.get_by_text("Begge har krysset av for alt.")).to_be_visible()
        stranger = open_as(house.stranger)
        answer = stranger.goto(address)
        assert answer is not None
        assert answer.status == 404
    with then("the lead sees by number that it is done, and that the contact leaves"):
        lead = open_as(house.district_lead)
        lead.goto("/virksomheter/nettverk/?vis=snart")
        expect(lead.get_by_role("row", name="Alvdal").first).to_contain_text("1 ferdig")
        axe_finds_nothing(lead)
