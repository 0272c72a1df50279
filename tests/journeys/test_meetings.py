"""The lead gathers the district: everybody is called, answers come by link, attendance is taken, minutes go out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from icalendar import Calendar
from playwright.sync_api import Page, expect

from avklar.foundation import clock
from tests.cast import House
from tests.journeys.browser import axe_finds_nothing, screenshot, whole
from tests.journeys.district import fill
from tests.journeys.steps import given, then, when

Open = Callable[..., Page]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
MORNING = datetime.combine(clock.today() + timedelta(days=10), time(9, 20), tzinfo=clock.OSLO)


@pytest.fixture(autouse=True)
def _one_morning() -> Iterator[None]:
    """The story needs to be near a meeting, whatever the time is."""
    clock.start_at(MORNING)
    yield
    clock.start_at(None)


def _sound(page: Page) -> None:
    axe_finds_nothing(page)
    assert page.evaluate(SIDEWAYS) <= 0, page.url


def _link_of(receiver: str) -> str:
    """The path of the link in the newest mail to somebody."""
    body = next(str(message.body) for message in reversed(mail.outbox) if message.to == [receiver])
    found = re.search(r"https?://[^/\s]+(/moter/svar/\S+)", body)
    assert found
    return found[1]


def _answers(page: Page, receiver: str, words: str) -> None:
    page.goto(_link_of(receiver))
    _sound(page)
    page.get_by_label(words).check()
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_text("Takk. Svaret er lagret")).to_be_visible()


def _writes_the_meeting(page: Page) -> None:
    page.goto("/moter/nytt/")
    page.get_by_label("Oppstartsmøte").check()
    page.get_by_label("Hva skal møtet hete?").fill("Oppstartsmøte for alle")
    page.get_by_label("Dag").fill(f"{MORNING:%d.%m.%Y}")
    page.get_by_label("Begynner kl.").fill("10")
    page.get_by_label("Slutter kl.").fill("15.00")
    page.get_by_label("Hvor").fill("Kulturhuset på Hamar")
    page.get_by_label("Saksliste").fill("20 Velkommen | Arne Skogli\n50 Tegn og motiver | foredragsholder fra PST")
    page.get_by_role("button", name="Lagre utkastet").click()


def test_the_lead_gathers_the_district(house: House, open_as: Open) -> None:
    with given("all 46 municipalities, and a lead with a meeting written down"):
        others = fill(house)
        lead = open_as(house.district_lead)
        _writes_the_meeting(lead)
        expect(lead.get_by_text("Utkast")).to_be_visible()
    with when("she calls everybody"):
        lead.get_by_role("button", name="Kall inn").click()
    with then("each gets a mail with a calendar file that a calendar can read"):
        expect(lead.get_by_text("45 personer er kalt inn.")).to_be_visible()
        assert len(mail.outbox) == 45
        ((_name, text, _kind),) = mail.outbox[0].attachments
        (event,) = Calendar.from_ical(text).walk("VEVENT")
        assert event.decoded("DTSTART") == MORNING.replace(hour=10, minute=0)
    with when("one answers yes and one no by the link, without signing in, on a phone"):
        phone = open_as(None, width="phone")
        _answers(phone, house.stranger.user.email, "Ja, jeg kommer")
        _answers(phone, house.hamar_contact.user.email, "Nei, ingen kan komme")
        _answers(phone, others[-1], "Ja, jeg kommer")
    with when("the contact registers by the code at the door"):
        contact = open_as(house.contact, width="phone")
        contact.goto("/moter/")
        contact.get_by_role("link", name="Oppstartsmøte for alle").click()
        contact.goto(whole(contact).url + "her/")
        _sound(contact)
        contact.get_by_role("button", name="Jeg er her").click()
    with when("the lead ticks off another on the list"):
        lead.reload()
        lead.get_by_role("link", name="Før oppmøtet").click()
        _sound(lead)
        expect(lead.get_by_label("Alvdal")).to_be_checked()
        lead.get_by_label("Tynset").check()
        lead.get_by_role("button", name="Lagre oppmøtet").click()
    with then("the map has turned: who was there, who wasn't, who has nobody"):
        key = lead.locator(".avk-key").last
        for words in ("Var der: 2", "Var ikke der: 42", "Har ingen kontakt: 2"):
            expect(key).to_contain_text(words)
        _sound(lead)
    with when("the minutes are written, something agreed on, and word is sent"):
        clock.start_at(MORNING.replace(hour=15))
        lead.get_by_role("link", name="Legg til").click()
        lead.get_by_label("Hva ble dere enige om?").fill("Meld inn vara der det mangler")
        lead.get_by_label("Hvem gjør det?").select_option(label="Berit Aasgard")
        lead.get_by_label("Innen").fill(f"{MORNING + timedelta(days=20):%d.%m.%Y}")
        lead.get_by_role("button", name="Lagre").click()
        lead.get_by_role("link", name="Skriv referatet").click()
        lead.get_by_role("textbox", name="Referat").fill("# Det vi snakket om\n\n- Tegn\n- Motiver")
        lead.get_by_role("button", name="Lagre").click()
        lead.get_by_role("button", name="Send referatet").click()
        expect(lead.get_by_text("45 personer får beskjed.")).to_be_visible()
    screenshot(lead, "meeting")
    with then("the contact reads them, and the task stands in her day"):
        contact.goto("/min-dag/")
        contact.get_by_role("link", name="Meld inn vara der det mangler").click()
        expect(contact.get_by_role("heading", name="Det vi snakket om")).to_be_visible()
        _sound(contact)
        contact.get_by_role("button", name="Merk som gjort").click()
        expect(contact.get_by_text("Gjort", exact=True)).to_be_visible()
