"""The difference between two texts, and a template's changes taken over."""

from __future__ import annotations

import pytest

from avklar.foundation.ui.differences import changes, compare, merge

BASE = "# Tittel\n\n- Svar innen tre dager.\n- Ring 112.\n\nSlutt.\n"


def test_changed_word_is_marked_inside_its_line() -> None:
    (line,) = [each for each in compare(BASE, BASE.replace("tre", "to")) if each.kind != "same"]
    assert line.kind == "mixed"
    assert [(piece.kind, piece.text) for piece in line.pieces if piece.kind != "same"] == [
        ("gone", "tre"),
        ("new", "to"),
    ]


def test_line_that_is_new_or_gone_is_marked_as_a_whole() -> None:
    after = BASE.replace("- Ring 112.\n", "").replace("Slutt.", "Slutt.\nNoe helt annet her.")
    assert [(line.kind, line.text) for line in compare(BASE, after) if line.kind != "same"] == [
        ("gone", "- Ring 112."),
        ("new", "Noe helt annet her."),
    ]
    assert (changes(BASE, BASE), changes(BASE, after), changes("", "")) == (0, 2, 0)


@pytest.mark.parametrize(
    ("newer", "own", "text", "taken", "left"),
    [
        (BASE.replace("tre", "to"), BASE + "Lokalt.\n", BASE.replace("tre", "to") + "Lokalt.\n", 1, ()),
        (BASE.replace("tre", "to"), BASE.replace("tre dager", "en uke"), None, 0, ("- Svar innen to dager.",)),
        (BASE.replace("112.", "112.\n- Vent."), BASE + "X\n", BASE.replace("112.", "112.\n- Vent.") + "X\n", 1, ()),
        (BASE.replace("- Ring 112.\n", ""), BASE, BASE.replace("- Ring 112.\n", ""), 1, ()),
        ("Først.\n" + BASE, BASE, "Først.\n" + BASE, 1, ()),
        (BASE, "Eget.\n", None, 0, ()),
    ],
    ids=["taken", "rewritten", "added", "gone", "on top", "nothing new"],
)
def test_template_change_is_taken_where_the_text_still_is_the_templates(
    newer: str, own: str, text: str | None, taken: int, left: tuple[str, ...]
) -> None:
    merged = merge(BASE, newer, own)
    assert (merged.text, merged.taken, merged.left) == (text or own, taken, left)
