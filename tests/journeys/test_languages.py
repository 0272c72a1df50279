"""Bokmål, nynorsk and English: chosen on the sign-in page, kept afterwards, said in the page's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Page, expect

from tests.cast import House
from tests.journeys import story
from tests.journeys.browser import axe_finds_nothing
from tests.journeys.steps import given, then, when

Open = Callable[..., Page]
NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}


def _said(language: str, sentence: str) -> str:
    with translation.override(language):
        return translation.gettext(sentence)


@pytest.mark.parametrize("language", ["nn", "en", "nb"])
def test_language_is_chosen_at_sign_in_and_kept(language: str, house: House, open_as: Open) -> None:
    with given("somebody whose browser speaks another language"):
        page = open_as(language="en" if language == "nb" else "nb")
        page.goto(reverse("account_login"))
    with when("the language is chosen on the sign-in page"):
        page.get_by_role("button", name=NAMES[language], exact=True).first.click()
    with then("the page is in it, and says so"):
        _is_in(page, language, "Logg inn", role="heading")
    with when("the person signs in"):
        page.locator("input[name=login]").fill(house.teacher.user.email)
        page.locator("input[name=password]").fill("fjell-vidde-elv-42")
        page.locator("main form button[type=submit]").first.click()
        page.goto(reverse("home:my_day"))
    with then("my day is in it"):
        _is_in(page, language, "Min dag", role="link")
    with then("the form is in it, with its errors"):
        page.goto(reverse("concerns:new"))
        page.locator("main form button[type=submit]").last.click()
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.get_by_text(_said(language, "Velg ett av svarene.")).first).to_be_visible()
        axe_finds_nothing(page)


@pytest.mark.parametrize("width", ["phone", "tablet", "desktop"])
def test_language_can_be_chosen_before_one_signs_in(width: str, house: House, open_as: Open) -> None:
    with given("somebody who isn't signed in"):
        page = open_as(width=width)
        page.goto(reverse("account_login"))
    with when("the language is chosen"):
        page.get_by_role("button", name="Nynorsk", exact=True).click()
    with then("the page is in it"):
        expect(page.locator("html")).to_have_attribute("lang", "nn")


@pytest.mark.parametrize("language", ["nn", "en"])
def test_language_is_changed_on_my_day(language: str, house: House, open_as: Open) -> None:
    with given("a teacher on my day, in bokmål"):
        page = open_as(house.teacher)
        page.goto(reverse("home:my_day"))
        expect(page.locator("html")).to_have_attribute("lang", "nb")
    with when("another language is chosen"):
        page.get_by_role("button", name=NAMES[language], exact=True).last.click()
    with then("the page is in it, and stays so in the form"):
        _is_in(page, language, "Min dag", role="link")
        page.goto(reverse("concerns:new"))
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.get_by_text(_said(language, "Er noen i fare nå?")).first).to_be_visible()


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_first_page_follows_the_browser(language: str, house: House, open_as: Open) -> None:
    with given("a browser that speaks the language"):
        page = open_as(language=language)
        page.goto("/")
    with then("so does Avklar"):
        expect(page.locator("html")).to_have_attribute("lang", language)
    assert story.path_of(page) == reverse("guidance:front")


def _is_in(page: Page, language: str, sentence: str, *, role: Literal["heading", "link"]) -> None:
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role(role, name=_said(language, sentence)).first).to_be_visible()
    axe_finds_nothing(page)
