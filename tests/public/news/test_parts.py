"""The small pure parts: pairs of a posted form, addresses, headings, reading time, the shelf. No database."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.http import QueryDict
from django.utils import translation

from avklar.foundation import clock
from avklar.foundation.access.errors import Invalid
from avklar.foundation.ui.markdown import render
from avklar.public.news import forms, pairs, presenting, rules
from avklar.public.news.cards import DeskCard, Words
from avklar.public.news.shelf import Shelf
from avklar.public.news.states import Kind, State
from tests.public.news.conftest import ASKED, NB, WORDS


def posted(number: object) -> QueryDict:
    """Three pairs with their numbers as words."""
    data = QueryDict(mutable=True)
    data["pairs"] = str(number)
    for place in range(3):
        data[f"question_{place}"], data[f"answer_{place}"] = f"q{place}", f"a{place}"
    return data


def test_pair_is_added_at_the_end_and_taken_from_the_middle() -> None:
    more, less = pairs.changed(posted(3), "add"), pairs.changed(posted(3), "remove-1")
    assert more is not None
    assert less is not None
    assert (pairs.count(more, 0), more["question_2"]) == (4, "q2")
    assert [less["question_0"], less["answer_1"], pairs.count(less, 0)] == ["q0", "a2", 2]


def test_other_buttons_change_no_pairs() -> None:
    buttons = ["", "save", "remove-", "remove-x", "remove-٣", "remove-100", "add "]
    assert [do for do in buttons if pairs.changed(posted(3), do) is not None] == []


def test_number_of_pairs_is_never_believed() -> None:
    wanted = {"9999999": 1, "-3": 1, "x": 1, "²": 1, "": 1, "31": 30}
    assert {given: pairs.count(posted(given), 1) for given in wanted} == wanted


def test_address_is_made_of_plain_letters() -> None:
    wanted = {
        "Kommunene møttes på Hamar": "kommunene-mottes-pa-hamar",
        "– Å bry seg er ikke å angi": "a-bry-seg-er-ikke-a-angi",
        "../../etc/passwd": "etc-passwd",
        "<script>": "script",
        "日本": "artikkel",
        "a" * 200: "a" * 72,
    }
    assert {title: rules.slug_of(title) for title in wanted} == wanted


WRONG = {
    "title": replace(WORDS, title=" "),
    "lead": replace(WORDS, lead=""),
    "body": replace(WORDS, body="", questions=()),
    "question_0": replace(WORDS, questions=((" ", "Svar."),)),
    "answer_1": replace(WORDS, questions=(*ASKED, ("Hva?", ""))),
    "answer_0": replace(WORDS, questions=(("Hva?", "Han heter noe, 13097248022."),)),
    "related": replace(WORDS, related=("a",) * 6),
}


def test_what_an_article_lacks_is_said_at_its_field() -> None:
    for field, words in WRONG.items():
        with pytest.raises(Invalid) as refused:
            rules.check_words(Kind.NEWS, words)
        assert list(refused.value.fields) == [field]


def test_interview_without_questions_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        rules.check_words(Kind.INTERVIEW, WORDS)
    assert list(refused.value.fields) == ["pairs"]


def test_headings_begin_under_the_title_whatever_the_editor_began_with() -> None:
    made = {str(presenting.html(f"{'#' * level} En\n\n{'#' * level}# To")) for level in (1, 2, 3)}
    assert made == {"<h2>En</h2>\n<h3>To</h3>\n"}


def test_reading_time_counts_all_the_words() -> None:
    with translation.override("nb"):
        assert presenting.reading_time(Words("a", "b")) == "1 minutts lesetid"
        assert presenting.reading_time(replace(WORDS, body="ord " * 300, questions=(("a " * 300, "b " * 101),))) == (
            "4 minutters lesetid"
        )


def test_shelf_is_bounded_and_drops_what_is_oldest() -> None:
    shelf = Shelf(10)
    shelf.put("a", b"1234")
    shelf.put("b", b"1234")
    assert shelf.get("a") == b"1234"
    shelf.put("c", b"1234")
    assert [shelf.get(each) for each in "abc"] == [b"1234", None, b"1234"]
    shelf.put("large", b"123456")
    assert shelf.get("large") is None
    assert shelf.made("d", lambda: b"made") == b"made"


def test_heading_stands_under_the_title_wherever_it_is_written_and_code_is_left_alone() -> None:
    for written in ("# En", "  # En", "En\n=="):
        assert render(written, 1) == "<h2>En</h2>\n", written
    assert render("> # En") == "<blockquote>\n<h2>En</h2>\n</blockquote>\n"
    assert render("###### En") == "<h4>En</h4>\n"
    assert render("```\n# En\n```") == "<pre><code># En\n</code></pre>\n"


def test_hour_that_the_clock_skips_is_said_as_it_will_be() -> None:
    card = DeskCard(clock.new_id(), Kind.NEWS, State.DRAFT, "", None, 1, "", {NB: None})  # type: ignore[dict-item]
    sent = {"languages": ["nb"], "when": "later", "day": "28.03.2027", "hour": "02:30", "version": "1"}
    form = forms.Publish(sent, card=card, live=False)
    assert form.is_valid(), form.errors
    with translation.override("nb"):
        assert presenting.moment_in_words(form.cleaned_data["moment"]) == "28. mars 2027 kl. 03.30"
