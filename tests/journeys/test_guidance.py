"""A worried neighbour reads on a small phone, in nynorsk, and finds whom to talk with; an editor mends a page."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.cast import House
from tests.journeys.browser import axe_finds_nothing, screenshot
from tests.journeys.steps import given, then, when

Open = Callable[..., Page]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
EXIT = "https://www.yr.no/"


def _sound(page: Page) -> None:
    axe_finds_nothing(page)
    assert page.evaluate(SIDEWAYS) <= 0, page.url


def test_worried_neighbour_reads_and_finds_somebody_to_talk_with(house: House, open_as: Open) -> None:
    with given("somebody worried, with a phone that speaks nynorsk"):
        page = open_as(width="phone", language="nn")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto("/")
        _sound(page)
        screenshot(page, "front", dark=True)
    with when("she reads of signs, and searches with a slip of the finger"):
        page.get_by_role("link", name="Teikn, og kva dei ikkje tyder").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Teikn, og kva dei ikkje tyder")
        _sound(page)
        page.locator(".avk-menu summary").click()
        page.locator(".avk-menu a[href='/rad/']").click()
        page.get_by_role("searchbox").fill("teieplikkt")
        page.get_by_role("searchbox").press("Enter")
        _sound(page)
    with then("the page is found, and the contact stands beside it"):
        page.get_by_role("link", name="Teieplikt, og plikta til å avverje").click()
        expect(page.locator(f"aside a[href='{reverse('contacts:find')}']")).to_be_visible()
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate(SIDEWAYS) <= 0
    with then("nothing was asked of anybody else, and no cookie lies on the phone"):
        assert {url.split("/")[2] for url in asked} == {page.url.split("/")[2]}
        assert page.context.cookies() == []


def test_quick_exit_leaves_no_way_back(house: House, open_as: Open) -> None:
    with given("a page that was come to from another, and a stand-in for the weather"):
        page = open_as(width="phone")
        page.goto("/rad/")
        page.goto("/rad/til-ungdom/")
        here = page.url
        page.evaluate(f"document.querySelector('[data-quick-exit]').href = '{reverse('danger')}'")
    with when("she leaves at once and presses back"):
        page.locator("[data-quick-exit]").click()
        expect(page).to_have_url(here.replace("/rad/til-ungdom/", reverse("danger")))
        page.go_back()
    with then("the page she read is not there any more"):
        expect(page).to_have_url(here.replace("til-ungdom/", ""))
    with then("without scripts it is a plain link that says nothing of where one came from"):
        plain = open_as(javascript=False, width="phone")
        plain.goto("/rad/til-ungdom/")
        way_out = plain.locator("a.avk-exit")
        expect(way_out).to_be_visible()
        assert (way_out.get_attribute("href"), way_out.get_attribute("rel")) == (EXIT, "noreferrer noopener")


def _looks(page: Page) -> None:
    """The editor changes the title of the page for the young, and looks at it."""
    page.goto(reverse("guidance:desk"))
    page.locator(f"a[href='{reverse('guidance:edit', args=['til-ungdom', 'nb'])}']").click()
    text = page.get_by_label("Teksten", exact=True)
    text.fill(text.input_value().replace("# Til deg som er ung", "# Til deg som går på skole"))
    page.get_by_role("button", name="Se hvordan det blir").click()
    expect(page.get_by_text("Slik blir siden. Den er ikke publisert ennå.")).to_be_visible()


def test_editor_looks_publishes_and_goes_back(house: House, open_as: Open) -> None:
    with given("an editor, who can look at a page without scripts too"):
        _looks(open_as(house.editor, javascript=False))
    with when("a text is changed, looked at and published"):
        page = open_as(house.editor)
        _looks(page)
        _sound(page)
        page.get_by_role("button", name="Publiser").click()
    with then("everybody reads it"):
        reader = open_as(width="phone")
        reader.goto("/rad/til-ungdom/")
        expect(reader.get_by_role("heading", level=1)).to_have_text("Til deg som går på skole")
    with when("the editor compares it and goes back"):
        page.get_by_role("link", name="Sammenlign med teksten fra Avklar").click()
        expect(page.locator("ins").first).to_contain_text("går")
        _sound(page)
        page.go_back()
        page.get_by_role("button", name="Gå tilbake til teksten fra Avklar").click()
    with then("the text of Avklar is back"):
        expect(page.get_by_text("Siden følger teksten som kommer med Avklar.")).to_be_visible()
