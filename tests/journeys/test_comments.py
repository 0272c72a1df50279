"""A commenter around the hours, in a page left open overnight and without script; a moderator's day."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect

from avklar.foundation import clock
from avklar.public.comments import actions
from avklar.public.comments.models import Comment
from tests.cast import House
from tests.journeys.browser import axe_finds_nothing, screenshot
from tests.journeys.steps import given, then, when

Open = Callable[..., Page]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LINK = re.compile(r"/kommentarer/lenke/[\w-]{43}/")
TEXT = "Jeg trener jenter, og vi har snakket mye om tonen i garderoben i høst."
CLOSED = "Kommentarfeltet er stengt nå. Det åpner kl. 08:00."
HOUR = 3_600_000


@pytest.fixture
def talk(house: House, settings: Any) -> UUID:
    """A discussion that was opened a while ago; mails stay in the process."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    made = clock.new_id()
    actions.open_discussion(
        house.district_lead.actor(), discussion_id=made, title="Kommunene møttes på Hamar", url="/kommentarer/mine/"
    )
    return made


def _at(date: datetime, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(date.date(), time(hour, minute), tzinfo=clock.OSLO)


def _fills_in(page: Page, text: str) -> None:
    page.get_by_label("Kommentaren din").fill(text)
    page.get_by_label("Navnet ditt").fill("Berit Nyløkken")
    page.get_by_label("E-postadressen din").fill("berit@eksempel.example")


def _sound(page: Page) -> None:
    axe_finds_nothing(page)
    assert page.evaluate(SIDEWAYS) <= 0, page.url


def _opens_link(page: Page) -> None:
    page.goto(LINK.findall(str(mail.outbox[-1].body))[-1])
    page.get_by_role("button", name="Bekreft").click()
    expect(page.get_by_role("heading", name="Kommentarene dine")).to_be_visible()


@pytest.mark.parametrize("day", ["2027-03-27", "2027-10-30"], ids=["spring", "autumn"])
def test_page_left_open_overnight(day: str, talk: UUID, open_as: Open) -> None:
    evening = datetime.fromisoformat(day)
    morning = evening + timedelta(days=1)
    night = _at(morning, 8) - _at(evening, 22, 0)
    hours = round((night + (_at(evening, 22).utcoffset() - _at(morning, 8).utcoffset())).total_seconds() / 3600)
    with given("somebody who begins to write at one minute to ten"):
        clock.start_at(_at(evening, 21, 59))
        page = open_as(width="phone")
        page.clock.install()
        page.goto(reverse("comments:discussion", args=[talk]))
        _fills_in(page, TEXT)
        expect(page.get_by_role("button", name="Send kommentaren")).to_be_visible()
        field = page.get_by_label("Kommentaren din")
        field.evaluate("element => { element.focus(); element.setSelectionRange(3, 3); }")
    with when("it turns ten, the field says so by itself, and text and cursor stay"):
        clock.start_at(_at(evening, 22))
        page.clock.fast_forward(61_000)
        expect(page.get_by_role("status").get_by_text(CLOSED)).to_be_visible()
        expect(page.get_by_role("button", name="Kan sendes fra kl. 08:00")).to_have_attribute("aria-disabled", "true")
        expect(field).to_have_value(TEXT)
        assert field.evaluate("element => element === document.activeElement && element.selectionStart") == 3
        _sound(page)
    with when("the machine sleeps, and wakes up a second before eight"):
        clock.start_at(_at(morning, 8) - timedelta(seconds=1))
        page.clock.fast_forward(hours * HOUR - 1000)
        expect(page.get_by_role("button", name="Kan sendes fra kl. 08:00")).to_be_visible()
    with then("at eight it opens by itself, and the text of the evening is sent"):
        clock.start_at(_at(morning, 8))
        page.clock.fast_forward(1100)
        page.get_by_role("button", name="Send kommentaren").click()
        expect(page.get_by_role("heading", name="Se i e-posten din")).to_be_visible()
        assert Comment.objects.get().text == TEXT


def test_answer_that_never_comes_does_not_hold_the_field(talk: UUID, open_as: Open) -> None:
    evening = datetime.fromisoformat("2027-03-02")
    with given("an open page, and a network that swallows a question just before ten"):
        clock.start_at(_at(evening, 21, 59))
        page = open_as(width="phone")
        page.clock.install()
        page.goto(reverse("comments:discussion", args=[talk]))
        expect(page.get_by_role("button", name="Send kommentaren")).to_be_visible()
        page.wait_for_load_state("networkidle")
        asked = itertools.count()
        page.route("**/tilstand/", lambda route: route.continue_() if next(asked) else None)
        with page.expect_request("**/tilstand/"):
            page.clock.fast_forward(40_000)
    with then("the page asks again, and says that it is closed"):
        clock.start_at(_at(evening, 22))
        for _look in range(10):
            page.clock.run_for(5_000)
        expect(page.get_by_role("status").get_by_text(CLOSED)).to_be_visible()


def test_without_script_nothing_is_lost_at_ten(talk: UUID, open_as: Open) -> None:
    today = clock.now().astimezone(clock.OSLO).replace(tzinfo=None) + timedelta(days=1)
    with given("a page that was loaded at one minute to ten, without script"):
        clock.start_at(_at(today, 21, 59))
        page = open_as(javascript=False)
        page.goto(reverse("comments:discussion", args=[talk]))
        _fills_in(page, TEXT)
    with when("the comment is sent at ten"):
        clock.start_at(_at(today, 22))
        page.get_by_role("button", name="Send kommentaren").click()
    with then("it is handed back, and the same page sends it in the morning"):
        expect(page.get_by_text("Teksten din er ikke sendt, men den er tatt vare på her.")).to_be_visible()
        expect(page.get_by_text(CLOSED)).to_be_visible()
        expect(page.get_by_label("Kommentaren din")).to_have_value(TEXT)
        clock.start_at(_at(today + timedelta(days=1), 8))
        page.get_by_role("button", name="Kan sendes fra kl. 08:00").click(force=True)  # looks shut, can be pressed
        expect(page.get_by_role("heading", name="Se i e-posten din")).to_be_visible()


def test_moderators_day(house: House, talk: UUID, open_as: Open) -> None:
    clock.start_at(_at(clock.now().astimezone(clock.OSLO).replace(tzinfo=None) + timedelta(days=1), 12))
    with given("a first comment that has been confirmed"):
        writer = open_as(width="phone")
        writer.goto(reverse("comments:discussion", args=[talk]))
        _fills_in(writer, TEXT)
        writer.get_by_role("button", name="Send kommentaren").click()
        _sound(writer)
        _opens_link(writer)
        expect(writer.get_by_text("Venter på å bli lest")).to_be_visible()
        _sound(writer)
    with when("a moderator reads it with the keys and publishes it"):
        moderator = open_as(house.moderator)
        moderator.goto(reverse("comments:desk"))
        moderator.get_by_role("button", name="Begynn på den første").click()
        _sound(moderator)
        moderator.keyboard.press("p")
        expect(moderator.get_by_text("Kommentaren er publisert.")).to_be_visible()
    with when("a reader reports it and the moderator removes it by a rule"):
        writer.goto(reverse("comments:discussion", args=[talk]))
        expect(writer.get_by_text(TEXT)).to_be_visible()
        screenshot(writer, "comments", dark=True)
        writer.get_by_role("link", name="Si fra om kommentaren").click()
        writer.get_by_label("Den skriver om en privatperson").check()
        _sound(writer)
        writer.get_by_role("button", name="Send til moderatoren").click()
        moderator.goto(reverse("comments:desk"))
        screenshot(moderator, "comments-desk")
        moderator.get_by_role("button", name="Begynn på den første").click()
        moderator.keyboard.press("r")
        moderator.keyboard.press("ArrowDown")
        moderator.get_by_role("button", name="Fjern kommentaren").click()
        expect(moderator.get_by_text("Den som skrev, har fått beskjed.")).to_be_visible()
    with when("the writer complains by the link in the mail"):
        _opens_link(writer)
        writer.get_by_role("link", name="Klag").click()
        writer.get_by_label("Hvorfor bør kommentaren stå?").fill("Jeg skrev bare om meg selv.")
        _sound(writer)
        writer.get_by_role("button", name="Send klagen").click()
        moderator.goto(reverse("comments:desk"))
        expect(moderator.get_by_text("En annen må avgjøre klagen.")).to_be_visible()
    with then("another one decides, and it is shown again"):
        editor = open_as(house.editor)
        editor.goto(reverse("comments:desk"))
        _sound(editor)
        editor.get_by_role("button", name="Vis kommentaren igjen").click()
        expect(editor.get_by_text("Klagen er tatt til følge.")).to_be_visible()
        writer.goto(reverse("comments:discussion", args=[talk]))
        expect(writer.get_by_text(TEXT)).to_be_visible()
        editor.goto(reverse("comments:settings"))
        _sound(editor)


def test_long_discussion_fits_a_phone(house: House, talk: UUID, open_as: Open) -> None:
    with given("a discussion longer than what a phone shows at once"):
        for number in range(12):
            actions.answer(house.moderator.actor(), discussion_id=talk, parent_id=None, text=f"{number}. {TEXT}")
    with when("somebody opens it"):
        page = open_as(width="phone")
        page.goto(reverse("comments:discussion", args=[talk]))
    with then("nothing is wider than the screen, seen or not yet seen"):
        _sound(page)
        page.get_by_text(f"11. {TEXT}", exact=True).scroll_into_view_if_needed()
        _sound(page)
