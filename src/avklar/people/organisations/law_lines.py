"""What the page of legal grounds shows: each act with its grounds, what is decided, and everything that was entered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.access.errors import Sentence
from avklar.foundation.ui.components import State
from avklar.people.organisations import approvals, legal_grounds, queries
from avklar.people.organisations.cards import Act, Approval, Ground, OrganisationCard, Start


@dataclass(frozen=True)
class Line:
    """One ground: where it stands today, what is decided ahead, and whether it can be ended."""

    ground: Ground
    state: State
    since: date | None
    ahead: tuple[Approval, ...]
    may_end: bool


@dataclass(frozen=True)
class Section:
    """One act; `starts_on` and `has_start` are for an act that gets its start date from the organisation."""

    act: Act
    starts_on: date | None
    started: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Entered:
    """One row of the history, with the names in words."""

    day: date | None
    what: Sentence
    about: Sentence
    approver: str
    reference: str
    entered_by: str
    entered_at: datetime


def sections(organisation: OrganisationCard) -> list[Section]:
    """Every act that a sender of this kind can build on, in the data's order, as it stands today."""
    today = clock.today()
    entries = queries.ground_history(organisation.id)
    starts = approvals.starts_now(queries.start_history(organisation.id))
    by_act: dict[str, list[Line]] = {}
    for ground in legal_grounds.of_sector(organisation.kind):
        line = _line(ground, entries, starts, today)
        if ground.in_force(today) or line.since is not None:
            by_act.setdefault(ground.act.code, []).append(line)
    return [
        Section(
            each := legal_grounds.act(code),
            starts.get(code),
            not each.needs_start or ((start := starts.get(code)) is not None and start <= today),
            tuple(lines),
        )
        for code, lines in by_act.items()
    ]


def can_be_approved(organisation: OrganisationCard) -> list[Ground]:
    """What isn't on the list today and isn't decided ahead: in force by the law's own dates, for the right sector."""
    today, entries = clock.today(), queries.ground_history(organisation.id)
    return [
        each
        for each in legal_grounds.of_sector(organisation.kind)
        if each.in_force(today) and not may_end(entries, each.code, today)
    ]


def may_end(entries: Sequence[Approval], code: str, today: date) -> bool:
    """Whether the ground is approved today, or will be."""
    days = [today, *(each.from_day for each in entries if each.code == code and each.from_day > today)]
    return any(approvals.is_approved(entries, code, day) for day in days)


def history(organisation: OrganisationCard) -> list[Entered]:
    """Everything that was entered about grounds and starts, the newest first."""
    grounds, starts = queries.ground_history(organisation.id), queries.start_history(organisation.id)
    names = queries.names({each.entered_by for each in grounds} | {each.entered_by for each in starts})
    rows = [
        *(_entered_ground(each, names.get(each.entered_by, "")) for each in grounds),
        *(_entered_start(each, names.get(each.entered_by, "")) for each in starts),
    ]
    return sorted(rows, key=lambda row: row.entered_at, reverse=True)


def _line(ground: Ground, entries: Sequence[Approval], starts: dict[str, date | None], today: date) -> Line:
    found = approvals.latest(entries, ground.code, today)
    ahead = sorted(
        (each for each in entries if each.code == ground.code and each.from_day > today),
        key=lambda each: (each.from_day, each.position),
    )
    return Line(
        ground,
        _state(ground, found, bool(ahead), started=approvals.has_started(ground, starts, today), today=today),
        found.from_day if found else None,
        tuple(ahead),
        may_end(entries, ground.code, today),
    )


def _state(ground: Ground, found: Approval | None, ahead: bool, *, started: bool, today: date) -> State:
    if not ground.in_force(today):
        return State("shut", _("Gjelder ikke lenger"))
    if found is None:
        return State("wait", _("Godkjent, men ikke ennå")) if ahead else State("plain", _("Ikke godkjent"))
    if not found.approved:
        return State("shut", _("Avsluttet"))
    return State("done", _("Godkjent")) if started else State("wait", _("Godkjent, venter på loven"))


def _entered_ground(entry: Approval, name: str) -> Entered:
    what = _("Godkjent") if entry.approved else _("Avsluttet")
    known = legal_grounds.every().get(entry.code)
    about = known.label if known else entry.code
    return Entered(entry.from_day, what, about, entry.approver, entry.reference, name, entry.entered_at)


def _entered_start(entry: Start, name: str) -> Entered:
    what = _("Loven gjelder") if entry.starts_on else _("Startdatoen er tatt tilbake")
    known = legal_grounds.acts().get(entry.act)
    about = known.title if known else entry.act
    return Entered(entry.starts_on, what, about, entry.approver, entry.reference, name, entry.entered_at)
