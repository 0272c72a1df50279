"""Buttons of the text: what each does to what is written so far."""

from __future__ import annotations

import json

import pytest

from avklar.followup.consultations.checking import check
from avklar.followup.consultations.composer import Composed, from_draft, step

TEXT = "Klassekameraten Jonas sa fra til Kari Moen."


def press(now: Composed, do: str, **options: str) -> Composed:
    return step(now, do, check=check, **options)


def place(text: str, number: int = 0, **reasons: str) -> str:
    found = check(text, reasons).finds[number]
    return f"{found.start}-{found.end}"


def test_check_marks_the_text() -> None:
    assert press(Composed(TEXT), "check").looked_over


@pytest.mark.parametrize("do", ["check", "send", "follow"])
@pytest.mark.parametrize("text", ["", " \n"])
def test_empty_text_stays_in_its_field(text: str, do: str) -> None:
    assert not press(Composed(text), do).looked_over


def test_rewrite_opens_the_field_again() -> None:
    assert press(Composed(TEXT, looked_over=True), "rewrite") == Composed(TEXT, looked_over=False)


def test_swap_follows_one_suggestion_only() -> None:
    now = press(Composed(TEXT, looked_over=True), f"swap:{place(TEXT)}")
    assert "Jonas" not in now.text
    assert "Kari Moen" in now.text


def test_follow_takes_every_suggestion() -> None:
    assert not check(press(Composed(TEXT, looked_over=True), "follow").text).left


def test_explain_keeps_the_find_with_its_reason() -> None:
    text = "De gikk på Alvdal ungdomsskole."
    now = press(Composed(text, looked_over=True), f"explain:{place(text)}", reason="Den har tusen elever")
    assert list(now.reasons.values()) == ["Den har tusen elever"]


def test_explain_without_words_asks_again() -> None:
    now = press(Composed(TEXT, looked_over=True), f"explain:{place(TEXT)}", reason=" ")
    assert (now.asking, bool(now.notice)) == ("Jonas", True)


def test_drop_takes_the_explanation_away() -> None:
    now = Composed(TEXT, {"Jonas": "Det er en bok"}, looked_over=True)
    assert press(now, f"drop:{place(TEXT)}").reasons == {}


@pytest.mark.parametrize("do", ["swap:0-1", "swap:999999-1000000", "swap:x", "keep:", "explain:1", "drop:2-3"])
def test_button_for_a_text_that_has_changed_changes_nothing(do: str) -> None:
    now = press(Composed(TEXT, looked_over=True), do)
    assert (now.text, now.reasons, bool(now.notice)) == (TEXT, {}, True)


@pytest.mark.parametrize("do", ["", "recount", "leave"])
def test_other_buttons_leave_the_text_alone(do: str) -> None:
    assert press(Composed(TEXT), do) == Composed(TEXT)


def test_draft_comes_back_as_it_was() -> None:
    now = Composed(TEXT, {"Jonas": "Det er en bok"}, looked_over=True, asking="Jonas", notice="!")
    assert from_draft(now.kept()) == now


@pytest.mark.parametrize("explanations", ["", "{", "[1]", "null", 7, None, []])
def test_draft_with_broken_explanations_keeps_the_text(explanations: object) -> None:
    assert from_draft({"text": TEXT, "explanations": explanations}) == Composed(TEXT, {})


def test_draft_rescued_from_a_form_is_understood() -> None:
    posted = {"text": "a\r\nb", "explanations": json.dumps({"Jonas": "en bok"}), "looked_over": "on"}
    assert from_draft(posted) == Composed("a\nb", {"Jonas": "en bok"}, looked_over=True)
