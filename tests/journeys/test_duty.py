"""Who receives when somebody is away (R18): the deputy, the substitute, nobody, and never the police instead."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page, expect

from avklar.foundation import clock
from avklar.people.organisations.models import Absence
from tests.cast import House
from tests.journeys import story
from tests.journeys.browser import axe_finds_nothing, whole
from tests.journeys.hands import Mouse
from tests.journeys.steps import given, then, when

Open = Callable[..., Page]


def _says_away(page: Page) -> None:
    today = clock.today().strftime("%d.%m.%Y")
    page.goto(reverse("organisations:directory"))
    page.get_by_role("link", name="Jeg er borte").click()
    axe_finds_nothing(page)
    page.get_by_label("Første dag borte").fill(today)
    page.get_by_label("Siste dag borte").fill(today)
    page.get_by_role("button", name="Før fraværet").click()
    expect(page.get_by_text("Lagret.")).to_be_visible()


def test_substitute_receives_and_then_nobody(house: House, open_as: Open) -> None:
    with given("a contact and a deputy who both say that they are away today"):
        substitute = open_as(house.substitute)
        assert substitute.goto("/bekymringer/").status == 403
        for person in (house.contact, house.deputy):
            _says_away(open_as(person))
    with when("a teacher opens the form"):
        teacher = open_as(house.teacher)
        teacher.goto(reverse("concerns:new"))
    with then("it says that the substitute reads it"):
        expect(teacher.get_by_text("Siv Brendløkken")).to_be_visible()
    with when("she sends"):
        story.has_sent(teacher, Mouse(), story.PLAIN_FACT)
    with then("the substitute can read it now"):
        substitute.goto("/bekymringer/")
        substitute.get_by_role("link", name="Fra en ansatt i skolen").click()
        expect(substitute.get_by_text(story.PLAIN_FACT)).to_be_visible()
    with given("a substitute who is away as well"):
        Absence.objects.create(membership=house.substitute.membership, away_from=clock.today(), away_to=clock.today())
    with when("the teacher wants to write once more"):
        teacher.goto(reverse("concerns:new"))
    with then("the form is shut, and telephone numbers stand there; none is the police contact's"):
        expect(teacher.get_by_role("heading", name="Skjemaet er stengt nå")).to_be_visible()
        for number in ("62 00 00 00", "116 111", "112"):
            expect(teacher.locator("main").get_by_role("link", name=number, exact=True)).to_be_visible()
        assert "Stian" not in whole(teacher).content()
        axe_finds_nothing(teacher)
