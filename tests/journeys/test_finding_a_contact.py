"""Somebody who is worried finds the contact on a phone; the contact decides what stands there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path

import vobject
from playwright.sync_api import Page, expect

from avklar.foundation import clock
from avklar.network.activities import actions as activities
from avklar.network.activities.cards import Plan
from avklar.network.activities.states import TargetGroup
from avklar.people.organisations.models import ListedContact
from avklar.people.organisations.states import AppointmentKind
from tests.cast import House
from tests.journeys.browser import axe_finds_nothing, screenshot
from tests.journeys.hands import Keys
from tests.journeys.steps import given, then, when

Open = Callable[..., Page]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def _sound(page: Page) -> None:
    axe_finds_nothing(page)
    assert page.evaluate(SIDEWAYS) <= 0, page.url


def _district(house: House) -> None:
    gjovik = house.organisation("gjovik")
    ListedContact.objects.create(municipality=gjovik, kind=AppointmentKind.CONTACT, name="Turid Enge")
    day = clock.today() + timedelta(days=9)
    plan = Plan(
        *("Åpen kveld: uenig, men venner", TargetGroup.EVERYBODY, day, day, "Biblioteket", time(18), time(20)),
        open=True,
    )
    activities.plan(house.contact.actor(), plan=plan, submission=clock.new_id())


def _searches(page: Page) -> None:
    page.goto("/kontakt/")
    page.get_by_label("Kommune eller sted").fill("Gjlvik")
    page.get_by_role("button", name="Finn").click()
    expect(page.get_by_role("heading", name="Mente du denne?")).to_be_visible()
    _sound(page)
    page.get_by_label("Kommune eller sted").fill("Gjovik")
    page.get_by_role("button", name="Finn").click()
    expect(page.get_by_role("heading", name="Gjøvik kommune")).to_be_visible()
    expect(page.get_by_role("link", name="Ring 62 00 00 00")).to_have_attribute("href", "tel:62000000")
    _sound(page)


def _walks_the_map(page: Page) -> None:
    keys = Keys()
    page.goto("/kontakt/")
    keys.press(page.get_by_role("link", name="Kart med grenser"))
    expect(page.get_by_role("group", name="Kart over kommunene")).to_be_visible()
    _sound(page)
    keys.press(page.locator(".avk-outlines").get_by_role("link", name="Folldal"))
    expect(page.get_by_role("heading", name="Distriktet svarer")).to_be_visible()
    _sound(page)
    page.goto("/kontakt/")
    keys.press(page.locator(".avk-tiles").get_by_role("link", name="Alvdal"))
    expect(page.get_by_role("heading", name="Alvdal kommune")).to_be_visible()


def _edits(page: Page) -> None:
    page.goto("/kontakt/3428-alvdal/")
    page.get_by_role("link", name="Endre siden").click()
    page.get_by_label("Telefon", exact=False).first.fill("61 18 95 00")
    page.get_by_label("Når svarer dere?").fill("Mandag–fredag 09:00–15:00")
    page.get_by_label("Hva finnes i kommunen?").fill("- Ungdomsklubben i samfunnshuset")
    page.get_by_label("E-postadressen på jobben").check()
    _sound(page)
    page.get_by_role("button", name="Publiser").click()
    expect(page.get_by_text("Den åpne siden er endret.")).to_be_visible()


def test_contact_is_found_on_a_phone_and_decides_what_is_shown(house: House, open_as: Open, tmp_path: Path) -> None:
    with given("a contact who isn't in Avklar yet, and an evening that is open to all"):
        _district(house)
        visitor = open_as(width="phone")
    with when("somebody writes the name as it comes"):
        _searches(visitor)
    with then("the contact is on the page, and in the telephone"):
        with visitor.expect_download() as download:
            visitor.get_by_role("link", name="Lagre i telefonen").click()
        download.value.save_as(tmp_path / "kontakt.vcf")
        card = vobject.readOne((tmp_path / "kontakt.vcf").read_text(encoding="utf-8"))
        assert (card.fn.value, card.tel.value) == ("Turid Enge", "62 00 00 00")
    with when("the map is walked with the keys alone, in both its forms"):
        _walks_the_map(visitor)
    with then("the page leads to what happens there"):
        visitor.get_by_role("link", name="Åpen kveld: uenig, men venner").click()
        expect(visitor.get_by_role("heading", name="Åpne aktiviteter")).to_be_visible()
        _sound(visitor)
        assert visitor.context.cookies() == []
    with when("the contact of Alvdal says how one is reached"):
        contact = open_as(house.contact)
        _edits(contact)
    with then("everybody sees it"):
        visitor.goto("/kontakt/3428-alvdal/?ny")
        expect(visitor.get_by_role("link", name="Ring 61 18 95 00")).to_be_visible()
        expect(visitor.get_by_role("link", name=house.contact.user.email)).to_be_visible()
        expect(visitor.get_by_text("Ungdomsklubben i samfunnshuset")).to_be_visible()
        screenshot(visitor, "municipality")
        _sound(visitor)
