"""Facts cross from a municipality to the police and come back as feedback; a consent is taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from avklar.foundation import clock
from tests.cast import House
from tests.followup.cases import stories
from tests.followup.disclosures import stories as disclosures
from tests.journeys.browser import axe_finds_nothing, screenshot
from tests.journeys.steps import given, then, when

Open = Callable[..., Page]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def case(house: House, cases_on: House) -> UUID:
    """A case of Alvdal's contact, with one fact that isn't verified."""
    seen = [
        stories.seen("Delte et klipp fra et angrep og skrev «respekt» under.", verified=True),
        stories.seen("Sa at noen burde gjøre noe mot en gruppe på skolen."),
        stories.seen("Foreldrene flyttet fra hverandre i august.", verified=True),
    ]
    return stories.open_one(house.contact.actor(), *seen).id


def looks_right(page: Page) -> None:
    """Accessible, and no wider than the window."""
    axe_finds_nothing(page)
    assert page.evaluate(SIDEWAYS) <= 0, page.url


def write(page: Page, house: House) -> None:
    """Fill in everything but the facts."""
    page.get_by_label("Mottaker", exact=True).select_option(disclosures.to(house.police_contact))
    page.get_by_label("Hva skal mottakeren bruke").fill("Vurdere avklaringssamtale")
    page.get_by_label("Svar ønskes innen").fill(f"{clock.today() + timedelta(days=14):%d.%m.%Y}")
    page.get_by_role("radio", name="§ 13 b nr. 5").check()
    page.get_by_role("textbox", name="Hvorfor er dette nødvendig").fill(
        "De må vite hva som er sagt og gjort, ikke resten."
    )
    page.get_by_label("Ja", exact=True).check()
    page.get_by_label("Når ble det fortalt").fill(f"{clock.today():%d.%m.%Y}")


@pytest.mark.parametrize(("width", "javascript"), [("desktop", True), ("phone", True), ("desktop", False)])
def test_facts_cross_and_come_back_as_feedback(
    house: House, case: UUID, open_as: Open, width: str, javascript: bool
) -> None:
    with given("the contact with a case, at the composer"):
        page = open_as(house.contact, width=width, javascript=javascript, dark=width == "phone")
        page.goto(reverse("disclosures:compose", args=[case]))
        copy = page.get_by_role("article", name="Kopien mottakeren ser")
        expect(copy.get_by_text("Ingen opplysninger er valgt ennå.")).to_be_visible()
    with when("two facts are ticked"):
        page.get_by_role("checkbox", name="Delte et klipp").check()
        page.get_by_role("checkbox", name="Sa at noen").check()
        if not javascript:
            page.get_by_role("button", name="Oppdater utdraget").click()
    with then("the copy shows those two and what isn't verified"):
        expect(copy.get_by_text("Sa at noen burde gjøre noe")).to_be_visible()
        expect(copy.get_by_text("Ikke bekreftet")).to_be_visible()
        expect(copy.get_by_text("Foreldrene")).to_have_count(0)
        if javascript:
            looks_right(page)
        if javascript and width == "desktop":
            screenshot(page, "disclosure")
    with when("the rest is written, looked over and sent"):
        write(page, house)
        page.get_by_role("button", name="Se over og send").click()
        expect(page.get_by_role("heading", name="Se over og send")).to_be_visible()
        if javascript:
            looks_right(page)
        page.get_by_role("button", name="Send til Innlandet politidistrikt").click()
        expect(page.get_by_text("Opplysningene er sendt.")).to_be_visible()
        address = page.url
    with then("the police contact reads it, takes it on and answers"):
        police = open_as(house.police_contact, width=width, javascript=javascript)
        police.goto(reverse("disclosures:list"))
        police.get_by_role("link", name="Alvdal kommune").click()
        police.get_by_role("button", name="Ta imot").click()
        police.get_by_role("textbox", name="Melding").fill("Vi har snakket med ham, og bekymringen er mindre.")
        police.get_by_role("button", name="Send tilbakemelding").click()
        expect(police.get_by_text("Tilbakemeldingen er sendt.")).to_be_visible()
        if javascript:
            looks_right(police)
    with then("the sender reads the answer, and the stranger finds nothing"):
        page.goto(address)
        expect(page.get_by_text("bekymringen er mindre")).to_be_visible()
        stranger = open_as(house.stranger, javascript=javascript)
        stranger.goto(reverse("disclosures:list"))
        expect(stranger.get_by_text("Ingen har sendt deg opplysninger.")).to_be_visible()


def test_consent_is_taken_back_and_the_receiver_sees_it(house: House, case: UUID, open_as: Open) -> None:
    with given("what was sent under a consent"):
        facts = disclosures.facts(house.contact.actor(), case)[:2]
        disclosures.consent(house, case, facts)
        sent = disclosures.send(house, case, observations=facts, ground=disclosures.CONSENT)
    with when("the consent is taken back"):
        page = open_as(house.contact)
        page.goto(reverse("disclosures:consents", args=[case]))
        looks_right(page)
        page.get_by_role("link", name="Samtykket er trukket").click()
        looks_right(page)
        page.get_by_role("button", name="Samtykket er trukket").click()
        expect(page.get_by_text("Mottakerne har fått beskjed.")).to_be_visible()
    with then("the receiver sees what it means"):
        police = open_as(house.police_contact)
        police.goto(reverse("disclosures:disclosure", args=[sent]))
        expect(police.get_by_text("Opplysningene kan ikke brukes videre på det grunnlaget.").first).to_be_visible()
        looks_right(police)
