"""Looking over a text in an open consultation: what is found, what stops it, what would show a sender."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from avklar.followup.consultations import checking, parties, rules
from avklar.followup.consultations.models import Access, Consultation
from avklar.followup.consultations.reach import access_of
from avklar.followup.consultations.states import Side, State
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.scope import scope
from avklar.foundation.anonymity import Setting
from avklar.people.organisations import queries as people


@dataclass(frozen=True)
class Look:
    """A text on its way: its finds, the words that would show a hidden sender, and what stops it."""

    checked: checking.Checked
    hidden: rules.Hidden
    stops: tuple[rules.Stop, ...]


def check_text(actor: Actor, consultation_id: UUID, text: str, explanations: Mapping[str, str] | None = None) -> Look:
    """What the check finds in a message before it is sent, and what stops it."""
    with scope(actor.organisation_id):
        access = access_of(actor, consultation_id)
    hidden = _hidden(actor, access)
    checked = checking.check(text, explanations, hidden)
    return Look(checked, hidden, tuple(_stops(access, checked)))


def check_sendable(
    actor: Actor, consultation_id: UUID, text: str, explanations: Mapping[str, str] | None
) -> tuple[Access, checking.Checked]:
    """The actor's access and the text with its finds; Invalid when it may not be sent, Conflict when it has ended."""
    with scope(actor.organisation_id):
        access = access_of(actor, consultation_id)
    rules.check_open(State(access.consultation.state))
    checked = checking.check(text, explanations, _hidden(actor, access))
    rules.check_stops(_stops(access, checked))
    return access, checked


def _stops(access: Access, checked: checking.Checked) -> list[rules.Stop]:
    """What stops a message or an advice in a consultation with these coarse facts."""
    row = access.consultation
    given = row.setting != Setting.NOT_GIVEN
    kept = rules.stops_of_kept(checked.kept, setting_given=given, municipality=_asking_municipality(row))
    return rules.stops_of_text(checked.text, checked.left) + kept


def _asking_municipality(row: Consultation) -> str:
    return people.organisation(row.sender_organisation_id).name if row.sender_organisation_id else ""


def _hidden(actor: Actor, access: Access) -> rules.Hidden:
    """On the hidden side the own names stop; the asked side doesn't know them."""
    if access.side != Side.OWNER or not access.consultation.hidden_sender:
        return rules.NOT_HIDDEN
    return checking.hidden_sender(*parties.own_names(actor))
