"""The texts that come with Avklar: complete in three languages, easy to read, and with what must be said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from avklar.foundation.ui.markdown import render
from avklar.public.guidance import rules, shipped
from avklar.public.guidance.lengths import EASY_LIX
from avklar.public.guidance.readability import lix
from avklar.public.guidance.reading import read
from avklar.public.guidance.states import PAGES, READ_FIRST, Language

JARGON = {
    Language.BOKMAAL: ("ekstremisme", "radikaliser", "risiko", "mistenkt", "indikator", "vennligst"),
    Language.NYNORSK: (
        "ekstremisme",
        "radikaliser",
        "risiko",
        "mistenkt",
        "indikator",
        "hvis ",
        " ikke ",
        "ver venleg",
    ),
    Language.ENGLISH: ("extremism ", "radicali", "risk", "suspect", "indicator", "please"),
}
WARNINGS = {
    Language.BOKMAAL: ("ikke noe å krysse av på", "betyr ofte ingenting", "er lov", "viljen til å bruke vold", "snur"),
    Language.NYNORSK: (
        "ikkje laga for å krysse av på",
        "tyder ofte ingenting",
        "er lov",
        "viljen til å bruke vald",
        "snur",
    ),
    Language.ENGLISH: (
        "not a form to tick off",
        "often means nothing",
        "legal",
        "the will to use violence",
        "turn back",
    ),
}


def _all() -> Iterator[tuple[str, Language, str]]:
    yield from ((slug, language, shipped.text(slug, language)) for slug in PAGES for language in Language)


def test_every_page_is_read_with_ease() -> None:
    figures = {(slug, str(language)): lix(text) for slug, language, text in _all()}
    assert {page: figure for page, figure in figures.items() if not 0 < figure <= EASY_LIX} == {}


def test_every_page_can_be_read_and_has_a_page_s_length() -> None:
    for slug, language, text in _all():
        rules.check_text(text)
        assert 250 <= len(text.split()) <= 500, (slug, language)
        assert "<h2>" in render(read(text).body, 1), (slug, language)


def test_pages_say_the_same_in_every_language() -> None:
    """As many headings and points in each, and nobody's jargon."""
    for slug in PAGES:
        shapes = {
            (text.count("\n## "), text.count("\n- "), text.count("tel:112"))
            for _slug, _language, text in _all()
            if _slug == slug
        }
        assert len(shapes) == 1, slug
    found = [
        (slug, language, word) for slug, language, text in _all() for word in JARGON[language] if word in text.lower()
    ]
    assert found == []


def test_no_page_shouts() -> None:
    assert [(slug, language) for slug, language, text in _all() if "!" in text] == []


@pytest.mark.parametrize("language", Language)
def test_signs_come_with_their_warnings(language: Language) -> None:
    text = shipped.text("tegn", language)
    assert [words for words in WARNINGS[language] if words not in text] == []


def test_a_summons_is_not_told_as_a_choice() -> None:
    """Who is under 18 and must come may be fetched, and is told so (domain R6); only the other talks can be left."""
    for language, fetched, choice in (
        (Language.BOKMAAL, "kan hente deg", "Er samtalen frivillig, kan du si nei"),
        (Language.NYNORSK, "kan hente deg", "Er samtalen frivillig, kan du seie nei"),
        (Language.ENGLISH, "can fetch you", "If the talk is your choice, you may say no"),
    ):
        text = shipped.text("samtale-med-politiet", language)
        assert fetched in text
        assert choice in text


def test_front_page_leads_to_pages_that_exist() -> None:
    assert set(READ_FIRST) <= set(PAGES)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("", 0),
        ("Vi ser deg. Du er her.", 3),
        ("Taushetsplikten gjelder", 2 + 100),
        ("# Tittel\n\n- ett punkt\n- **to** [punkt](https://eksempel.example/lang/adresse)\n", 2),
    ],
    ids=["nothing", "two short sentences", "two long words", "headings, points and links"],
)
def test_lix_is_words_for_each_sentence_and_the_share_of_long_ones(text: str, figure: int) -> None:
    assert lix(text) == figure
