"""What an import would do, line by line, and what it has to ask first. Pure: the same lines give the same verdicts."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from avklar.people.organisations.cards import OrganisationCard
from avklar.people.organisations.importing import cells, doubles
from avklar.people.organisations.importing.asking import SKIP, Question, role_question
from avklar.people.organisations.importing.headers import kind_called
from avklar.people.organisations.importing.lines import Line
from avklar.people.organisations.importing.places import Gazetteer
from avklar.people.organisations.listed import Contact, Listed
from avklar.people.organisations.states import AppointmentKind

Progress = Callable[[int], None]


class Verdict(enum.StrEnum):
    """What becomes of a line."""

    CHOICE = "choice"
    UNREADABLE = "unreadable"
    CHANGED = "changed"
    NEW = "new"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left_out"


WORDS = {
    Verdict.CHOICE: gettext_lazy("Trenger et valg"),
    Verdict.UNREADABLE: gettext_lazy("Kan ikke leses"),
    Verdict.CHANGED: gettext_lazy("Endres"),
    Verdict.NEW: gettext_lazy("Ny"),
    Verdict.UNCHANGED: gettext_lazy("Uendret"),
    Verdict.LEFT_OUT: gettext_lazy("Tas ikke med"),
}


SKIPPED = gettext_lazy("Dere valgte å hoppe over linja.")


@dataclass(frozen=True)
class World:
    """What is there already: the district's municipalities, who is appointed, and who is listed."""

    places: Sequence[OrganisationCard]
    appointed: frozenset[tuple[UUID, str]]
    listed: Sequence[Listed]

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Finds municipalities by number and name."""
        return Gazetteer(self.places)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The municipalities as an answer names them."""
        return frozenset(str(each.id) for each in self.places)

    @cached_property
    def names(self) -> dict[UUID, str]:
        """What the municipalities are called."""
        return {each.id: each.name for each in self.places}


@dataclass(frozen=True)
class Judged:
    """A line with its verdict and, where it isn't plain, a sentence that says why."""

    line: Line
    verdict: Verdict
    why: str = ""
    contact: Contact | None = None
    before: Listed | None = None


@dataclass(frozen=True)
class Preview:
    """Every line judged, in the file's order, and everything that was asked, answered or not."""

    rows: tuple[Judged, ...]
    asked: tuple[Question, ...]
    unanswered: frozenset[str]

    @cached_property
    def questions(self) -> list[Question]:
        """What has no answer yet."""
        return [question for question in self.asked if question.key in self.unanswered]

    @cached_property
    def counts(self) -> Counter[Verdict]:
        """How many lines of each verdict."""
        return Counter(row.verdict for row in self.rows)

    def of(self, verdict: Verdict) -> list[Judged]:
        """The lines with one verdict."""
        return [row for row in self.rows if row.verdict == verdict]


@dataclass(frozen=True)
class _Stop(Exception):
    """A line's way ends here."""

    verdict: Verdict
    why: str


@dataclass
class _Desk:
    """Where questions are asked and answers found while the lines are read."""

    answers: Mapping[str, str]
    asked: dict[str, Question] = field(default_factory=dict)
    unanswered: set[str] = field(default_factory=set)

    def ask(self, question: Question, values: Collection[str], *rows: int) -> str:
        """The answer, when it is one of `values` or to skip; otherwise empty. Each question stands once."""
        before = self.asked.get(question.key, question)
        self.asked[question.key] = replace(before, rows=(*before.rows, *rows))
        answer = self.answers.get(question.key, "")
        if answer == SKIP or answer in values:
            return answer
        self.unanswered.add(question.key)
        return ""

    def answer(self, question: Question, values: Collection[str], line: Line) -> str:
        """The same for one line, whose way ends here when it is to be skipped or nobody has chosen."""
        answer = self.ask(question, values, line.row)
        if answer == SKIP:
            raise _Stop(Verdict.LEFT_OUT, str(SKIPPED))
        if not answer:
            raise _Stop(Verdict.CHOICE, str(question.why))
        return answer


def judge(lines: Sequence[Line], world: World, answers: Mapping[str, str], progress: Progress | None = None) -> Preview:
    """The verdict of every line, by what the world has now and what was answered (question's key → value)."""
    desk, read = _Desk(answers), list[Judged]()
    for line in lines:
        read.append(_read(line, world, desk))
        if progress:
            progress(1)
    rows = _against(_settle_doubles(read, desk), world)
    return Preview(tuple(rows), tuple(desk.asked.values()), frozenset(desk.unanswered))


