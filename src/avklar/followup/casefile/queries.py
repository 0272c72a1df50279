"""The reads behind the case page, put together from the rooms below. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from avklar.followup.casefile.cards import CaseFile
from avklar.followup.cases import queries as cases
from avklar.followup.cases.cards import Opened
from avklar.followup.cases.queries.opened import situation_from
from avklar.foundation.access.actor import Actor
from avklar.people.organisations import queries as people


def case_file(actor: Actor, case_id: UUID) -> CaseFile:
    """The case with everything around it; NotFound unless the actor is named in it, in the own organisation."""
    opened = cases.opened(actor, case_id)
    return CaseFile(opened=opened, situation=situation_from(opened), names=people.names(_colleagues(opened)))


def _colleagues(opened: Opened) -> Iterator[UUID]:
    """Everybody who is named on the page."""
    yield from (opened.line.responsible, opened.opened_by)
    yield from (each.user_id for each in opened.staff)
    yield from (each.by for each in opened.assessments)
    yield from (each.by for each in opened.decisions)
    seconds = [each.second.by for each in opened.assessments] + [each.second.by for each in opened.decisions]
    certificates = [each.certificate_seen_by for each in opened.measures]
    yield from (each for each in seconds + certificates if each is not None)
