"""Where one may be in a course, what may be written down, and what a number looks like. Pure."""

from __future__ import annotations

import calendar
import secrets
from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from avklar.foundation import anonymity
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.anonymity import Kind as Found
from avklar.network.competence.cards import Course, Edition, Running, Step
from avklar.network.competence.lengths import LONGEST_PAGE, LONGEST_TITLE
from avklar.network.competence.reading import Fault, Source, read

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No 0 and O, no 1 and I: a number is read aloud and typed."""
NUMBER = 12
IDLE = timedelta(days=365)
"""How long a course waits for whoever began it."""
ABOUT_PERSONS = frozenset({Found.IDENTITY_NUMBER, Found.PHONE, Found.EMAIL, Found.ADDRESS})
LONGEST_VALID = timedelta(days=366 * 10)

CHANGED = _("Noen andre har endret dette mens du skrev. Teksten din står her. Se over hva som er nytt, og lagre igjen.")


def new_number() -> str:
    """A certificate's number: sixty bits that nobody guesses."""
    return "".join(secrets.choice(SIGNS) for _sign in range(NUMBER))


def months_after(day: date, months: int | None) -> date | None:
    """The same day of the month so many months later, or the month's last; None for what doesn't expire."""
    if months is None:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def step_of(course: Course, at: int, number: int) -> Step:
    """The step with a number, as far as one has come; NotFound for one that isn't there or lies ahead."""
    if not 1 <= number <= min(at, len(course.steps)):
        raise NotFound
    return course.steps[number - 1]


def check_may_go_on(step: Step, answers: Mapping[int, int]) -> None:
    """Conflict before a question is answered."""
    if step.question and step.number not in answers:
        raise Conflict(_("Velg et svar først. Da ser du forklaringene, og kan gå videre."))


def check_may_finish(running: Running) -> None:
    """Conflict before the last step."""
    if running.at <= len(running.course.steps):
        raise Conflict(_("Kurset er ikke ferdig ennå. Fortsett der du slapp."))


def check_answer(step: Step, chosen: int) -> None:
    """Invalid for an answer that the question doesn't have."""
    if step.question is None or not 0 <= chosen < len(step.question.answers):
        raise Invalid(fields={"answer": _("Velg ett av svarene.")})


def with_page(edition: Edition, file: str, text: str) -> tuple[tuple[Source, ...], Course]:
    """The course with one of its files changed; Invalid with the fault's sentence, NotFound for an unknown file."""
    if file not in dict(edition.sources):
        raise NotFound
    check_text("text", text, longest=LONGEST_PAGE)
    sources = tuple((name, text if name == file else before) for name, before in edition.sources)
    try:
        return sources, read(sources)
    except Fault as fault:
        raise Invalid(fields={"text": str(fault)}) from fault


def check_outside(title: str, organiser: str, done_on: date, valid_to: date | None, *, today: date) -> None:
    """A course from outside: what and by whom in plain words, over by today, and not valid for ever and a day."""
    for field, text in (("title", title), ("organiser", organiser)):
        check_text(field, text, longest=LONGEST_TITLE)
    if done_on > today:
        raise Invalid(fields={"done_on": _("Kurset er ikke holdt ennå. Før det opp når du har vært der.")})
    if valid_to is not None and not done_on <= valid_to <= done_on + LONGEST_VALID:
        raise Invalid(fields={"valid_to": _("Gyldig til må være etter kursdagen, og høyst ti år fram.")})


def check_text(field: str, text: str, *, longest: int) -> None:
    """Invalid for a text that is empty, too long, unreadable, or that points at a single person (step 0)."""
    if not text.strip():
        raise Invalid(fields={field: _("Fyll ut dette feltet.")})
    if len(text) > longest or "\x00" in text:
        raise Invalid(
            fields={field: _("Teksten er for lang. Den kan ha høyst %(longest)s tegn.") % {"longest": longest}}
        )
    found = [find for find in anonymity.find(text) if find.kind in ABOUT_PERSONS]
    if found:
        quote = text[found[0].start : found[0].end]
        raise Invalid(
            fields={
                field: _("«%(quote)s» kan peke på en enkeltperson. Ta det bort, og lagre igjen.") % {"quote": quote}
            }
        )