def _read(line: Line, world: World, desk: _Desk) -> Judged:
    """The line as a contact, or why it can't be one. Nothing is asked about a line that can't be read anyway."""
    if cells.is_vacant(line.name) and not line.email:
        return Judged(line, Verdict.LEFT_OUT, _("Ingen står oppført."))
    try:
        fields = _fields(line)
        place = _place(line, world, desk)
        return Judged(line, Verdict.NEW, contact=Contact(place, _kind(line, desk), **fields))
    except _Stop as stop:
        return Judged(line, stop.verdict, stop.why)
    except cells.Unreadable as problem:
        return Judged(line, Verdict.UNREADABLE, str(problem))


def _fields(line: Line) -> dict[str, Any]:
    if cells.is_vacant(line.name):
        raise cells.Unreadable(_("Navnet mangler."))
    return {
        "name": cells.name(line.name),
        "email": cells.email(line.email),
        "phone": cells.phone(line.phone),
        "valid_from": cells.day(line.first_day, last=False),
        "valid_to": cells.day(line.last_day, last=True),
    }


def _place(line: Line, world: World, desk: _Desk) -> UUID:
    if not line.number and not line.place:
        raise cells.Unreadable(_("Kommunen mangler."))
    found = world.gazetteer.find(line.number, line.place)
    if isinstance(found, OrganisationCard):
        return found.id
    return UUID(desk.answer(found, world.ids, line))


def _kind(line: Line, desk: _Desk) -> AppointmentKind:
    found = AppointmentKind(line.kind) if line.kind else kind_called(line.role)
    return found or AppointmentKind(desk.answer(role_question(line.role), AppointmentKind.values, line))


def _settle_doubles(read: list[Judged], desk: _Desk) -> list[Judged]:
    """One line for each person: a double that says the same is left out, one that differs is asked about."""
    settled = list(read)
    numbered = [(index, row.contact, row.line.row) for index, row in enumerate(read) if row.contact is not None]
    for group in doubles.groups(numbered):
        counts, verdict, why = _which(group, desk)
        for index, *_rest in group:
            if index != counts:
                settled[index] = replace(read[index], verdict=verdict, why=why, contact=None)
    return settled


def _which(group: Sequence[doubles.Numbered], desk: _Desk) -> tuple[int | None, Verdict, str]:
    """The place of the line that counts (None: none of them), and what becomes of the others."""
    if doubles.say_the_same(group):
        counts, _contact, row = group[0]
        return counts, Verdict.LEFT_OUT, _same_as(row)
    question = doubles.question(group)
    answer = desk.ask(question, [value for value, _words in question.near])
    if answer == SKIP:
        return None, Verdict.LEFT_OUT, str(SKIPPED)
    if not answer:
        return None, Verdict.CHOICE, str(question.why)
    counts = next(index for index, _contact, row in group if str(row) == answer)
    return counts, Verdict.LEFT_OUT, _same_as(int(answer))


def _same_as(row: int) -> str:
    return _("Samme person som på linje %(row)s.") % {"row": row}


def _against(rows: Iterable[Judged], world: World) -> list[Judged]:
    """New, changed or unchanged, beside what is listed; the exact match first, then the e-mail, then the name."""
    rows = list(rows)
    before = doubles.matches([row.contact for row in rows], world.listed)
    return [_compared(row, before[index], world) if row.contact else row for index, row in enumerate(rows)]


def _compared(row: Judged, before: Listed | None, world: World) -> Judged:
    contact = row.contact
    if contact is None:
        return row
    if {(contact.place, mark) for mark in contact.marks()} & world.appointed:
        return replace(row, verdict=Verdict.LEFT_OUT, why=_("Kommunen har oppnevnt personen i Avklar."), contact=None)
    merged = contact.over(before.contact) if before else contact
    if not _in_order(merged.valid_from, merged.valid_to):
        return replace(row, verdict=Verdict.UNREADABLE, why=_("Siste dag er før første dag."), contact=None)
    if before is None:
        return row
    if merged == before.contact:
        return replace(row, verdict=Verdict.UNCHANGED, contact=merged, before=before)
    why = _changes(before.contact, merged)
    return replace(row, verdict=Verdict.CHANGED, why=why, contact=merged, before=before)


def _in_order(first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last


def _changes(before: Contact, after: Contact) -> str:
    """«Telefon: 400 00 000 → 400 00 001», one for each field that changes."""
    return ", ".join(
        _("%(field)s: %(before)s → %(after)s") % {"field": label, "before": old or "–", "after": new}
        for label, old, new in zip(Contact.labels(), before.texts(), after.texts(), strict=True)
        if old != new
    )
