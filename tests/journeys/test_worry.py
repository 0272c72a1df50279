"""A worried parent without an account: a phone, nynorsk, no name, an answer by the receipt; with script and without."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from avklar.followup.concerns import actions, proof
from tests.cast import House
from tests.followup.concerns import reads
from tests.journeys.browser import axe_finds_nothing, screenshot
from tests.journeys.steps import given, then, when

Open = Callable[..., Page]
WORK = 60_000
"""Milliseconds that the proof of work may take on a busy machine."""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FACT = "Sonen min seier at dei som styrer, skal få det dei fortener."


def _sound(page: Page, *, axe: bool) -> None:
    if axe:
        axe_finds_nothing(page)
    assert page.evaluate(SIDEWAYS) <= 0, page.url


def _press(page: Page, do: str) -> None:
    page.locator(f"button[name=do][value={do}]:not([tabindex])").first.click()


def _writes(page: Page, *, axe: bool) -> None:
    page.goto("/si-fra/")
    _sound(page, axe=axe)
    page.locator("select[name=kommune]").select_option(label="Skjåk")
    page.locator("main form button").first.click()
    page.locator("input[name=danger][value=no]").check()
    _sound(page, axe=axe)
    page.locator("main form button[type=submit]").first.click()
    page.locator("input[name=about][value=person]").check()
    page.locator("textarea[name=fact]").fill(FACT)
    page.locator("textarea[name=wish]").fill("Råd om korleis eg snakkar med Torbjørn.")
    _press(page, "look")
    expect(page.locator(".ds-error-summary")).to_be_visible()
    _sound(page, axe=axe)
    page.locator("select[name=age_band]").select_option("from_16")
    page.locator("select[name=setting]").select_option("online")
    page.locator("select[name=seen]").select_option("this_week")
    page.locator("input[name=hand][value=first]").check()
    page.locator("select[name=sender_kind]").select_option("family")
    _press(page, "look")


def _sends(page: Page, *, axe: bool, javascript: bool) -> str:
    expect(page.locator(".avk-marked mark").filter(has_text="Torbjørn")).to_be_visible()
    _sound(page, axe=axe)
    page.locator("button[value=all]").click()
    expect(page.get_by_text("Torbjørn")).to_have_count(0)
    if javascript:
        screenshot(page, "worry-look")
    _press(page, "send")
    digits = page.locator(".avk-digits")
    expect(digits).to_have_text(re.compile(r"^(\d{4} ){3}\d{4}$"), timeout=WORK)
    _sound(page, axe=axe)
    return digits.inner_text()


def _comes_back(page: Page, receipt: str) -> None:
    page.goto("/si-fra/svar/")
    page.locator("select[name=municipality]").select_option(label="Skjåk")
    page.locator("input[name=receipt]").fill(receipt)
    _press(page, "open")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_parent_gets_an_answer_by_the_receipt_and_writes_back(house: House, open_as: Open, javascript: bool) -> None:
    with given("a parent on a phone, in nynorsk, who signs nothing"):
        parent = open_as(width="phone", language="nn", javascript=javascript)
        contact = house.skjak_contact.actor()
    with when("they choose the municipality, answer that nobody is in danger, write, and forget half of it"):
        _writes(parent, axe=javascript)
    with then("the name is marked, taken out, and a receipt is shown"):
        receipt = _sends(parent, axe=javascript, javascript=javascript)
        line = reads.inbox(contact).lines[0]
        assert line.unproved is not javascript
        assert parent.context.cookies() == []
    with when("the contact answers"):
        actions.ask(contact, concern_id=line.id, text="Takk for at du skreiv. Kven er han trygg på?")
    with then("the parent reads it with the receipt and writes back"):
        _comes_back(parent, receipt)
        expect(parent.get_by_text("Kven er han trygg på?")).to_be_visible()
        _sound(parent, axe=javascript)
        parent.locator("textarea[name=text]").fill("Han er trygg på bestefaren sin.")
        _press(parent, "answer")
        expect(parent.locator(".avk-talk").get_by_text("Han er trygg på bestefaren sin.")).to_be_visible()
        _sound(parent, axe=javascript)
        assert reads.opened(contact, line.id).messages[1].text == "Han er trygg på bestefaren sin."
        assert parent.context.cookies() == []


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_receipt_opens_on_a_network_where_others_guess(
    house: House, open_as: Open, monkeypatch: pytest.MonkeyPatch, javascript: bool
) -> None:
    monkeypatch.setattr(proof, "WAIT", timedelta(seconds=3))
    with given("a parent with a receipt, at a school where somebody has tried ten that are wrong"):
        parent = open_as(width="phone", language="nn", javascript=javascript)
        _writes(parent, axe=False)
        receipt = _sends(parent, axe=False, javascript=False)
        for _ in range(10):
            _comes_back(parent, "4539 5787 6362 1486")
            expect(parent.locator(".ds-error-summary")).to_be_visible()
    with when("they write the receipt"):
        _comes_back(parent, receipt)
        if not javascript:
            expect(parent.get_by_text("Mange kvitteringar som ikkje stemmer")).to_be_visible()
            expect(parent.locator("[data-proof-slowly]")).to_contain_text("Trykk så på «Vis svaret»")
            assert parent.locator("input[name=receipt]").input_value() == receipt
            _sound(parent, axe=False)
            parent.wait_for_timeout(3500)
            _press(parent, "open")
    with then("the page sees that they are no machine, and shows the dialogue"):
        expect(parent.get_by_role("heading", name="Samtale med kontakten")).to_be_visible(timeout=WORK)
        _sound(parent, axe=javascript)
