"""The upper end of the ladder: PST is contacted, the police's own case locks, and two persons open it for a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pyrage
import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from avklar.foundation.access.scope import scope
from tests.cast import House
from tests.journeys.browser import axe_finds_nothing, whole
from tests.journeys.steps import given, then, when

Open = Callable[..., Page]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FACT = "Viste fram en kniv på skolen."


def looks_right(page: Page, *, axe: bool = True) -> None:
    """Accessible, and no wider than the window. Without JavaScript axe can't run."""
    if axe:
        axe_finds_nothing(page)
    assert page.evaluate(SIDEWAYS) <= 0, page.url


@pytest.fixture
def case(house: House, cases_on: Any) -> UUID:
    """The police contact's case; the specialist is named in it too."""
    from avklar.followup.cases import actions
    from tests.followup.cases import stories

    police = house.police_contact.actor()
    case_id = stories.open_one(police, stories.seen(FACT)).id
    actions.add_staff(police, case_id=case_id, user_id=house.police_radicalisation_contact.user.pk)
    return case_id


@pytest.mark.parametrize(("width", "javascript"), [("phone", True), ("desktop", True), ("phone", False)])
def test_pst_is_contacted_and_the_case_opened_for_a_time(
    house: House, case: UUID, open_as: Open, width: str, javascript: bool
) -> None:
    first, second = (
        open_as(person, width=width, javascript=javascript, dark=width == "phone")
        for person in (house.police_contact, house.police_radicalisation_contact)
    )
    with given("a police contact who has telephoned PST, since somebody was in danger"):
        first.goto(reverse("escalation:record", args=[case]) + "?kind=pst")
        expect(first.get_by_role("link", name="Ring 112").first).to_be_visible()
        looks_right(first, axe=javascript)
    with when("she records it"):
        first.get_by_label("Noen var i fare").check()
        first.get_by_label("Telefon", exact=True).check()
        first.get_by_label("Hvilket kontor").fill("Vakten hos PST")
        first.get_by_label("Hva ble overlevert?").fill("Observasjon 1 er ført i deres eget system.")
        first.get_by_role("button", name="Før kontakten").click()
    with then("the case is locked at once, and its text is gone from the page"):
        expect(first.get_by_role("heading", name="Saken er låst")).to_be_visible()
        assert FACT not in whole(first).content()
    with when("the second person reads what was recorded, and confirms"):
        with scope(house.police_contact.organisation.pk):
            from avklar.followup.escalation import queries

            found = queries.of_case(house.police_contact.actor(), case)[0].id
        second.goto(reverse("escalation:confirm", args=[case, found]))
        expect(second.get_by_text("Observasjon 1 er ført i deres eget system.")).to_be_visible()
        looks_right(second, axe=javascript)
        second.get_by_role("button", name="Bekreft").click()
    with then("the one who recorded it sees that"):
        first.goto(reverse("escalation:confirm", args=[case, found]))
        expect(first.get_by_text("Bekreftet", exact=True)).to_be_visible()
        looks_right(first, axe=javascript)
    with when("she asks to open the case for two hours"):
        first.goto(reverse("escalation:reopen", args=[case]))
        looks_right(first, axe=javascript)
        first.get_by_label("2 timer", exact=True).check()
        first.get_by_label("Hvorfor må den åpnes?").fill("En dato er feil.")
        first.get_by_role("button", name="Be om å åpne saken").click()
        expect(first.get_by_text("Du ba om dette selv.")).to_be_visible()
        looks_right(first, axe=javascript)
    with when("the second person says yes"):
        second.goto(reverse("escalation:reopen", args=[case]))
        expect(second.get_by_text("En dato er feil.")).to_be_visible()
        looks_right(second, axe=javascript)
        second.get_by_role("button", name="Åpne saken").click()
    with then("it is open until a time, and either of them can lock it again"):
        expect(second.get_by_role("heading", name="Åpen til")).to_be_visible()
        looks_right(second, axe=javascript)
        first.goto(reverse("casefile:case", args=[case]))
        assert FACT in whole(first).content()
        second.get_by_role("button", name="Lås saken igjen nå").click()
        expect(second.get_by_role("heading", name="Låst siden")).to_be_visible()


def test_package_is_sealed_and_downloaded(house: House, case: UUID, open_as: Open, settings: Any) -> None:
    pst = pyrage.x25519.Identity.generate()
    settings.AVKLAR_PST_RECIPIENT = str(pst.to_public())
    with given("the page where facts are picked"):
        page = open_as(house.police_contact)
        page.goto(reverse("escalation:package", args=[case]))
        looks_right(page)
    with when("one is picked and sealed"):
        page.get_by_label(FACT).check()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Forsegl og last ned").click()
    with then("PST's key opens the file"):
        assert FACT in pyrage.decrypt(waiting.value.path().read_bytes(), [pst]).decode()


@pytest.mark.parametrize("key", ["stranger", "contact", "district_lead", "administrator"])
def test_others_see_nothing(house: House, case: UUID, open_as: Open, key: str) -> None:
    page = open_as(house.people[key])
    for name in ("record", "reopen", "package"):
        answer = page.goto(reverse(f"escalation:{name}", args=[case]))
        assert answer is not None
        assert answer.status == 403
        assert FACT not in whole(page).content()


@pytest.mark.parametrize("width", ["phone", "desktop"])
def test_duty_to_avert_is_read_from_anywhere(house: House, open_as: Open, width: str) -> None:
    with given("a teacher on any page"):
        page = open_as(house.teacher, width=width)
        page.goto("/min-dag/")
    with when("she follows the link beside 112, and says that she has read it"):
        page.get_by_role("banner").get_by_role("link", name="112").click()
        expect(page.get_by_role("heading", name="Plikten til å avverge")).to_be_visible()
        looks_right(page)
        page.get_by_role("button", name="Jeg har lest dette").click()
    with then("that is recorded"):
        expect(page.get_by_text("Loggen viser nå at du har lest rådet.")).to_be_visible()
