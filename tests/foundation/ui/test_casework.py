"""Ladder, axes, plan, pick list and the receiver's copy: words beside every picture, everything escaped."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.template import Context, Template

from avklar.foundation.ui import axes, showcase_casework, wrapping
from avklar.foundation.ui.casework import Copy, CopyFact, Mark, Measure, Pick, Rung
from avklar.foundation.ui.components import Link, State

HOSTILE = '"><script>alert(1)</script>'
SHUT = State("shut", "Lukket")


def drawn(text: str, **context: object) -> str:
    return Template("{% load ui %}" + text).render(Context(context))


def test_ladder_has_the_highest_step_on_top() -> None:
    html = drawn("{% ladder rungs %}", rungs=showcase_casework.rungs())
    assert html.index("PST kontaktes") < html.index("Avslutt")
    assert html.count("<li") == 5


def test_shut_rung_says_why_and_the_rule_after_it() -> None:
    html = drawn("{% ladder rungs %}", rungs=[Rung("Samtale", "Ingenting er vurdert.", SHUT, "shut", "R5")])
    assert re.search(r"Ingenting er vurdert\.\s*<span class=\"avk-nowrap\">\(R5\)", html)
    assert "Lukket" in html


def test_link_of_a_rung_says_which() -> None:
    html = drawn("{% ladder rungs %}", rungs=[Rung("Støtte", "", State("new", "Åpent"), link=Link("Velg", "/x/"))])
    assert '<span class="avk-sr">: Støtte</span>' in html


def test_axes_say_in_words_what_they_draw() -> None:
    html = drawn("{% axes a %}", a=showcase_casework.axes())
    for words in ("Oss og dem, eller hat", "Fascinasjon", "legitimerer vold", "Venter på person nummer to"):
        assert words in html
    assert html.count("<title") == html.count("<desc") == 2


def test_axes_have_ids_of_their_own() -> None:
    html = drawn('{% axes a %}{% axes a "older" %}', a=showcase_casework.axes())
    ids = re.findall(r'id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 8


def test_no_cell_differs_by_level() -> None:
    html = axes.draw(showcase_casework.axes())
    assert set(re.findall(r'<rect class="(\w+)"', html)) == {"cell", "dk"}
    assert "style" not in html


def test_numbers_of_the_drawing_have_no_comma() -> None:
    assert not re.search(r'(?:x|y|cx|cy)="\d+,', axes.draw(showcase_casework.axes()))


def test_axes_without_an_assessment_say_so() -> None:
    html = drawn("{% axes a %}", a=replace(showcase_casework.axes(), marks=()))
    assert html.count("Ingen vurdering er gjort ennå.") == 3


@pytest.mark.parametrize("down", ["none", "hate", "legitimises", "dont_know"])
@pytest.mark.parametrize("along", ["none", "fascination", "expressed", "preparation", "dont_know"])
def test_every_place_can_be_drawn(down: str, along: str) -> None:
    html = axes.draw(replace(showcase_casework.axes(), marks=(Mark(down, along, "i dag"),)))
    assert html.count('class="now"') == 2


def test_two_in_one_place_stand_beside_each_other() -> None:
    html = axes.draw(replace(showcase_casework.axes(), marks=(Mark("hate", "none", "1"), Mark("hate", "none", "2"))))
    (then,), (now,) = (
        re.findall(r'class="then" cx="([\d.]+)"', html)[:1],
        re.findall(r'class="now" cx="([\d.]+)"', html)[:1],
    )
    assert then != now


@pytest.mark.parametrize(
    ("text", "letters", "expected"),
    [
        ("Ikke sett", 15, ["Ikke sett"]),
        ("Forberedelse eller trussel", 15, ["Forberedelse", "eller trussel"]),
        ("Forberedelse eller trussel", 7, ["Forbe-", "redelse", "eller", "trussel"]),
        ("Fascinasjon", 7, ["Fasci-", "nasjon"]),
        ("Legitimerer vold", 11, ["Legitimerer", "vold"]),
        ("Nasjonalisme", 6, ["Nasjo-", "nalisme"]),
        ("xxxxxxxxxxxx", 5, ["xxxx-", "xxxx-", "xxxx"]),
        ("", 8, [""]),
    ],
)
def test_labels_are_broken_where_they_must(text: str, letters: int, expected: list[str]) -> None:
    assert wrapping.lines(text, letters) == expected


def test_every_long_word_comes_to_an_end() -> None:
    assert len(wrapping.lines("abe" * 1000, 7)) < 1000


def test_drawing_has_the_dates_of_earlier_and_present() -> None:
    wide = axes.draw(showcase_casework.axes()).split("<svg")[1]
    assert re.findall(r'class="(?:then|now)-t"[^>]*>([^<]+)', wide) == ["8. sep.", "6. okt.", "Nå · 3. nov."]


def test_narrow_drawing_leaves_out_what_has_no_room() -> None:
    marks = (Mark("hate", "none", "14. september 2025"), Mark("none", "none", "3. november"))
    narrow = axes.draw(replace(showcase_casework.axes(), marks=marks)).split("<svg")[2]
    assert re.findall(r'class="(?:then|now)-t"[^>]*>([^<]+)', narrow) == ["Nå"]


def test_many_in_one_place_have_one_date() -> None:
    marks = tuple(Mark("hate", "none", str(number)) for number in range(9))
    wide = axes.draw(replace(showcase_casework.axes(), marks=marks)).split("<svg")[1]
    assert wide.count('class="then"') == 8
    assert re.findall(r'class="then-t"[^>]*>([^<]+)', wide) == ["7"]


def test_marks_stay_inside_the_drawing() -> None:
    for down, along in (("dont_know", "dont_know"), ("legitimises", "preparation")):
        marks = tuple(Mark(down, along, "i dag") for _number in range(20))
        for svg in axes.draw(replace(showcase_casework.axes(), marks=marks)).split("<svg")[1:]:
            width, height = map(float, re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0])
            places = re.findall(r'cx="([\d.]+)" cy="([\d.]+)" r="(\d+)"', svg)
            assert all(float(r) < float(x) < width - float(r) for x, _y, r in places)
            assert all(float(r) < float(y) < height - float(r) for _x, y, r in places)


def test_words_of_before_stand_in_a_sentence() -> None:
    html = drawn("{% axes a %}", a=showcase_casework.axes())
    assert "6. oktober: legitimerer vold · fascinasjon (bekreftet av Sivert Aasmoen)" in html
    assert "8. september: legitimerer vold · vet ikke<" in html
    assert "<dt>Holdning nå</dt><dd>Oss og dem, eller hat</dd>" in html


def test_abbreviation_keeps_its_capitals() -> None:
    steps = (("pst", "PST spurt"), ("dont_know", "Vet ikke"))
    shown = replace(showcase_casework.axes(), along=steps, marks=(Mark("hate", "pst", "i dag"),))
    assert "voldsvilje «PST spurt»" in axes.description(shown)


def test_stalled_measure_is_marked_in_words_too() -> None:
    html = drawn("{% plan m %}", m=showcase_casework.measures())
    assert html.count('class="stalled"') == 1
    assert "Står stille i 34 dager" in html


def test_pick_is_ticked_labelled_and_posted_under_its_name() -> None:
    html = drawn('{% pick p "fact" %}', p=[Pick("a", "Én"), Pick("b", "To", unsure=True, chosen=True)])
    assert '<input type="checkbox" id="fact-2" name="fact" value="b" checked><label for="fact-2">To' in html
    assert html.count("Ikke bekreftet") == 1


def test_copy_marks_what_is_not_confirmed() -> None:
    html = drawn("{% copy c %}", c=showcase_casework.copy())
    assert html.count("Ikke bekreftet") == 1
    assert html.index("Gjøvik kommune") < html.index("Innlandet politidistrikt")


def test_copy_keeps_the_lines_of_a_fact() -> None:
    html = drawn("{% copy c %}", c=Copy("A", "", "B", "", (CopyFact("Én\nto"),)))
    assert "Én<br>to" in html


def test_copy_says_from_and_to_in_words() -> None:
    html = drawn("{% copy c %}", c=Copy("A", "", "B", "", ()))
    assert re.search(r">Fra </span><b>A</b>.*>Til </span><b>B</b>", html, re.DOTALL)


def test_what_stays_is_a_list() -> None:
    html = drawn("{% left_behind t %}", t=["familien", "planen"])
    assert "Blir igjen hos dere:" in html
    assert re.findall(r"<li>([^<]+)", html) == ["familien", "planen"]


@pytest.mark.parametrize(
    ("tag", "says"),
    [
        ("{% ladder none %}", ""),
        ("{% left_behind none %}", ""),
        ("{% plan none %}", "Ingen tiltak er avtalt ennå."),
        ('{% pick none "fact" %}', "Det er ingen opplysninger å velge mellom ennå."),
    ],
)
def test_nothing_is_no_empty_list(tag: str, says: str) -> None:
    html = drawn(tag, none=[])
    assert not re.search("<[ou]l|<li", html)
    assert re.sub(r"<[^>]+>", "", html).strip() == says


@pytest.mark.parametrize("number", range(5))
def test_every_rung_says_its_state_in_words(number: int) -> None:
    rung = showcase_casework.rungs()[number]
    assert str(rung.state.text) in re.sub(r"<[^>]+>", "", drawn("{% ladder r %}", r=[rung]))


def test_gallery_shows_every_kind_of_rung() -> None:
    assert {rung.kind for rung in showcase_casework.rungs()} == {"", "shut", "here", "waiting"}


def test_no_inline_style() -> None:
    html = drawn(
        '{% ladder rungs %}{% axes axes_shown %}{% plan measures %}{% pick picks "f" %}{% copy copy_shown %}'
        "{% left_behind left_shown %}",
        **showcase_casework.casework(),
    )
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", html)


def test_empty_copy_says_so() -> None:
    assert "Ingen opplysninger er valgt ennå." in drawn("{% copy c %}", c=Copy("A", "", "B", "", ()))


def test_everything_is_escaped() -> None:
    html = drawn(
        '{% ladder r %}{% plan m %}{% pick p "f" %}{% copy c %}{% axes a n %}{% left_behind t %}',
        r=[Rung(HOSTILE, HOSTILE, State("new", HOSTILE), rule=HOSTILE, link=Link(HOSTILE, HOSTILE))],
        m=[Measure(HOSTILE, State("new", HOSTILE), ((HOSTILE, HOSTILE),), (Link(HOSTILE, HOSTILE),), HOSTILE)],
        p=[Pick(HOSTILE, HOSTILE, HOSTILE)],
        c=Copy(
            HOSTILE,
            HOSTILE,
            HOSTILE,
            HOSTILE,
            (CopyFact(HOSTILE, HOSTILE, corrected=HOSTILE),),
            ((HOSTILE, HOSTILE),),
            HOSTILE,
            HOSTILE,
        ),
        t=[HOSTILE],
        n=HOSTILE,
        a=replace(
            showcase_casework.axes(), down_title=HOSTILE, marks=(Mark("none", "none", HOSTILE, HOSTILE, HOSTILE),)
        ),
    )
    assert "<script" not in html
