"""Agreements between a police district and a municipality: what others see of one, and what counts on a day. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from avklar.foundation.access.errors import Invalid, Sentence
from avklar.people.organisations.lengths import LONGEST_GOAL, MOST_GOALS

LARGEST_FILE = 10 * 1024 * 1024
LONGEST_AGREEMENT = timedelta(days=10 * 366)
ENDING_WITHIN = timedelta(days=90)
EVALUATION_WITHIN = timedelta(days=30)
YEAR = timedelta(days=365)
ENDING, EVALUATING = "agreement_ending", "agreement_evaluation"


@dataclass(frozen=True)
class Version:
    """One version of an agreement. `entered_for` is the organisation whose person entered it."""

    id: UUID
    position: int
    valid_from: date
    valid_to: date
    goals: tuple[str, ...]
    archive: str
    file_name: str
    file_size: int
    entered_by: UUID
    entered_for: UUID
    entered_at: datetime


@dataclass(frozen=True)
class Evaluation:
    """One evaluation: when it was held and by whom, what worked, what changes."""

    position: int
    held_on: date
    worked: str
    changes: str
    held_by: str
    entered_by: UUID
    entered_at: datetime


@dataclass(frozen=True)
class AgreementStanding:
    """A municipality's agreement on a day. `evaluation_due` is the day when a year has passed without an evaluation."""

    valid_from: date
    valid_to: date
    evaluated_on: date | None
    evaluation_due: date

    def in_force(self, on: date) -> bool:
        """Whether the agreement holds on a day, both ends included."""
        return self.valid_from <= on <= self.valid_to

    def ends_soon(self, on: date) -> bool:
        """In force, and over within 90 days."""
        return self.in_force(on) and self.valid_to - on <= ENDING_WITHIN

    def reminders(self, on: date) -> list[tuple[str, date]]:
        """What both sides should be told of on a day: (code of the note, the date it is about)."""
        if not self.in_force(on):
            return []
        found = [(ENDING, self.valid_to)] if self.ends_soon(on) else []
        due = self.evaluation_due
        return found + ([(EVALUATING, due)] if due - on <= EVALUATION_WITHIN and due <= self.valid_to else [])


def counting(versions: Sequence[tuple[int, date, date]], on: date) -> tuple[date, date] | None:
    """From–to of the version (position, from, to) that counts on a day: the newest that holds, or the last one."""
    begun = [each for each in versions if each[1] <= on]
    holding = [each for each in begun if on <= each[2]]
    if holding:
        return max(holding)[1:]
    ended = max(begun, key=lambda each: (each[2], each[0]), default=None)
    return ended[1:] if ended else None


def standing(versions: Sequence[tuple[int, date, date]], held: Sequence[date], on: date) -> AgreementStanding | None:
    """What stands on a day, from the versions and the days of evaluations; None before the first agreement begins."""
    counts = counting(versions, on)
    if counts is None:
        return None
    valid_from, valid_to = counts
    evaluated_on = max((day for day in held if day <= on), default=None)
    return AgreementStanding(valid_from, valid_to, evaluated_on, max(evaluated_on or valid_from, valid_from) + YEAR)


def check_period(valid_from: date, valid_to: date) -> None:
    """Invalid, at the field, for days in the wrong order or an agreement without a real end."""
    if valid_to < valid_from:
        raise Invalid(fields={"valid_to": _("Siste dag må være samme dag som første dag eller senere.")})
    if valid_to - valid_from > LONGEST_AGREEMENT:
        raise Invalid(fields={"valid_to": _("En avtale varer høyst ti år. Den kan fornyes.")})


def goals_in(text: str) -> list[str]:
    """The goals in a text, one for each line."""
    return [line.strip("-•* \t") for line in text.splitlines() if line.strip("-•* \t")]


def check_goals(goals: Sequence[str]) -> None:
    """Invalid without a goal, with too many, or with one that is too long."""
    problem: Sentence | None = None
    if not goals:
        problem = _("Skriv minst ett mål.")
    elif len(goals) > MOST_GOALS:
        problem = _("Skriv høyst %(most)s mål.") % {"most": MOST_GOALS}
    elif any(len(goal) > LONGEST_GOAL or "\0" in goal for goal in goals):
        problem = _("Hvert mål kan ha høyst %(longest)s tegn.") % {"longest": LONGEST_GOAL}
    if problem:
        raise Invalid(fields={"goals": problem})


def check_file(content: bytes) -> None:
    """Invalid unless the file is a PDF of at most 10 MB; what it is called doesn't count."""
    if len(content) > LARGEST_FILE:
        raise Invalid(fields={"file": _("Fila er større enn 10 MB. Skann den med lavere oppløsning, og prøv igjen.")})
    if not content.startswith(b"%PDF-"):
        raise Invalid(fields={"file": _("Fila er ikke en PDF. Lagre avtalen som PDF, og prøv igjen.")})


def check_held(held_on: date, *, today: date) -> None:
    """Invalid for an evaluation that hasn't been held yet."""
    if held_on > today:
        raise Invalid(fields={"held_on": _("Før inn evalueringen når den er holdt. Skriv en dag til og med i dag.")})
