"""The reads behind the case page, put together from the rooms below. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from avklar.followup.casefile.cards import CaseFile
from avklar.followup.cases import queries as cases
from avklar.followup.cases.cards import Opened
from avklar.followup.disclosures import queries as disclosures
from avklar.followup.disclosures.cards import Event
from avklar.followup.escalation import queries as escalation
from avklar.followup.escalation.cards import Lock, Opening, Recorded
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.permissions import Permission
from avklar.people.organisations import queries as people


def case_file(actor: Actor, case_id: UUID) -> CaseFile:
    """The case with everything around it; NotFound unless the actor is named in it, in the own organisation."""
    opened = cases.opened(actor, case_id)
    contacts, lock, openings = _contacts(actor, opened), _lock(actor, opened), _openings(actor, opened)
    return CaseFile(
        opened=opened,
        situation=cases.situation_from(opened),
        names=people.names({*_colleagues(opened), *_around(contacts, lock, openings)}),
        disclosures=tuple(_disclosures(actor, opened)),
        contacts=tuple(contacts),
        lock=lock,
        openings=tuple(openings),
        switched_on=people.cases_on(actor.organisation),
    )


def _disclosures(actor: Actor, opened: Opened) -> list[Event]:
    return disclosures.of_case(actor, opened.line.id) if opened.readable else []


def _contacts(actor: Actor, opened: Opened) -> list[Recorded]:
    """Only the police record contacts; they stand on the page of a locked case too, without text."""
    wanted = opened.line.closed_at is None and actor.may(Permission.ESCALATION_RECORD)
    return escalation.of_case(actor, opened.line.id) if wanted else []


def _lock(actor: Actor, opened: Opened) -> Lock | None:
    return escalation.lock_of(actor, opened.line.id) if opened.line.locked and opened.line.closed_at is None else None


def _openings(actor: Actor, opened: Opened) -> list[Opening]:
    """The times a case was opened although PST's lock is on it; they stand where the texts may be read."""
    return escalation.openings(actor, opened.line.id) if opened.readable and opened.locked_at is not None else []


def _around(contacts: list[Recorded], lock: Lock | None, openings: list[Opening]) -> Iterator[UUID]:
    """Those who recorded, confirmed or asked to open."""
    for each in contacts:
        yield from (person for person in (each.by, each.answered_by) if person is not None)
    if lock is not None and lock.pending is not None:
        yield lock.pending.by
    for opening in openings:
        yield from (opening.by, opening.answered_by)


def _colleagues(opened: Opened) -> Iterator[UUID]:
    """Everybody who is named on the page."""
    yield from (opened.line.responsible, opened.opened_by)
    yield from (each.user_id for each in opened.staff)
    yield from (each.by for each in opened.assessments)
    yield from (each.by for each in opened.decisions)
    seconds = [each.second.by for each in opened.assessments] + [each.second.by for each in opened.decisions]
    certificates = [each.certificate_seen_by for each in opened.measures]
    yield from (each for each in seconds + certificates if each is not None)
