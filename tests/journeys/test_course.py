"""A teacher takes a course with the keys alone: leaves in the middle, comes back elsewhere, gets the certificate."""

from __future__ import annotations

import io
from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from avklar.foundation import clock
from avklar.foundation.access.roles import Role
from avklar.network.competence import actions, queries
from avklar.network.competence.models import Completion
from avklar.network.competence.states import Level, Topic
from tests.cast import House
from tests.journeys.browser import axe_finds_nothing, screenshot, whole
from tests.journeys.hands import Keys
from tests.journeys.steps import given, then, when

Open = Callable[..., Page]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def _sound(page: Page) -> None:
    axe_finds_nothing(page)
    assert page.evaluate(SIDEWAYS) <= 0, page.url


def _onward(page: Page, keys: Keys, number: int) -> None:
    """Past one step: a text is read on from, a question is answered first."""
    expect(page.get_by_text(f"Steg {number} av 17")).to_be_visible()
    answer = whole(page).get_by_role("button", name="Se forklaringen")
    if answer.count():
        keys.pick(page.get_by_role("radio").last)
        keys.press(answer)
        expect(page.get_by_text("Ditt svar", exact=True)).to_be_visible()
    keys.press(page.get_by_role("button", name="Gå videre").or_(page.get_by_role("button", name="Fullfør kurset")))


def _reads_to(house: House, number: int) -> None:
    """The steps in between, without a window: they are like those before and after."""
    actor = house.teacher.actor()
    (running,) = queries.running(actor)
    for step in running.course.steps[running.at - 1 : number - 1]:
        if step.question:
            actions.answer(actor, attempt_id=running.id, step=step.number, chosen=0)
        actions.go_on(actor, attempt_id=running.id, step=step.number)


def test_teacher_takes_a_course_with_the_keys_alone(house: House, open_as: Open) -> None:
    keys = Keys()
    with given("a lead who has set what frontline employees should know"):
        wish = {Topic.SIGNS: Level.INTRODUCTION}
        lead, today, once = house.district_lead.actor(), clock.today(), clock.new_id()
        actions.aim(lead, role=Role.FRONTLINE, wish=wish, valid_from=today, version=0, submission=once)
    with when("a teacher opens her page, without scripts, and begins on the course"):
        page = open_as(house.teacher, javascript=False, width="phone")
        page.goto(reverse("competence:mine"))
        keys.press(page.get_by_role("row", name="Tegn").get_by_role("link"))
        keys.press(page.get_by_role("button", name="Begynn på kurset"))
    with when("she reads, answers, and leaves at the third step"):
        expect(page.get_by_role("heading", name="Ett tegn er ikke et svar")).to_be_visible()
        _onward(page, keys, 1)
        _onward(page, keys, 2)
        expect(page.get_by_text("Steg 3 av 17")).to_be_visible()
        page.close()
    with then("on another machine she goes on exactly there"):
        elsewhere = open_as(house.teacher, dark=True)
        elsewhere.goto(reverse("competence:mine"))
        _sound(elsewhere)
        keys.press(elsewhere.get_by_role("link", name="Fortsett"))
        expect(elsewhere.get_by_text("Steg 3 av 17")).to_be_visible()
    with when("she takes the rest, and the question pages are sound before and after the answer"):
        _onward(elsewhere, keys, 3)
        expect(elsewhere.get_by_role("radio").first).to_be_visible()
        _sound(elsewhere)
        keys.pick(elsewhere.get_by_role("radio").first)
        keys.press(elsewhere.get_by_role("button", name="Se forklaringen"))
        expect(elsewhere.get_by_text("Ditt svar", exact=True)).to_be_visible()
        _sound(elsewhere)
        screenshot(elsewhere, "course")
    with when("she reads on, and comes to the end"):
        _reads_to(house, 17)
        elsewhere.goto(reverse("competence:mine"))
        keys.press(elsewhere.get_by_role("link", name="Fortsett"))
        _onward(elsewhere, keys, 17)
        expect(elsewhere.get_by_role("heading", name="Kari Nordmoen har fullført kurset")).to_be_visible()
    with then("she has a certificate as a paper, and her own page says that it counts"):
        _sound(elsewhere)
        url = reverse("competence:certificate_paper", args=[Completion.objects.get().pk])
        paper = PdfReader(io.BytesIO(elsewhere.request.get(url).body()))
        assert "Kari Nordmoen" in paper.pages[0].extract_text()
        elsewhere.goto(reverse("competence:mine"))
        expect(elsewhere.get_by_text("1 av 1 er på plass")).to_be_visible()
    with then("her contact sees it, and so do the lead's figures, without her name"):
        contact = open_as(house.contact, width="phone")
        contact.goto(reverse("competence:organisation"))
        expect(contact.get_by_text("Kari Nordmoen")).to_be_visible()
        axe_finds_nothing(contact)
        district = open_as(house.district_lead)
        district.goto(reverse("competence:district"))
        assert "Kari Nordmoen" not in whole(district).content()


def test_lead_sets_an_aim_and_changes_a_page(house: House, open_as: Open) -> None:
    with given("a lead on a phone"):
        page = open_as(house.district_lead, width="phone")
    with when("she sets what a role should have"):
        page.goto(reverse("competence:aim", args=["frontline"]))
        _sound(page)
        page.get_by_label("Tegn").select_option(label="Innføring")
        page.get_by_role("button", name="Lagre målet").click()
        expect(page.get_by_text("Målet er lagret.")).to_be_visible()
    with when("she looks at a changed page of a course before she saves it"):
        page.goto(reverse("competence:text", args=["signs", "nb"]))
        _sound(page)
        page.get_by_role("link", name="Fire slags tegn").click()
        page.get_by_label("Siden", exact=True).fill("---\ntitle: Tegn hos oss\n---\nSlik er det her.\n")
        page.get_by_role("button", name="Se hvordan det blir").click()
        expect(page.get_by_role("heading", name="Tegn hos oss")).to_be_visible()
        _sound(page)
        page.get_by_role("button", name="Lagre som ny utgave").click()
    with then("it is a new version of the course"):
        expect(page.get_by_role("link", name="Tegn hos oss")).to_be_visible()
        expect(page.get_by_text("Utgave 1")).to_be_visible()
