"""What a machine that reads the page can't see: keyboard, focus, big text, text spacing, turned screens, read aloud."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.cast import House
from tests.journeys.browser import axe_finds_nothing
from tests.journeys.steps import given, then, when

Open = Callable[..., Page]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PUBLIC_PAGES = ("accessibility:statement", "accessibility:tell", "danger", "account_login")
OWN_PAGES = ("home:my_day", "concerns:inbox", "organisations:directory")
MOST_STOPS = 400

# WCAG 2.1, 1.4.12: what a person may set must hide nothing
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; }
        * { word-spacing: .16em !important; } p { margin-block-end: 2em !important; }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
# texts that their own box cuts off; a box that scrolls or is meant for screen readers alone doesn't count
CUT_OFF = """() => {
    document.querySelectorAll('.avk-land').forEach(picture => picture.remove());
    return [...document.querySelectorAll('main *, header *, footer *')].filter(each => {
        if (each.closest('.avk-sr, [hidden], svg, select, textarea, details:not([open])')) return false;
        const look = getComputedStyle(each);
        if (look.display === 'none' || look.overflow !== 'hidden' || !each.textContent.trim()) return false;
        return each.scrollHeight > each.clientHeight + 2 || each.scrollWidth > each.clientWidth + 2;
    }).map(each => each.outerHTML.slice(0, 120));
}"""
FOCUSED = """() => {
    const each = document.activeElement;
    if (!each || each === document.body) return null;
    const shown = each.matches('[type=radio], [type=checkbox]') && each.closest('label') || each;
    const rings = [each, shown, each.closest('label, summary, li')].filter(Boolean).map(one => getComputedStyle(one));
    return {
        what: each.outerHTML.slice(0, 100),
        ring: rings.some(look => look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2)
            || rings.some(look => look.boxShadow !== 'none'),
        top: each.getBoundingClientRect().top + scrollY,
    };
}"""


EDGES = (Path(__file__).parent / "contrast.js").read_text().partition("\n")[2]


def _pages(house: House, open_as: Open) -> list[tuple[Page, str]]:
    public, own = open_as(), open_as(house.contact)
    return [(public, reverse(name)) for name in PUBLIC_PAGES] + [(own, reverse(name)) for name in OWN_PAGES]


def test_every_page_is_walked_with_the_tabulator_alone(house: House, open_as: Open) -> None:
    for page, address in _pages(house, open_as):
        with given(f"{address} and no mouse"):
            page.goto(address)
        with when("the tabulator is pressed until the page has been left"):
            stops = []
            page.keyboard.press("Tab")
            while (stop := page.evaluate(FOCUSED)) and len(stops) < MOST_STOPS:
                if stops and stop["what"] == stops[0]["what"] and stop["top"] == stops[0]["top"]:
                    break
                stops.append(stop)
                page.keyboard.press("Tab")
        with then("the first stop leads to the content, every stop shows where one is, and one comes out again"):
            assert "#innhold" in stops[0]["what"], address
            assert len(stops) < MOST_STOPS, f"{address} is a trap"
            assert [stop["what"] for stop in stops if not stop["ring"]] == [], address
            assert page.url.endswith(address), "focus alone leads nowhere"


@pytest.mark.parametrize("width", [1280, 640], ids=["desk", "desk_at_200_percent"])
def test_bigger_text_and_more_space_hide_nothing(width: int, house: House, open_as: Open) -> None:
    for page, address in _pages(house, open_as):
        with given(f"{address} in a window {width} pixels wide: at 200 % zoom a desk's is 640"):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
        with when("the reader's own spacing is set"):
            page.evaluate(SPACED)
        with then("no text is cut off, and nothing must be scrolled sideways"):
            assert page.evaluate(CUT_OFF) == [], address
            assert page.evaluate(SIDEWAYS) <= 0, address


def test_a_phone_may_be_turned(house: House, open_as: Open) -> None:
    for page, address in _pages(house, open_as):
        for width, height in ((360, 740), (740, 360)):
            with given(f"{address} on a screen of {width} by {height}"):
                page.set_viewport_size({"width": width, "height": height})
                page.goto(address)
            with then("all of it is there, in the width of the screen"):
                expect(page.locator("h1")).to_be_visible()
                assert page.evaluate(SIDEWAYS) <= 0, address


def test_page_is_read_aloud_in_order_and_an_error_is_said(house: House, open_as: Open) -> None:
    with given("the form for what doesn't work, as a screen reader has it"):
        page = open_as(width="phone")
        page.goto(reverse("accessibility:tell"))
        expect(page.locator("main")).to_match_aria_snapshot("""
            - main:
              - heading "Si fra om noe som ikke virker" [level=1]
              - paragraph: Du trenger ikke å si hvem du er. Skriv ikke om andre mennesker her.
              - textbox "Hva virker ikke for deg?"
              - textbox /Hvilken side gjelder det/
              - textbox /E-postadressen din/
              - button "Send"
              - link "Tilbake"
        """)
    with when("it is sent empty"):
        page.get_by_role("button", name="Send").click()
    with then("the field says what is wrong"):
        expect(page.locator("main")).to_contain_text("Fyll ut dette feltet.")
        expect(page.get_by_role("textbox", name="Hva virker ikke for deg?")).to_have_attribute("aria-invalid", "true")
        axe_finds_nothing(page)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_edges_of_fields_and_buttons_stand_out(dark: bool, house: House, open_as: Open) -> None:
    with given("forms in light or dark colours"):
        page = open_as(dark=dark)
    for name in ("accessibility:tell", "account_login"):
        with when(f"{name} is opened"):
            page.goto(reverse(name))
            assert page.locator(".ds-input, .ds-button").count() > 1
        with then("every edge has a contrast of three to one"):
            assert page.evaluate(EDGES) == []
