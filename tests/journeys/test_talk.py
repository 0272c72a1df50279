"""The police invite to a clarification talk, find a new time, and write down what came of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from avklar.followup.cases.states import Age
from avklar.foundation import clock
from tests.cast import House
from tests.followup.cases.talking import all_talks, invite, police_case_of
from tests.journeys.browser import axe_finds_nothing, screenshot
from tests.journeys.steps import given, then, when

Open = Callable[..., Page]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def case(house: House, cases_on: Any) -> UUID:
    """The police's case about somebody of 15–17, where the talk is chosen."""
    return police_case_of(house.police_contact.actor(), Age.FROM_15)


def looks_right(page: Page) -> None:
    """Accessible, and no wider than the window."""
    axe_finds_nothing(page)
    assert page.evaluate(SIDEWAYS) <= 0, page.url


def ahead(days: int) -> str:
    """A day to come, as people write it."""
    return f"{clock.today() + timedelta(days=days):%d.%m.%Y}"


def fill_in(page: Page) -> None:
    """Fill in the invitation and send it."""
    page.get_by_label("Hvilken dag?").fill(ahead(9))
    page.get_by_label("Når på dagen?").fill("14.30")
    page.get_by_label("Hvor?", exact=True).fill("Biblioteket, rom 2")
    page.get_by_label("Hva vil dere snakke om?").fill("Hvordan høsten har vært")
    page.get_by_label("Hvilket telefonnummer").fill("400 00 000")
    page.get_by_label("Bokmål", exact=True).check()
    page.get_by_label("Hvem av de foresatte er invitert?").fill("Mor og far")
    page.get_by_role("button", name="Lag invitasjonen").click()


@pytest.mark.parametrize(("width", "javascript"), [("desktop", True), ("phone", True), ("desktop", False)])
def test_talk_is_invited_to_and_moved(house: House, case: UUID, open_as: Open, width: str, javascript: bool) -> None:
    def looked_at() -> None:
        if javascript:
            looks_right(page)

    with given("the police contact, at the invitation"):
        page = open_as(house.police_contact, width=width, javascript=javascript, dark=width == "phone")
        page.goto(reverse("cases:talk-invite", args=[case]))
        looked_at()
    with when("the invitation is sent without anything, and then filled in"):
        page.get_by_role("button", name="Lag invitasjonen").click()
        looked_at()
        fill_in(page)
    with then("the talk stands there with its letter and its phases"):
        expect(page.get_by_text("En samtale er ikke et avhør.")).to_be_visible()
        expect(page.get_by_role("heading", name="Åpning og rammer")).to_be_visible()
        looked_at()
        if javascript and width == "desktop":
            screenshot(page, "talk")
        with page.expect_download() as letter:
            page.get_by_role("link", name="Last ned brevet (PDF)").click()
        assert letter.value.suggested_filename.endswith(".pdf")
        with page.expect_download() as appointment:
            page.get_by_role("link", name="Legg i kalenderen").click()
        assert appointment.value.suggested_filename == "avtale.ics"
    with when("it is given a new time"):
        page.get_by_role("link", name="Finn en ny tid").click()
        looked_at()
        page.get_by_label("Hvilken dag?").fill(ahead(12))
        page.get_by_label("Når på dagen?").fill("10")
        page.get_by_role("button", name="Flytt samtalen").click()
        expect(page.get_by_role("heading", name="kl. 10.00")).to_be_visible()
    with then("the old one says that it was moved, and has no letter any more"):
        page.goto(reverse("cases:talk", args=[case, all_talks(house.police_contact.actor(), case)[0].id]))
        expect(page.get_by_text("Flyttet til en ny dag")).to_be_visible()
        expect(page.get_by_role("link", name="Last ned brevet (PDF)")).to_have_count(0)


@pytest.mark.parametrize(("width", "javascript"), [("desktop", True), ("phone", True), ("desktop", False)])
def test_what_came_of_a_talk_is_written_down(
    house: House, case: UUID, open_as: Open, width: str, javascript: bool
) -> None:
    police = house.police_contact.actor()
    with clock.frozen(clock.now() - timedelta(days=8)):
        talk_id = invite(police, case)
    with given("a talk whose hour has been"):
        page = open_as(house.police_contact, width=width, javascript=javascript)
        page.goto(reverse("cases:talk", args=[case, talk_id]))
        page.get_by_role("link", name="Før hva det ble av samtalen").click()
        if javascript:
            looks_right(page)
    with when("it was held, and the worry is smaller"):
        page.get_by_label("Holdt", exact=True).check()
        page.get_by_label("Bekymringen er mindre").check()
        page.get_by_label("Hva ble dere enige om?").fill("Vi ringes på fredag.")
        page.get_by_role("button", name="Lagre").click()
    with then("the talk says so, and leads to the feedback"):
        expect(page.get_by_text("Vi ringes på fredag.")).to_be_visible()
        expect(page.get_by_text("Bekymringen er mindre")).to_be_visible()
        expect(page.get_by_role("link", name="Utlever opplysninger")).to_be_visible()
        if javascript:
            looks_right(page)


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_district_words_its_phases_and_enters_a_basis_for_notes(house: House, open_as: Open, width: str) -> None:
    with given("the specialist, at the settings"):
        page = open_as(house.police_radicalisation_contact, width=width)
        page.goto(reverse("cases:talk-settings"))
        looks_right(page)
    with when("a phase is worded"):
        page.get_by_role("link", name=re.compile("Endre.*Åpning og rammer")).click()
        looks_right(page)
        page.get_by_label("Navnet på bokmål").fill("Velkommen")
        page.get_by_role("button", name="Lagre").click()
        expect(page.get_by_role("heading", name="Velkommen")).to_be_visible()
    with then("a basis can be entered and ended"):
        page.get_by_role("link", name="Før inn et grunnlag for notater").click()
        looks_right(page)
        page.get_by_label("Hva bygger dere på?").fill("Politiregisterloven, sak 26/9.")
        page.get_by_role("button", name="Lagre").click()
        expect(page.get_by_text("Politiregisterloven, sak 26/9.")).to_be_visible()
        looks_right(page)
        page.get_by_role("button", name="Ikke skriv flere notater her").click()
        expect(page.get_by_text("Det skrives ikke flere notater her.")).to_be_visible()


@pytest.mark.parametrize("key", ["stranger", "district_lead", "administrator", "contact", "hamar_police_contact"])
def test_others_see_no_talk(house: House, case: UUID, open_as: Open, key: str) -> None:
    page = open_as(house.people[key])
    answer = page.goto(reverse("cases:talk-invite", args=[case]))
    assert answer is not None
    assert answer.status in (403, 404)
    expect(page.get_by_text("Lag invitasjonen")).to_have_count(0)
