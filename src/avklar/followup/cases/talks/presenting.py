"""Turns a talk into what its pages draw. Words and shapes only: nothing is decided here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import translation

from avklar.followup.cases.cards import Opened
from avklar.followup.cases.talks import queries, rules
from avklar.followup.cases.talks.cards import Note, Phase, TalkCard
from avklar.followup.cases.talks.states import TalkState
from avklar.followup.concerns import words
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.components import State
from avklar.people.organisations import queries as people
from avklar.people.organisations.cards import OrganisationCard


@dataclass(frozen=True)
class PhaseLine:
    """A phase with its note, and where the note is written; `url` is "" where no notes are kept."""

    phase: Phase
    note: str
    url: str


def page(actor: Actor, case_id: UUID, talk: TalkCard) -> dict[str, Any]:
    """Everything on the talk's page."""
    told = people.names([talk.invited_by])
    return {
        "talk": talk,
        "when": when(talk),
        "tag": state(talk),
        "planned": talk.state is TalkState.PLANNED,
        "invited_by": told.get(talk.invited_by, ""),
        "invited_on": words.day(talk.invited_at),
        "phases": phase_lines(actor, case_id, talk),
        "notes_here": queries.notes_basis(actor.organisation) is not None,
        "may_disclose": talk.state is TalkState.HELD and actor.may(Permission.DISCLOSURE_SEND),
        "may_settle": actor.may(Permission.TALK_SETTINGS),
    }


def when(talk: TalkCard) -> str:
    """«onsdag 3. desember kl. 14.30»."""
    return words.full_moment(talk.at)


def state(talk: TalkCard) -> State:
    """Where it stands; what was held says its result. None of them is a fault of anybody's."""
    if talk.result is not None:
        return State("done", str(talk.result.label), "talk")
    if talk.state is TalkState.PLANNED:
        return State("soon" if talk.at > clock.now() else "over", str(talk.state.label))
    return State("plain", str(talk.state.label))


def phase_lines(actor: Actor, case_id: UUID, talk: TalkCard) -> list[PhaseLine]:
    """The phases in use, with the notes that stand; a note of a phase that went out of use is shown too."""
    notes = queries.notes(actor, case_id, talk.id)
    here = queries.notes_basis(actor.organisation) is not None
    shown = [each for each in queries.phases(actor.organisation, every=True) if each.active or each.code in notes]
    return [_line(each, notes.get(each.code), here, case_id, talk) for each in shown]


def phase(actor: Actor, code: str) -> Phase:
    """A phase in use; NotFound for another, and wherever no notes are kept in Avklar (R6)."""
    if queries.notes_basis(actor.organisation) is None:
        raise NotFound
    for each in queries.phases(actor.organisation):
        if each.code == code:
            return each
    raise NotFound


def note_version(actor: Actor, case_id: UUID, talk_id: UUID, code: str) -> int:
    """Of the note as it is now; 0 before the first."""
    note = queries.notes(actor, case_id, talk_id).get(code)
    return note.version if note else 0


def first_answers(actor: Actor, municipalities: Sequence[OrganisationCard]) -> dict[str, str]:
    """What the invitation begins with: one's own number, and the municipality of whoever serves a single one."""
    served = [each for each in people.served_by(actor.person) if each.id in {known.id for known in municipalities}]
    person = people.persons([actor.person]).get(actor.person)
    return {
        "phone": person.phone if person else "",
        "municipality": str(served[0].id) if len(served) == 1 else "",
    }


def not_chosen(found: Opened) -> str:
    """Why nobody can be invited yet; "" when the talk is chosen on the ladder (R5)."""
    return "" if rules.may_invite(found.line.step) else str(rules.NOT_CHOSEN)


def signature(actor: Actor, talk: TalkCard) -> dict[str, Any]:
    """Who the letter is from, and whether it must say that notes are taken."""
    by = [each for each in people.members(actor.organisation) if each.person.id == talk.invited_by and not each.waiting]
    with translation.override(str(talk.language)):  # not in the language of whoever prints it
        role = str(by[0].role.label) if by else ""
    return {
        "sender": people.organisation(actor.organisation).full_name,
        "person": people.names([talk.invited_by]).get(talk.invited_by, ""),
        "role": role,
        "notes": queries.notes_basis(actor.organisation) is not None,
    }


def _line(each: Phase, note: Note | None, here: bool, case_id: UUID, talk: TalkCard) -> PhaseLine:
    url = reverse("cases:talk-note", args=[case_id, talk.id, each.code]) if here and each.active else ""
    return PhaseLine(each, note.text if note else "", url)
