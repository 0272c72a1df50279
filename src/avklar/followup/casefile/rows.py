"""The work rows of the case list: coarse facts, one state tag, and nothing that identifies anybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from avklar.followup.casefile import words
from avklar.followup.casefile.presenting.ways import to
from avklar.followup.cases.cards import Line, Page
from avklar.followup.cases.queries import cursor
from avklar.followup.cases.states import Age, Outcome, State, Step
from avklar.foundation import clock
from avklar.foundation.ui import components as ui

SOON = timedelta(days=7)
NOTHING_CHOSEN: Promise = gettext_lazy("ingen beslutning ennå")
AGE_UNKNOWN: Promise = gettext_lazy("ukjent alder")
LISTS: dict[State, Promise] = {
    State.OPEN: gettext_lazy("Åpne saker"),
    State.CLOSED: gettext_lazy("Avsluttede saker"),
}


def rows(lines: Iterable[Line], names: Mapping[UUID, str]) -> list[ui.Row]:
    """A row for each case; `names` are the employees' by id."""
    base, language, today = reverse("casefile:list"), get_language(), clock.today()
    return [
        ui.Row(
            url=f"{base}{line.id}/",
            title=_title(language) % {"reference": line.reference},
            meta=_facts(line.age, line.step, names.get(line.responsible, ""), language),
            state=state(line, today),
            note=_note(line, today, language),
            late=line.stalled or (line.state is State.OPEN and line.review_on < today),
        )
        for line in lines
    ]


def strangers(lines: Iterable[Line], names: Mapping[UUID, str]) -> set[UUID]:
    """Those responsible who are no longer among the colleagues."""
    return {line.responsible for line in lines} - names.keys()


def left_behind(found: Iterable[tuple[UUID, str]]) -> list[tuple[str, str]]:
    """(reference, where it is taken over) of cases that nobody is responsible for."""
    return [(reference, to("cases:take-over", case_id)) for case_id, reference in found]


def state(line: Line, today: date) -> ui.State | None:
    """The one tag of a case, the most pressing first; None when nothing asks for anything."""
    if line.state is State.CLOSED:
        return CLOSED
    if line.locked:
        return LOCKED
    if line.waits:
        return SECOND
    if line.stalled:
        return STALLED
    return _due(line, today)


def _due(line: Line, today: date) -> ui.State | None:
    if line.review_on <= today + SOON:
        return OVERDUE if line.review_on < today else REVIEW
    if line.look_again is not None and line.look_again <= today + SOON:
        return TELL
    return None


CLOSED = ui.State("shut", gettext_lazy("Avsluttet"))
LOCKED = ui.State("shut", gettext_lazy("Låst"))
SECOND = ui.State("soon", gettext_lazy("Venter på deg som person nummer to"), "person")
STALLED = ui.State("over", gettext_lazy("Et tiltak står stille"), "hourglass")
OVERDUE = ui.State("over", gettext_lazy("Skulle vært gått gjennom"))
REVIEW = ui.State("soon", gettext_lazy("Gjennomgås snart"))
TELL = ui.State("soon", gettext_lazy("Skal personen få vite det nå?"), "talk")


def pager(page: Page, state: State) -> ui.Pager:
    """Addresses of the pages around this one."""
    first = list_url(state)
    start = f"{first}{'&' if '?' in first else '?'}"
    if not page.lines:
        return ui.Pager(first=first if page.newer else "")
    return ui.Pager(
        first=first if page.newer else "",
        previous=f"{start}before={cursor(page.lines[0])}" if page.newer else "",
        next=f"{start}after={cursor(page.lines[-1])}" if page.older else "",
        last=f"{start}last=1" if page.older else "",
    )


def list_url(state: State) -> str:
    """Where the open or the closed ones stand."""
    base = reverse("casefile:list")
    return base if state is State.OPEN else f"{base}?vis={state}"


def tabs(chosen: State) -> list[dict[str, object]]:
    """The two lists."""
    return [{"label": label, "url": list_url(each), "current": each is chosen} for each, label in LISTS.items()]


# What the fifty rows have in common is said once and remembered by language.


@lru_cache(maxsize=8)
def _title(language: str | None) -> str:
    return _("Sak %(reference)s")


@lru_cache(maxsize=2048)
def _facts(age: Age, step: str, responsible: str, language: str | None) -> str:
    said = AGE_UNKNOWN if age is Age.UNKNOWN else age.label
    facts = f"{said} · {words.inside(str(Step(step).label)) if step else NOTHING_CHOSEN}"
    return facts + (" · " + _("ansvarlig: %(name)s") % {"name": responsible} if responsible else "")


def _note(line: Line, today: date, language: str | None) -> str:
    if line.state is State.CLOSED:
        return _outcome(line.outcome, language)
    return _review(line.review_on, today.year, language)


@lru_cache(maxsize=64)
def _outcome(outcome: str, language: str | None) -> str:
    return str(Outcome(outcome).label) if outcome else ""


@lru_cache(maxsize=1024)
def _review(on: date, this_year: int, language: str | None) -> str:
    return _("Gjennomgås %(day)s") % {"day": words.day(on)}
