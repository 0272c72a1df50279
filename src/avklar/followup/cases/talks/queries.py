"""Reads of talks, for those named in the case; and the district's phases and basis for notes."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

from django.utils.translation import get_language

from avklar.followup.cases.actions.reach import found, is_locked
from avklar.followup.cases.cards import reference
from avklar.followup.cases.models import Case, Talk, TalkNote, TalkNotesBasis, TalkPhase
from avklar.followup.cases.queries.lists import named
from avklar.followup.cases.rules import may_write
from avklar.followup.cases.states import State
from avklar.followup.cases.talks import rules
from avklar.followup.cases.talks.cards import Note, NotesBasis, Phase, PhaseWords, Soon, TalkCard
from avklar.followup.cases.talks.rows import card
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.vault import keys

ADDED = "own-"
SOON = timedelta(days=7)
SHIPPED = Path(__file__).parent.parent / "data" / "phases.json"


def of_case(actor: Actor, case_id: UUID) -> list[TalkCard]:
    """The case's talks, oldest first. The caller has opened the case: here only the organisation is looked at."""
    actor.must(Permission.CASE_READ)
    rows = list(Talk.objects.filter(organisation_id=actor.organisation, case_id=case_id).order_by("position"))
    return [card(each) for each in keys.unlock(rows)]


def soon(actor: Actor, limit: int = 8) -> list[Soon]:
    """Planned talks within a week, and those whose outcome nobody has entered, in the actor's open cases; for my day.

    One query, no text. A locked case is left out: the work in it is over (R5).
    """
    actor.must(Permission.TALK_HANDLE)
    rows = Talk.objects.filter(
        organisation_id=actor.organisation,
        case_id__in=named(actor),
        case__closed_at__isnull=True,
        case__locked_at__isnull=True,
        ended_at__isnull=True,
        at__lte=clock.now() + SOON,
    )
    found = rows.order_by("at", "pk").values_list("case_id", "case__number", "at")[:limit]
    return [Soon(case_id, reference(number), at) for case_id, number, at in found]


def talk(actor: Actor, case_id: UUID, talk_id: UUID) -> TalkCard:
    """One talk; NotFound unless the actor is named in its case, and while the case is locked or closed."""
    actor.must(Permission.TALK_HANDLE)
    _readable(found(actor, case_id))
    row = Talk.objects.filter(pk=talk_id, case_id=case_id, organisation_id=actor.organisation).first()
    if row is None:
        raise NotFound
    return card(keys.unlock_one(row))


def notes(actor: Actor, case_id: UUID, talk_id: UUID) -> dict[str, Note]:
    """The notes of one talk by phase; NotFound like the talk itself."""
    actor.must(Permission.TALK_HANDLE)
    _readable(found(actor, case_id))
    rows = list(TalkNote.objects.filter(talk_id=talk_id, case_id=case_id).order_by("phase"))
    return {each.phase: Note(each.phase, each.text, each.version) for each in keys.unlock(rows)}


def phases(organisation_id: UUID, *, every: bool = False) -> list[Phase]:
    """The phases in use (or `every` one), in order and in the present language."""
    own = "nn" if get_language() == "nn" else "nb"
    return [_phase(each, own) for each in phase_words(organisation_id) if every or each.active]


def phase_words(organisation_id: UUID) -> list[PhaseWords]:
    """Every phase in both forms: the shipped ones, in the district's words where it has its own, and what it added."""
    rows = {row.code: _words(row) for row in TalkPhase.objects.filter(organisation_id=organisation_id)}
    found = {each.code: each for each in _shipped()} | rows
    return sorted(found.values(), key=lambda each: (each.position, each.code))


def next_code(organisation_id: UUID) -> str:
    """The code of the next phase that the district adds; "" when there are as many as one can keep in mind."""
    phases = phase_words(organisation_id)
    added = sum(each.code.startswith(ADDED) for each in phases)
    return f"{ADDED}{added + 1}" if len(phases) < rules.MOST_PHASES else ""


def notes_basis(organisation_id: UUID) -> NotesBasis | None:
    """The basis in force for keeping notes here; None: the police's own notes stay in their own system."""
    row = TalkNotesBasis.objects.filter(organisation_id=organisation_id, ended_at__isnull=True).first()
    return _basis(row) if row else None


def notes_history(organisation_id: UUID) -> list[NotesBasis]:
    """Every basis there has been, newest first."""
    return [
        _basis(row) for row in TalkNotesBasis.objects.filter(organisation_id=organisation_id).order_by("-entered_at")
    ]


def _readable(row: Case) -> None:
    if not may_write(State(row.state), locked=is_locked(row)):
        raise NotFound


def _basis(row: TalkNotesBasis) -> NotesBasis:
    return NotesBasis(row.basis, row.entered_by, row.entered_at, row.ended_at)


def _words(row: TalkPhase) -> PhaseWords:
    return PhaseWords(
        row.code, row.position, row.title_nb, row.title_nn, row.help_nb, row.help_nn, row.active, row.version
    )


def _phase(words: PhaseWords, language: str) -> Phase:
    title, told = (words.title_nn, words.help_nn) if language == "nn" else (words.title_nb, words.help_nb)
    return Phase(words.code, words.position, title, told, words.active, words.version)


@cache
def _shipped() -> tuple[PhaseWords, ...]:
    return tuple(
        PhaseWords(each["code"], number, each["nb"], each["nn"], each["help_nb"], each["help_nn"], True, 0)
        for number, each in enumerate(json.loads(SHIPPED.read_text(encoding="utf-8")), 1)
    )
