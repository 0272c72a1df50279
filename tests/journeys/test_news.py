"""An editor writes an interview with a picture, looks at it, schedules and publishes it; a reader has no script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from avklar.foundation import clock
from tests.cast import House
from tests.journeys.browser import axe_finds_nothing, screenshot
from tests.journeys.steps import given, then, when
from tests.public.news.conftest import image

Open = Callable[..., Page]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TITLE = "– Å bry seg er ikke å angi"


def _sound(page: Page) -> None:
    axe_finds_nothing(page)
    assert page.evaluate(SIDEWAYS) <= 0, page.url


def _writes(page: Page, picture: Path) -> None:
    page.get_by_label("Tittel").fill(TITLE)
    page.get_by_label("Ingress").fill("Lederen for arbeidet vil at vi skal spørre før.")
    page.get_by_label("Spørsmål 1", exact=True).fill("Hva ber dere folk om?")
    page.get_by_label("Svar 1", exact=True).fill("Å bry seg, og å **spørre**.")
    page.get_by_role("button", name="Legg til et spørsmål").click()
    page.get_by_label("Spørsmål 2", exact=True).fill("Lager dere lister?")
    page.get_by_label("Svar 2", exact=True).fill("Nei.")
    page.locator("input[type=file]").set_input_files(picture)
    page.get_by_role("button", name="Se hvordan den blir").last.click()


def test_editor_publishes_an_interview_and_a_reader_reads_it(house: House, open_as: Open, tmp_path: Path) -> None:
    with given("an editor with a picture"):
        picture = tmp_path / "bilde.png"
        picture.write_bytes(image(size=(900, 500)))
        editor = open_as(house.editor)
    with when("she writes an interview, and looks at it before the picture is told in words"):
        editor.goto("/aktuelt/redaksjon/ny/")
        editor.get_by_label("Intervju").check()
        _sound(editor)
        editor.get_by_role("button", name="Begynn å skrive").click()
        _writes(editor, picture)
    with then("it is shown, and nothing is saved yet"):
        expect(editor.get_by_role("heading", name="Slik blir den")).to_be_visible()
        _sound(editor)
    with when("she says what the picture shows, saves and schedules it"):
        editor.get_by_label("Hva viser bildet?").fill("En grønn flate")
        editor.get_by_label("Hvem har laget bildet?").fill("Foto: Gro Moan")
        editor.get_by_role("button", name="Lagre utgaven").click()
        expect(editor.get_by_text("Utgaven er lagret")).to_be_visible()
        _sound(editor)
        editor.get_by_label("På et tidspunkt jeg velger").check()
        editor.get_by_label("Dag").fill(f"1.2.{clock.today().year + 1}")
        editor.get_by_label("Klokkeslett").fill("9")
        editor.get_by_role("button", name="Publiser").click()
    with then("nobody outside sees it"):
        reader = open_as(None, width="phone")
        reader.goto("/aktuelt/")
        expect(reader.get_by_text("Ingenting er publisert ennå.")).to_be_visible()
        _sound(reader)
    with when("she publishes it now, and a reader without script opens it on a phone"):
        editor.get_by_label("Nå", exact=True).check()
        editor.get_by_role("button", name="Publiser").click()
        expect(editor.get_by_text("Artikkelen vises")).to_be_visible()
        plain = open_as(None, width="phone", javascript=False)
        plain.goto(reader.url)
        plain.get_by_role("link", name=TITLE).click()
        expect(plain.get_by_role("heading", name=TITLE)).to_be_visible()
        expect(plain.get_by_text("Å bry seg, og å spørre.")).to_be_visible()
        expect(plain.get_by_role("img", name="En grønn flate")).to_be_visible()
        tree = plain.locator("article").aria_snapshot()
        assert [
            part for part in (f'heading "{TITLE}" [level=1]', "term: Hva ber dere folk om?") if part not in tree
        ] == []
    with then("the page is sound in all its shapes"):
        reader.goto(plain.url)
        _sound(reader)
        reader.set_viewport_size({"width": 320, "height": 640})
        _sound(reader)
        desk = open_as(None, dark=True)
        desk.goto(plain.url)
        _sound(desk)
        reader.set_viewport_size({"width": 360, "height": 800})
        screenshot(reader, "article")
