"""An administrator approves what the organisation builds on, and switches named cases on and off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from avklar.foundation import clock
from tests import law
from tests.cast import House
from tests.journeys.browser import axe_finds_nothing
from tests.journeys.steps import given, then, when

Open = Callable[..., Page]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def decided(page: Page, reference: str) -> None:
    """Fill in who decided, and where it stands."""
    page.get_by_role("textbox", name="Hvem har").fill("Ingrid Fossum, kommunedirektør")
    page.get_by_role("textbox", name="Hvor ").fill(reference)


def looks_right(page: Page) -> None:
    """Accessible, and no wider than the window."""
    axe_finds_nothing(page)
    assert page.evaluate(SIDEWAYS) <= 0, page.url


@pytest.mark.parametrize("width", ["phone", "desktop"])
def test_organisation_approves_its_own_grounds(house: House, open_as: Open, width: str) -> None:
    with given("an administrator on the organisation's page"):
        page = open_as(house.administrator, width=width, dark=width == "phone")
        page.goto(reverse("organisations:manage"))
        page.get_by_role("link", name="Rettslige grunnlag").click()
        expect(page.get_by_text("Ingenting er ført inn ennå.")).to_be_visible()
    with when("two grounds are approved in one decision"):
        page.get_by_role("link", name="Godkjenn grunnlag").click()
        looks_right(page)
        page.get_by_label("Straffeloven § 196").check()
        page.get_by_label("Forvaltningsloven (1967) § 13 b nr. 5").check()
        decided(page, "sak 26/120")
        page.get_by_role("button", name="Godkjenn").click()
    with then("both stand as approved, with who decided it"):
        expect(page.get_by_text("Grunnlagene er godkjent.")).to_be_visible()
        expect(page.get_by_text("Godkjent", exact=True).first).to_be_visible()
        looks_right(page)
    with when("one is ended from tomorrow, and the new act gets a start date"):
        page.get_by_role("link", name="Avslutt Straffeloven § 196").click()
        looks_right(page)
        tomorrow = clock.today() + timedelta(days=1)
        page.get_by_label("Ikke lenger godkjent fra og med").fill(f"{tomorrow:%d.%m.%Y}")
        decided(page, "sak 26/121")
        page.get_by_role("button", name="Avslutt grunnlaget").click()
        page.get_by_role("link", name="Når gjelder loven?").click()
        looks_right(page)
        page.get_by_label("Loven gjelder fra og med").fill(f"{tomorrow:%d.%m.%Y}")
        decided(page, "statsråd")
        page.get_by_role("button", name="Før inn").click()
    with then("the page says what holds from when, and keeps all that was entered"):
        expect(page.get_by_text("og tilbys fra da.")).to_be_visible()
        expect(page.locator("p", has_text="Ikke lenger godkjent fra og med")).to_be_visible()
        expect(page.locator("tbody tr")).to_have_count(4)
        looks_right(page)


@pytest.mark.parametrize("width", ["phone", "desktop"])
def test_named_cases_are_switched_on_and_off(house: House, open_as: Open, width: str) -> None:
    with given("a demo where the privacy officer has decided what happens to closed cases"):
        law.make_demo()
        law.decide_retention(house, "alvdal")
        page = open_as(house.administrator, width=width, dark=width == "phone")
        page.goto(reverse("organisations:case-switch"))
        expect(page.get_by_text("Dette mangler")).to_be_visible()
    with when("they are switched on before everything stands there"):
        page.get_by_label("Rettslig grunnlag").fill("Helse- og omsorgstjenesteloven.")
        page.get_by_role("button", name="Lagre og slå på saker").click()
    with then("the page says what is missing, and keeps what was written"):
        expect(page.get_by_label("Rettslig grunnlag")).to_have_value("Helse- og omsorgstjenesteloven.")
        looks_right(page)
    with when("the rest is filled in"):
        page.get_by_label("Vurdering av personvernkonsekvenser").fill("sak 26/118")
        page.get_by_label("Vurderingen ble ferdig").fill("15.1.2026")
        page.get_by_label("Hvem har godkjent?").fill("Ingrid Fossum, kommunedirektør")
        page.get_by_label("Hvor står godkjenningen?").fill("sak 26/119")
        page.get_by_role("button", name="Lagre og slå på saker").click()
    with then("named cases are on"):
        expect(page.get_by_role("heading", name="Saker er slått på")).to_be_visible()
        looks_right(page)
    with when("they are switched off again"):
        page.get_by_label("Hvorfor slås saker av?").fill("Ny vurdering")
        page.get_by_role("button", name="Slå av saker").click()
    with then("the page says that they are locked, not deleted"):
        expect(page.get_by_role("heading", name="Saker er slått av og låst")).to_be_visible()
        looks_right(page)
