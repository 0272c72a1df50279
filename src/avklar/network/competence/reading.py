"""Reads a course from its Markdown files; a fault stops with one sentence that names file and line. Pure.

A file has a front matter between two lines of `---`, then Markdown, then any number of questions:

    ? What do you do first?
    + An alternative that we would choose
      > Why.
    - Another alternative
      > Why not.

The first file tells of the whole course (`course`, `topic`, `level`, `minutes`, `valid_months`); the others have a
`title` each. Without `valid_months` the competence doesn't expire.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from avklar.network.competence.cards import Alternative, Course, Page, Question
from avklar.network.competence.lengths import LONGEST_MINUTES, LONGEST_PAGE, LONGEST_TITLE, MOST_MONTHS, MOST_PAGES
from avklar.network.competence.states import Level, Topic

Source = tuple[str, str]
"""The name of a file, and what stands in it."""

FENCE = "---"
OF_THE_COURSE = {"course": True, "topic": True, "level": True, "minutes": True, "valid_months": False}
OF_A_PAGE = {"title": True}


class Fault(ValueError):
    """A course file that can't be read: `str()` is a sentence that names the file and the line."""

    def __init__(self, file: str, line: int, what: str) -> None:
        self.what = what
        super().__init__(_("Fila %(file)s, linje %(line)s: %(what)s") % {"file": file, "line": line, "what": what})


@dataclass(frozen=True)
class Line:
    """One line of a file, numbered from 1."""

    file: str
    number: int
    text: str

    def fault(self, what: str) -> Fault:
        """The fault that stands here."""
        return Fault(self.file, self.number, what)


@lru_cache(maxsize=64)
def read(sources: tuple[Source, ...]) -> Course:
    """The course that the files make together, in the order of their names; raises Fault."""
    if not 2 <= len(sources) <= MOST_PAGES:
        file = sources[0][0] if sources else "00"
        raise Fault(file, 1, _("Et kurs har mellom 2 og %(most)s filer.") % {"most": MOST_PAGES})
    (name, text), *others = sorted(sources)
    facts, body = _front_matter(name, text, OF_THE_COURSE)
    intro, questions = _body(body)
    if questions:
        raise Fault(name, 1, _("Den første fila forteller om kurset, og kan ikke ha spørsmål."))
    return Course(
        title=facts["course"].text,
        topic=Topic(_one_of(facts["topic"], Topic.values)),
        level=Level(_one_of(facts["level"], Level.values)),
        minutes=_number(facts["minutes"], LONGEST_MINUTES),
        valid_months=_number(facts["valid_months"], MOST_MONTHS) if "valid_months" in facts else None,
        intro=intro,
        pages=tuple(_page(*source) for source in others),
    )


def _page(name: str, text: str) -> Page:
    facts, body = _front_matter(name, text, OF_A_PAGE)
    words, questions = _body(body)
    if not words and not questions:
        raise Fault(name, 1, _("Siden er tom. Skriv noe under den andre streken, eller ta bort fila."))
    return Page(facts["title"].text, words, questions)


def _front_matter(name: str, text: str, keys: dict[str, bool]) -> tuple[dict[str, Line], list[Line]]:
    """The values by key, and the lines that follow. `keys` says which there are, and which must be there."""
    if len(text) > LONGEST_PAGE:
        raise Fault(name, 1, _("Teksten er for lang. Den kan ha høyst %(longest)s tegn.") % {"longest": LONGEST_PAGE})
    lines = [Line(name, number, line.rstrip()) for number, line in enumerate(text.splitlines(), 1)]
    if not lines or lines[0].text != FENCE:
        raise Fault(name, 1, _("Fila må begynne med en linje med tre bindestreker: ---"))
    end = next((n for n, line in enumerate(lines[1:], 1) if line.text == FENCE), None)
    if end is None:
        raise Fault(name, 1, _("Opplysningene øverst må slutte med en linje med tre bindestreker: ---"))
    facts: dict[str, Line] = {}
    for line in lines[1:end]:
        key, colon, value = (part.strip() for part in line.text.partition(":"))
        if not colon or key not in keys or not value or len(value) > LONGEST_TITLE:
            known = ", ".join(keys)
            raise line.fault(
                _("Skriv en opplysning på hver linje, med kolon. Disse finnes: %(keys)s") % {"keys": known}
            )
        facts[key] = Line(name, line.number, value)
    missing = [key for key, needed in keys.items() if needed and key not in facts]
    if missing:
        raise lines[end].fault(_("Opplysningen «%(key)s» mangler.") % {"key": missing[0]})
    return facts, lines[end + 1 :]


def _body(lines: Sequence[Line]) -> tuple[str, tuple[Question, ...]]:
    """The Markdown before the first question, and the questions."""
    first = next((n for n, line in enumerate(lines) if line.text.startswith("? ")), len(lines))
    return "\n".join(line.text for line in lines[:first]).strip(), tuple(_questions(lines[first:]))


def _questions(lines: Sequence[Line]) -> Iterable[Question]:
    blocks: list[list[Line]] = []
    for line in lines:
        if line.text.startswith("? "):
            blocks.append([line])
        elif line.text.strip():
            blocks[-1].append(line)
    return [_question(*block) for block in blocks]


def _question(asked: Line, *lines: Line) -> Question:
    found: list[tuple[Line, list[str]]] = []
    for line in lines:
        mark, words = line.text.strip()[:2], line.text.strip()[2:].strip()
        if mark in ("+ ", "- ") and words:
            found.append((line, []))
        elif mark == "> " and words and found:
            found[-1][1].append(words)
        else:
            raise line.fault(_("Under et spørsmål begynner hver linje med +, - eller >."))
    for line, why in found:
        if not why:
            raise line.fault(_("Svaret mangler en forklaring. Skriv den på linja under, etter tegnet >."))
    answers = tuple(Alternative(line.text[2:].strip(), " ".join(why), line.text[0] == "+") for line, why in found)
    if len(answers) < 2 or not any(each.chosen_by_us for each in answers):
        raise asked.fault(_("Et spørsmål trenger minst to svar, og minst ett som begynner med +."))
    return Question(asked.text[2:].strip(), answers)


def _one_of(line: Line, known: Sequence[str]) -> str:
    if line.text not in known:
        raise line.fault(
            _("«%(value)s» finnes ikke. Velg blant disse: %(known)s") % {"value": line.text, "known": ", ".join(known)}
        )
    return line.text


def _number(line: Line, most: int) -> int:
    if not (line.text.isascii() and line.text.isdigit() and len(line.text) < 5 and 0 < int(line.text) <= most):
        raise line.fault(_("Skriv et helt tall fra 1 til %(most)s.") % {"most": most})
    return int(line.text)
