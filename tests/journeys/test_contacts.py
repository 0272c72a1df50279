"""The lead's own spreadsheet becomes the district's list: a misspelt municipality put right, no doubles, out again."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from tests.cast import House
from tests.journeys.browser import axe_finds_nothing, screenshot
from tests.journeys.steps import given, then, when
from tests.people.organisations.test_agreements import enter, evaluate
from tests.people.organisations.test_importing import xlsx

Open = Callable[..., Page]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
MESSY = [
    ["Kontakter i distriktet"],
    ["Oppdatert i fjor"],
    ["Tlf.", "KONTAKTPERSON", "Komm.nr", "Kommune", "Rolle/funksjon", "E-post:"],
    ["40000001", "Øien, Kari", 3429, "Folldal", "Vara", "KARI@folldal.example"],
    ["", "Ola Bø", "", "", "Stedfortreder", "ola@folldal.example"],
    ["40000003", "Liv Åsen", "", "Gjøvikk", "Kontakt", "liv@gjovik.example"],
    ["40000001", "Kari Øien", 3429, "FOLLDAL", "vara", ""],
    ["", "Per Moen", 3403, "Hamar", "Vara", "per.at.hamar"],
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The spreadsheet, with a merged cell for the municipality."""
    path = tmp_path / "kontakter.xlsx"
    path.write_bytes(xlsx(MESSY, ["D4:D5"]))
    return path


def _reads(page: Page, file: Path) -> None:
    page.goto(reverse("organisations:directory"))
    page.get_by_role("link", name="Kontaktliste, innlesing og nedlasting").click()
    page.get_by_role("link", name="Les inn fra regneark").click()
    axe_finds_nothing(page)
    page.get_by_label("Regneark med kontakter").set_input_files(file)
    page.get_by_role("button", name="Les fila").click()
    expect(page.get_by_role("heading", name="Se over kontaktene")).to_be_visible()


def test_the_lead_imports_a_messy_spreadsheet(house: House, open_as: Open, file: Path) -> None:
    with given("a lead with a spreadsheet"):
        page = open_as(house.district_lead, width="phone")
    with when("she reads it in"):
        _reads(page, file)
    with then("each line says what would happen to it"):
        axe_finds_nothing(page)
        assert page.evaluate(SIDEWAYS) <= 0
        for words in ("Trenger et valg", "Kan ikke leses", "«per.at.hamar» er ikke en e-postadresse."):
            expect(page.get_by_text(words).first).to_be_visible()
        expect(page.get_by_text("Samme person som på linje 4.")).to_be_visible()
        expect(page.get_by_text("Mente du Gjøvik?").first).to_be_visible()
        screenshot(page, "contacts-import")
    with when("she confirms without choosing"):
        page.get_by_role("button", name="Før inn kontaktene").click()
    with then("she is told what to choose, and nothing is written"):
        expect(page.get_by_text("ting må rettes før du går videre")).to_be_visible()
        axe_finds_nothing(page)
    with when("she puts the municipality right and takes in the rest"):
        page.get_by_label("Hvilken kommune er «Gjøvikk»?").select_option(label="Gjøvik")
        page.get_by_label("Ta inn resten nå").check()
        page.get_by_role("button", name="Før inn kontaktene").click()
    with then("three are on the list, and everybody sees that they don't use Avklar yet"):
        expect(page.get_by_text("3 nye kontakter er ført inn.")).to_be_visible()
        axe_finds_nothing(page)
        page.goto(reverse("organisations:directory"))
        expect(page.get_by_text("Meldt inn, har ikke tatt Avklar i bruk")).to_have_count(2)
        axe_finds_nothing(page)
    with when("she reads in the same file again"):
        _reads(page, file)
        page.get_by_label("Hvilken kommune er «Gjøvikk»?").select_option(label="Gjøvik")
        page.get_by_label("Ta inn resten nå").check()
        page.get_by_role("button", name="Før inn kontaktene").click()
    with then("nobody is there twice"):
        expect(page.get_by_text("Alt stod på lista fra før.")).to_be_visible()
        expect(page.get_by_role("rowheader", name="Liv Åsen")).to_have_count(1)
    with when("she takes the deputies out to Excel"):
        page.get_by_label("Rolle").select_option(label="Vara")
        page.get_by_role("button", name="Vis").click()
        with page.expect_download() as download:
            page.get_by_role("link", name="Excel").click()
    with then("the file holds exactly them"):
        content = Path(download.value.path()).read_bytes()
        rows = CalamineWorkbook.from_object(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        assert [row[3] for row in rows[1:]] == ["Ola Kvernmo", "Kari Øien"]


def test_an_agreement_is_seen_by_both_sides(house: House, open_as: Open) -> None:
    alvdal = house.organisation("alvdal").pk
    with given("an agreement that was evaluated"):
        enter(house.administrator, alvdal)
        evaluate(house.administrator, alvdal)
        page = open_as(house.district_lead, dark=True)
    for route in ("agreement", "agreement_enter", "agreement_evaluate"):
        with when(f"the lead opens {route}"):
            page.goto(reverse(f"organisations:{route}", args=[alvdal]))
        with then("it is accessible"):
            axe_finds_nothing(page)
    with when("a teacher follows the network's menu to it"):
        page = open_as(house.teacher, width="phone")
        page.goto(reverse("organisations:agreements"))
        page.get_by_role("link", name="Alvdal", exact=True).click()
    with then("it stands there, with no button to change it"):
        expect(page.get_by_text("Alle vet hvem de ringer.")).to_be_visible()
        expect(page.get_by_role("link", name="Evaluer avtalen")).to_have_count(0)
        assert page.evaluate(SIDEWAYS) <= 0
        axe_finds_nothing(page)
