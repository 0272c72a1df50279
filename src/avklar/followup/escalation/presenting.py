"""Turns what was read of step 4 into words for the pages. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from avklar.followup.cases.cards import Fact
from avklar.followup.concerns.words import moment
from avklar.followup.escalation.cards import Asked, Lock, Recorded, Said
from avklar.followup.escalation.states import Answer, Kind, Outcome
from avklar.foundation.ui.components import Card, State


@dataclass(frozen=True)
class Spoken:
    """A contact in words."""

    who: str
    how: str
    when: str
    by: str
    recorded: str
    outcome: str
    state: State
    answered: str


@dataclass(frozen=True)
class SpokenLock:
    """Why a case is locked, since when, and until when it is open."""

    why: str
    since: str
    open_until: str
    opened_by: str


@dataclass(frozen=True)
class SpokenAsked:
    """What somebody asked for."""

    id: UUID
    by: str
    at: str
    until: str
    reason: str


def heading(line: Recorded) -> str:
    """«PST er kontaktet»."""
    return _("PST er kontaktet") if line.kind is Kind.PST else _("Politiets straffesaksside er kontaktet")


def contact(line: Recorded, names: Mapping[UUID, str]) -> Spoken:
    """A contact with the names of those who recorded and answered it."""
    by = names.get(line.answered_by, "") if line.answered_by else ""
    answered = (
        _("%(name)s, %(when)s") % {"name": by, "when": moment(line.answered_at)} if by and line.answered_at else ""
    )
    return Spoken(
        who=str(line.kind.label),
        how=str(line.how.label),
        when=moment(line.happened_at),
        by=names.get(line.by, ""),
        recorded=moment(line.at),
        outcome=str(Outcome(line.outcome).label) if line.outcome else "",
        state=STATES[line.answer],
        answered=answered,
    )


STATES = {
    Answer.WAITING: State("wait", Answer.WAITING.label),
    Answer.CONFIRMED: State("done", Answer.CONFIRMED.label),
    Answer.REFUSED: State("plain", Answer.REFUSED.label),
}


def cards(said: Sequence[Said]) -> list[Card]:
    """One card for each kind of contact. None is shut: what has happened can be recorded, and the ladder is shown."""
    return [Card(each.kind.value, each.kind.label, _says(each)) for each in said]


def _says(said: Said) -> str:
    follows = _("Saken låses med en gang.") if said.kind is Kind.PST else _("Saken går videre som før.")
    if said.shut is None:
        return _("Trinnet er åpent på stigen. %(follows)s") % {"follows": follows}
    return _("Trinnet er lukket på stigen: %(why)s (%(rule)s) Skriv hvorfor dere tok kontakt likevel. %(follows)s") % {
        "why": said.shut.why,
        "rule": said.shut.rule,
        "follows": follows,
    }


def lock(found: Lock, names: Mapping[UUID, str]) -> SpokenLock:
    """The lock in words."""
    first = found.first
    opened = found.open
    return SpokenLock(
        why=_("PST ble kontaktet %(when)s. %(name)s førte det.")
        % {"when": moment(first.happened_at), "name": names.get(first.by, _("En kollega"))}
        if first
        else "",
        since=moment(found.since),
        open_until=moment(found.open_until) if found.open_until else "",
        opened_by=_("%(first)s ba om det, og %(second)s sa ja.")
        % {"first": names.get(opened.by, ""), "second": names.get(opened.answered_by, "")}
        if opened and opened.answered_by
        else "",
    )


def asked(found: Asked, names: Mapping[UUID, str]) -> SpokenAsked:
    """What somebody asked for, in words."""
    return SpokenAsked(found.id, names.get(found.by, ""), moment(found.at), moment(found.until), found.reason)


def fact(found: Fact) -> str:
    """An observation on one line, to tick."""
    said = {"number": found.position, "text": Truncator(" ".join(found.text.split())).chars(160)}
    if found.verified:
        return _("%(number)s. %(text)s") % said
    return _("%(number)s. %(text)s (ikke verifisert)") % said


def id_of(text: str) -> UUID | None:
    """An id as a form posts it, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None
