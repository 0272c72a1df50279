"""The check of a text: the house's finds, the hidden sender's own words, and what explanations cover."""

from __future__ import annotations

import pytest

from avklar.followup.consultations import checking
from avklar.followup.consultations.checking import check, hidden_sender

HIDDEN = hidden_sender("Alvdal", "Berit Aasgard")


def test_text_without_finds_passes() -> None:
    assert check("Hvordan kan vi snakke med en ungdom om dette?").left == ()


def test_name_stops_until_it_is_swapped() -> None:
    found = check("Klassekameraten Jonas sa fra.")
    assert [one.text for one in found.left] == ["Jonas"]
    assert not check(found.suggested).left


def test_explained_name_is_kept_with_its_reason() -> None:
    reasons = {"Jonas": "Det er tittelen på en bok"}
    found = check("De leste Jonas i timen.", reasons)
    assert found.left == ()
    assert checking.kept_reasons(found, reasons) == [
        {"text": "Jonas", "kind": "name", "why": "Det er tittelen på en bok"}
    ]


def test_explanation_that_itself_names_somebody_covers_nothing() -> None:
    assert check("De leste Jonas i timen.", {"Jonas": "Han heter Jonas Kvernmo og bor her"}).left


def test_telephone_number_is_never_explained() -> None:
    text = "Ring 912 34 567 om det er noe."
    number = check(text).left[0].text
    assert check(text, {number: "Det er nummeret til skolen"}).left


@pytest.mark.parametrize("text", ["Vi i alvdal lurer.", "Alvdals ungdom", "Hilsen berit", "Mvh Aasgard"])
def test_own_words_stop_while_hidden(text: str) -> None:
    words = {one.text: "Det er bare et ord" for one in check(text, hidden=HIDDEN).finds}
    assert check(text, words, HIDDEN).left


def test_too_long_text_is_not_searched() -> None:
    assert check("Jonas " * 40_000).finds == ()


@pytest.mark.parametrize(
    "text", ["", "x", "\U0001f600" * 500, "\u202eabc\u202c", "a\x00b", "<script>alert(1)</script>", "=1+1", "\ud800"]
)
def test_any_text_can_be_checked(text: str) -> None:
    assert check(text, hidden=HIDDEN).text == text
