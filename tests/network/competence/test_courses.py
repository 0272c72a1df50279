"""The courses that come with Avklar: complete in both languages, easy to read, and what a faulty file says."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from avklar.foundation import anonymity
from avklar.foundation.access.errors import NotFound
from avklar.foundation.anonymity import Kind
from avklar.network.competence import shipped
from avklar.network.competence.cards import Course
from avklar.network.competence.reading import Fault, read
from avklar.network.competence.states import LANGUAGES, Level, Topic

HARDEST = 40  # LIX: above this a text is hard to read for many
FIRST = "---\ncourse: Et kurs\ntopic: signs\nlevel: introduction\nminutes: 5\n---\nHei.\n"
PAGE = "---\ntitle: En side\n---\nEn tekst.\n\n? Hva?\n+ Det.\n  > Fordi.\n- Noe annet.\n  > Av en grunn.\n"


def lix(text: str) -> float:
    """Björnsson's measure: words for each sentence, and how many of a hundred words are longer than six letters."""
    words = re.findall(r"[^\W\d_]+", text)
    sentences = len(re.findall(r"[.!?:]+(?=\s|$|[»”])", text)) or 1
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


def _said(course: Course) -> str:
    """Everything that the course says, in sentences."""
    parts = [course.intro]
    for page in course.pages:
        parts += [f"{page.title}.", page.text]
        for question in page.questions:
            parts += [question.text, *(f"{each.text} {each.why}" for each in question.answers)]
    lines = re.sub(r"[*#]|^\s*(-|\d+\.) ", "", "\n".join(parts), flags=re.M).split("\n")
    return "\n".join(line if line.rstrip("»").endswith((".", "?", ":", "!")) else f"{line}." for line in lines if line)


COURSES = [(code, language) for code in ("secrecy", "signs") for language in LANGUAGES]


@pytest.mark.parametrize(("code", "language"), COURSES)
def test_shipped_course_is_whole_and_plain(code: str, language: str) -> None:
    course = shipped.course(code, language)
    questions = [question for page in course.pages for question in page.questions]
    assert 6 <= len(course.pages) <= 9
    assert len(questions) >= 6
    assert all(len(question.answers) >= 3 for question in questions)
    assert course.valid_months == 24
    assert lix(_said(course)) <= HARDEST
    assert "!" not in _said(course)
    found = {find.kind for find in anonymity.find(_said(course))}
    assert not found & {Kind.IDENTITY_NUMBER, Kind.PHONE, Kind.EMAIL, Kind.ADDRESS, Kind.LINK}


def test_both_languages_have_the_same_course() -> None:
    for code in shipped.codes():
        first, second = (shipped.course(code, language) for language in LANGUAGES)
        assert (first.topic, first.level, first.minutes) == (second.topic, second.level, second.minutes)
        for one, other in zip(first.pages, second.pages, strict=True):
            marks = [[[each.chosen_by_us for each in q.answers] for q in page.questions] for page in (one, other)]
            assert marks[0] == marks[1], one.title
            assert one.text != other.text


def test_nynorsk_is_nynorsk() -> None:
    text = " ".join(_said(shipped.course(code, "nn")) for code in shipped.codes())
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    bokmaal = {"jeg", "ikke", "hva", "hvem", "hvordan", "noe", "noen", "fra", "bare", "blir", "gjør", "være", "ble"}
    assert words & bokmaal <= {"ble"} - words
    assert not words & (bokmaal - {"ble"})


def test_first_right_answer_is_not_always_at_the_same_place() -> None:
    for code in shipped.codes():
        places = [
            [each.chosen_by_us for each in question.answers].index(True)
            for page in shipped.course(code, "nb").pages
            for question in page.questions
        ]
        assert len(set(places)) == 3, code
        assert any(one != other for one, other in pairwise(places))


def test_course_that_is_not_there_is_not_found() -> None:
    for code, language in (("x", "nb"), ("signs", "en"), ("../signs", "nb"), ("", "")):
        with pytest.raises(NotFound):
            shipped.sources(code, language)


def test_course_is_read_as_steps() -> None:
    course = read((("01-side.md", PAGE), ("00-om.md", FIRST)))
    assert (course.title, course.topic, course.level, course.valid_months) == (
        "Et kurs",
        Topic.SIGNS,
        Level.INTRODUCTION,
        None,
    )
    assert [(step.number, step.title, bool(step.question)) for step in course.steps] == [
        (1, "En side", False),
        (2, "En side", True),
    ]
    (question,) = course.pages[0].questions
    assert [(each.text, each.why, each.chosen_by_us) for each in question.answers] == [
        ("Det.", "Fordi.", True),
        ("Noe annet.", "Av en grunn.", False),
    ]


FAULTS = {  # what stands in the files: which file and line the sentence names
    ("", PAGE): "00.md, linje 1",
    (FIRST.replace("---\nHei", "Hei"), PAGE): "00.md, linje 1",
    (FIRST.replace("signs", "sport"), PAGE): "00.md, linje 3",
    (FIRST.replace("minutes: 5", "minutes: mange"), PAGE): "00.md, linje 5",
    (FIRST.replace("minutes: 5", "minutes: ²"), PAGE): "00.md, linje 5",
    (FIRST.replace("minutes: 5", "minuter: 5"), PAGE): "00.md, linje 5",
    (FIRST.replace("course: Et kurs\n", ""), PAGE): "00.md, linje 5",
    (FIRST + "? Hva?\n+ Ja\n  > Fordi.\n- Nei\n  > Fordi.\n", PAGE): "00.md, linje 1",
    (FIRST, "---\ntitle: Tom\n---\n"): "01.md, linje 1",
    (FIRST, PAGE.replace("  > Fordi.\n", "")): "01.md, linje 7",
    (FIRST, PAGE.replace("+ Det", "- Det")): "01.md, linje 6",
    (FIRST, PAGE.replace("- Noe annet.\n  > Av en grunn.\n", "")): "01.md, linje 6",
    (FIRST, PAGE + "Løs tekst\n"): "01.md, linje 11",
    (FIRST, PAGE + "x" * 200_000): "01.md, linje 1",
}


def test_faulty_file_names_file_and_line_in_one_sentence() -> None:
    said = {}
    for first, page in FAULTS:
        with pytest.raises(Fault) as fault:
            read((("00.md", first), ("01.md", page)))
        said[first, page] = str(fault.value)
    assert {key: sentence.removeprefix("Fila ").split(":")[0] for key, sentence in said.items()} == FAULTS
    with pytest.raises(Fault):
        read((("00.md", FIRST),))
