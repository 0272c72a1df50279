"""Search: with and without Norwegian letters, with slips, parts of words, several words, and nonsense."""

from __future__ import annotations

import time

import pytest

from avklar.public.guidance import shipped
from avklar.public.guidance.searching import fold, search
from avklar.public.guidance.states import PAGES, Language

TEXTS = {language: tuple((slug, shipped.text(slug, language)) for slug in PAGES) for language in Language}


@pytest.mark.parametrize(
    ("language", "question", "slug"),
    [
        ("nb", "taushetsplikt", "taushetsplikt"),
        ("nb", "taushetsplikten", "taushetsplikt"),
        ("nb", "TAUSHETSPLIGT", "taushetsplikt"),
        ("nb", "tauhsetsplikt", "taushetsplikt"),
        ("nb", "ungdom venn", "til-ungdom"),
        ("nb", "barnet mitt", "til-foreldre"),
        ("nb", "Hvordan snakke med den det gjelder?", "snakk-med-den-det-gjelder"),
        ("nb", "laerer elev", "til-skolen"),
        ("nb", "klage datatilsynet", "dine-rettigheter"),
        ("nb", "kvitering", "hva-vi-lagrer"),
        ("nb", "va\u030apen", "tegn"),
        ("nn", "teieplikt", "taushetsplikt"),
        ("nn", "avhoyr", "samtale-med-politiet"),
        ("nn", "kjaerleik", None),
        ("en", "secrecy", "taushetsplikt"),
        ("en", "interpretor", "samtale-med-politiet"),
        ("nb", "zzzzzz", None),
        ("nb", "%_'\"<script>", None),
        ("nb", "…", None),
    ],
)
def test_first_hit_is_the_page_that_answers(language: str, question: str, slug: str | None) -> None:
    hits = search(TEXTS[Language(language)], question)
    assert (hits[0].slug if hits else None) == slug


def test_hit_shows_the_word_in_its_sentence() -> None:
    hit = search(TEXTS[Language.BOKMAAL], "samtykke")[0]
    assert fold(hit.word) == "samtykke"
    assert len(hit.before + hit.after) <= 200
    assert "**" not in hit.before + hit.after


def test_letters_are_compared_as_people_write_them() -> None:
    assert len({fold(word) for word in ("Våpen", "vaapen", "vapen")}) == 1
    assert len({fold(word) for word in ("sør", "soer", "sor")}) == 1


def test_search_is_fast_for_slips_and_for_very_long_questions() -> None:
    search(TEXTS[Language.BOKMAAL], "vold")
    began = time.process_time()
    for question in ("tauhsetsplikt", "vold våpen trussel", "ord " * 60):
        search(TEXTS[Language.BOKMAAL], question)
    assert time.process_time() - began < 0.3
