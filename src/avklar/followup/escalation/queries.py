"""Reads of step 4, for those named in the police's own case. Gives small frozen values, never models."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from avklar.followup.cases import ladder
from avklar.followup.cases import queries as cases
from avklar.followup.escalation import rules
from avklar.followup.escalation.cards import Asked, Contact, Lock, Opening, Recorded, Said
from avklar.followup.escalation.models import Escalation, Reopening
from avklar.followup.escalation.states import Answer, How, Kind
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.vault import keys

Row = TypeVar("Row", bound=Model)
COLUMNS = (
    "id",
    "kind",
    "outcome",
    "how",
    "happened_at",
    "danger",
    "against_ladder",
    "by",
    "at",
    "answer",
    "answered_by",
    "answered_at",
)


def of_case(actor: Actor, case_id: UUID) -> list[Recorded]:
    """The contacts recorded in a case, the oldest first; empty for whoever isn't named in it. One query, no text."""
    actor.must(Permission.CASE_READ)
    rows = _seen(actor, Escalation.objects.filter(case_id=case_id))
    return [_recorded(row) for row in rows.order_by("happened_at", "pk").values_list(*COLUMNS)]


def opened(actor: Actor, case_id: UUID, escalation_id: UUID) -> Contact:
    """One contact with its texts, also while the case is locked; NotFound unless the actor is named in the case."""
    actor.must(Permission.ESCALATION_RECORD)
    row = _seen(
        actor, Escalation.objects.filter(pk=escalation_id, case_id=case_id, case__closed_at__isnull=True)
    ).first()
    if row is None:
        raise NotFound
    keys.unlock_one(row)
    line = _recorded(tuple(getattr(row, column) for column in COLUMNS))
    return Contact(line, row.handed_to, row.what, row.reason, row.shut_because, row.answer_reason or "")


def lock_of(actor: Actor, case_id: UUID) -> Lock | None:
    """Why and since when a case is locked, and what goes on to open it; None when it has no lock. Two queries."""
    actor.must(Permission.CASE_READ)
    contacts = _seen(actor, Escalation.objects.filter(case_id=case_id, kind=Kind.PST, case__locked_at__isnull=False))
    columns = (*COLUMNS, "case__locked_at", "case__open_until")
    row = contacts.order_by("at", "pk").values_list(*columns).first()
    if row is None:
        return None
    *first, since, until = row
    going_on = {each.answered_by is None: each for each in _going_on(actor, case_id)}
    return Lock(
        since=since,
        open_until=until if until is not None and until > clock.now() else None,
        first=_recorded(tuple(first)),
        pending=going_on.get(True),
        open=going_on.get(False),
    )


def openings(actor: Actor, case_id: UUID) -> list[Opening]:
    """Every time a locked case was opened, the oldest first; an opening that holds ends at its `until`. One query."""
    actor.must(Permission.CASE_READ)
    rows = _seen(actor, Reopening.objects.filter(case_id=case_id, answer=Answer.CONFIRMED))
    columns = ("asked_by", "answered_by", "answered_at", "until", "ended_at")
    found = rows.order_by("answered_at", "pk").values_list(*columns)
    return [Opening(by, second, at, ended or until) for by, second, at, until, ended in found]


def asked(actor: Actor, case_id: UUID) -> Asked | None:
    """What somebody has asked to open and nobody has answered, with its reason; None when there is nothing."""
    actor.must(Permission.ESCALATION_RECORD)
    rows = _seen(actor, Reopening.objects.filter(case_id=case_id, answer=Answer.WAITING, ended_at__isnull=True))
    row = rows.filter(until__gt=clock.now(), case__closed_at__isnull=True).first()
    if row is None:
        return None
    keys.unlock_one(row)
    return Asked(row.pk, row.asked_by, row.asked_at, row.until, row.reason)


def said(actor: Actor, case_id: UUID, *, danger: bool = False) -> list[Said]:
    """What the ladder says of each kind of contact now; NotFound unless the actor is named in the case (R5)."""
    actor.must(Permission.ESCALATION_RECORD)
    now = cases.situation(actor, case_id, danger=danger)
    return [
        Said(kind, rules.against(ladder.rung(now, kind.step), cases.last_chosen(actor, case_id, kind.step)))
        for kind in Kind
    ]


def _going_on(actor: Actor, case_id: UUID) -> list[Asked]:
    """At most one that waits and one that is open."""
    rows = _seen(actor, Reopening.objects.filter(case_id=case_id, until__gt=clock.now(), ended_at__isnull=True))
    columns = ("id", "asked_by", "asked_at", "until", "answered_by")
    found = rows.exclude(answer=Answer.REFUSED).order_by("asked_at", "pk").values_list(*columns)
    return [Asked(pk, by, at, until, "", answered_by) for pk, by, at, until, answered_by in found]


def _seen(actor: Actor, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Only rows of cases in the own organisation that the actor is named in now."""
    named: dict[str, Any] = {"case__staff__user_id": actor.person, "case__staff__ended_at__isnull": True}
    return rows.filter(organisation_id=actor.organisation, **named)


def _recorded(row: tuple[Any, ...]) -> Recorded:
    pk, kind, outcome, how, happened_at, danger, against, by, at, answer, answered_by, answered_at = row
    return Recorded(
        id=pk,
        kind=Kind(kind),
        outcome=outcome,
        how=How(how),
        happened_at=happened_at,
        danger=danger,
        against_ladder=against,
        by=by,
        at=at,
        answer=Answer(answer),
        answered_by=answered_by,
        answered_at=answered_at,
    )
