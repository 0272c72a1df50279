"""Rows, marks, crowd and staircase."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils import translation

from avklar.foundation.ui import rows, staircase
from avklar.foundation.ui.components import Crowd, Event, Find, Row, State
from avklar.foundation.ui.marking import marked_text


def drawn(text: str, **context: object) -> str:
    return Template("{% load ui %}" + text).render(Context(context))


def test_row_is_one_link_with_one_state() -> None:
    html = rows.draw([Row("/b/1/", "Fra en lærer", "B-0187 · skole", State("soon", "Svar innen onsdag"))])
    assert html.count("<a ") == 1
    assert '<span class="avk-state soon"><svg' in html


def test_row_escapes_its_texts() -> None:
    html = rows.draw([Row('/"><script>', "<b>x</b>", "<i>", State("new", "<u>"), "<s>")])
    assert not [tag for tag in ("<script>", "<b>", "<i>", "<u>", "<s>") if tag in html]


def test_late_row_is_marked() -> None:
    assert '<li class="late">' in rows.draw([Row("/", "Sak", late=True)])


def test_marks_are_numbered_and_the_rest_is_escaped() -> None:
    text = "Han <heter> Jonas & går"
    start = text.index("Jonas")
    html = marked_text(text, [Find(1, start, start + 5, "Jonas", "ser ut som et navn")])
    assert html == "Han &lt;heter&gt; <mark>Jonas<sup>1</sup></mark> &amp; går"


def test_marks_that_overlap_lose_no_letter() -> None:
    html = marked_text("Jonas Berg", [Find(1, 0, 10, "Jonas Berg", ""), Find(2, 6, 10, "Berg", "")])
    assert html == "<mark>Jonas Berg<sup>1</sup></mark>"


@pytest.mark.parametrize(("number", "shown"), [(0, 5), (3, 5), (5, 5), (40, 40), (44, 44), (6700, 44)])
def test_crowd_draws_at_most_44(number: int, shown: int) -> None:
    assert len(Crowd(number).figures) == shown


def test_crowd_under_the_limit_shows_no_number() -> None:
    html = drawn("{% crowd 3 %}")
    assert "under 5" in html
    assert html.count("p off") == 2


def test_crowd_over_44_says_the_number() -> None:
    assert "6\xa0700" in drawn("{% crowd 6700 %}")


def test_crowd_places_have_no_comma() -> None:
    assert "translate(138.5 22)" in drawn("{% crowd 40 %}")


@pytest.mark.parametrize(
    ("current", "reached", "kinds"),
    [
        (0, None, ["", "ahead", "ahead", "ahead", "ahead"]),
        (1, None, ["", "", "ahead", "ahead", "ahead"]),
        (1, 2, ["", "", "busy", "ahead", "ahead"]),
        (4, None, ["", "", "", "", ""]),
        (None, None, ["ahead"] * 5),
    ],
)
def test_staircase_shows_what_is_passed_and_ahead(current: int | None, reached: int | None, kinds: list[str]) -> None:
    assert [stair.kind for stair in staircase.steps(current, reached)] == kinds


def test_reason_box_escapes_what_it_is_given() -> None:
    assert "&lt;b&gt;" in drawn("{% why %}{{ x }}{% endwhy %}", x="<b>")


def test_unknown_icon_fails_loudly() -> None:
    with pytest.raises(KeyError):
        drawn('{% icon "shield" %}')


@pytest.mark.parametrize(
    ("language", "said"), [("nb", "«Jonas &lt;b&gt;»"), ("nn", "«Jonas &lt;b&gt;»"), ("en", "“Jonas &lt;b&gt;”")]
)
def test_words_are_quoted_as_the_pages_language_does(language: str, said: str) -> None:
    with translation.override(language):
        assert drawn("{{ words|quoted }}", words="Jonas <b>") == said


def test_timeline_escapes_its_texts_and_keeps_its_order() -> None:
    html = drawn("{% timeline events %}", events=[Event("3. november", "<b>x</b>", "turn"), Event("<i>", "før")])
    assert '<li class="turn"><time>3. november</time><span>&lt;b&gt;x&lt;/b&gt;</span></li>' in html
    assert html.index("3. november") < html.index("&lt;i&gt;")
