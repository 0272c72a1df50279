"""Reads of talks, for those named in the case; and the district's phases and basis for notes."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from uuid import UUID

from django.utils.translation import get_language

from avklar.followup.cases.actions.common import found, is_locked
from avklar.followup.cases.models import Case, Talk, TalkNote, TalkNotesBasis, TalkPhase
from avklar.followup.cases.rules import may_write
from avklar.followup.cases.states import State
from avklar.followup.cases.talks.cards import Note, NotesBasis, Phase, PhaseWords, TalkCard
from avklar.followup.cases.talks.rows import card
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.vault import keys

SHIPPED = Path(__file__).parent.parent / "data" / "phases.json"


def of_case(actor: Actor, case_id: UUID) -> list[TalkCard]:
    """The case's talks, oldest first. The caller has opened the case: here only the organisation is looked at."""
    actor.must(Permission.CASE_READ)
    rows = list(Talk.objects.filter(organisation_id=actor.organisation, case_id=case_id).order_by("position"))
    return [card(each) for each in keys.unlock(rows)]


def talk(actor: Actor, case_id: UUID, talk_id: UUID) -> TalkCard:
    """One talk; NotFound unless the actor is named in its case, and while the case is locked or closed."""
    actor.must(Permission.TALK_HANDLE)
    _readable(found(actor, case_id))
    row = Talk.objects.filter(pk=talk_id, case_id=case_id, organisation_id=actor.organisation).first()
    if row is None:
        raise NotFound
    return card(keys.unlock_one(row))


def notes(actor: Actor, case_id: UUID, talk_id: UUID) -> dict[str, Note]:
    """The notes of one talk by phase."""
    actor.must(Permission.TALK_HANDLE)
    found(actor, case_id)
    rows = list(TalkNote.objects.filter(talk_id=talk_id, case_id=case_id).order_by("phase"))
    return {each.phase: Note(each.phase, each.text, each.version) for each in keys.unlock(rows)}


def phases(organisation_id: UUID) -> list[Phase]:
    """The phases in use, in order and in the present language: the district's own words, else the shipped ones."""
    own = "nn" if get_language() == "nn" else "nb"
    return [
        Phase(
            each.code,
            number,
            each.title_nn if own == "nn" else each.title_nb,
            each.help_nn if own == "nn" else each.help_nb,
            each.active,
            each.version,
        )
        for number, each in enumerate(phase_words(organisation_id), 1)
        if each.active
    ]


def phase_words(organisation_id: UUID) -> list[PhaseWords]:
    """Every phase in both forms, those that are taken out of use too."""
    rows = {row.code: row for row in TalkPhase.objects.filter(organisation_id=organisation_id)}
    return [_words(rows[each.code]) if each.code in rows else each for each in _shipped()]


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
    return PhaseWords(row.code, row.title_nb, row.title_nn, row.help_nb, row.help_nn, row.active, row.version)


@cache
def _shipped() -> tuple[PhaseWords, ...]:
    return tuple(
        PhaseWords(each["code"], each["nb"], each["nn"], each["help_nb"], each["help_nn"], True, 0)
        for each in json.loads(SHIPPED.read_text(encoding="utf-8"))
    )
