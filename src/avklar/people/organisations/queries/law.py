"""Reads of an organisation's legal grounds and of the switch for named cases (R8)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, QuerySet

from avklar.foundation.access.errors import Invalid, Sentence
from avklar.foundation.access.prepared import Prepared, Slots
from avklar.foundation.retention import decisions
from avklar.people.organisations import approvals, installation, legal_grounds, switching
from avklar.people.organisations.cards import Approval, CaseSwitch, Ground, Start, SwitchEntry
from avklar.people.organisations.models import ActStart, CaseSwitchEntry, GroundApproval, Installation
from avklar.people.organisations.queries.places import organisation
from avklar.people.organisations.states import InstallationKind
from avklar.people.organisations.switching import Statement

CASE = "case"
"""The kind of record whose retention decision named cases need."""


def ground(code: str) -> Ground:
    """The ground with this code, whether or not it is in force or approved; NotFound if there is none."""
    return legal_grounds.ground(code)


def grounds_offered(organisation_id: UUID, on: date) -> list[Ground]:
    """What the organisation may disclose on that day: right sector, in force, started and approved; the data's order.

    NotFound for an unknown organisation.
    """
    kind = organisation(organisation_id).kind
    entries, starts = ground_history(organisation_id), approvals.starts_now(start_history(organisation_id))
    return [
        each
        for each in legal_grounds.of_sector(kind)
        if approvals.why_not(each, kind=kind, on=on, starts=starts, entries=entries) is None
    ]


def check_ground(organisation_id: UUID, code: str, on: date) -> Ground:
    """The ground, if the organisation may disclose on it that day; otherwise Invalid with a sentence at `ground`.

    For the moment of sending: a ground may have expired or been ended since the draft was begun.
    """
    chosen = legal_grounds.every().get(code)
    if chosen is None:
        raise Invalid(fields={"ground": approvals.NOT_APPROVED}, rule="R8")
    shut = approvals.why_not(
        chosen,
        kind=organisation(organisation_id).kind,
        on=on,
        starts=approvals.starts_now(start_history(organisation_id)),
        entries=ground_history(organisation_id),
    )
    if shut is not None:
        raise Invalid(fields={"ground": shut}, rule="R8")
    return chosen


def ground_history(organisation_id: UUID) -> list[Approval]:
    """Everything that was entered in the organisation's list, the newest first."""
    rows = GroundApproval.objects.filter(organisation_id=organisation_id).order_by("-position")
    return [
        Approval(*row)
        for row in rows.values_list(
            "code", "position", "approved", "from_day", "approver", "reference", "entered_by", "entered_at"
        )
    ]


def start_history(organisation_id: UUID) -> list[Start]:
    """Every start date that was entered for an act, the newest first."""
    rows = ActStart.objects.filter(organisation_id=organisation_id).order_by("-entered_at", "-position")
    return [
        Start(*row)
        for row in rows.values_list("act", "position", "starts_on", "approver", "reference", "entered_by", "entered_at")
    ]


def case_switch(organisation_id: UUID) -> CaseSwitch:
    """Whether named cases are on. One query while they are; what is missing is looked up only while they are off.

    Call it inside the organisation's scope: its retention decision is read there. Outside a demo it is never on.
    """
    demo = Installation.objects.filter(kind=InstallationKind.DEMO)
    rows = CaseSwitchEntry.objects.filter(organisation_id=organisation_id).order_by("-position")
    row = rows.annotate(in_demo=Exists(demo)).first()
    if row is None:
        return CaseSwitch(False, _missing(organisation_id, Statement(), demo=installation.is_demo()))
    on = row.on and row.in_demo
    return CaseSwitch(
        on=on,
        missing=() if on else _missing(organisation_id, statement_of(row), demo=row.in_demo),
        since=row.since if on else None,
        off_since=row.off_since,
        legal_basis=row.legal_basis,
        dpia_reference=row.dpia_reference,
        dpia_date=row.dpia_date,
        approver=row.approver,
        approval_reference=row.approval_reference,
        retention_reference=row.retention_reference,
        version=row.position,
    )


def cases_on(organisation_id: UUID) -> bool:
    """The same as a bare answer, always in one query: for a page that asks only whether the door is open."""
    newest = _NEWEST_SWITCH.rows(organisation=organisation_id)
    return bool(newest) and all(newest[0])


def _newest_switch(slot: Slots) -> QuerySet[Any, Any]:
    demo = Installation.objects.filter(kind=InstallationKind.DEMO)
    rows = CaseSwitchEntry.objects.filter(organisation_id=slot.id("organisation")).order_by("-position")
    return rows.annotate(in_demo=Exists(demo)).values_list("on", "in_demo")[:1]


_NEWEST_SWITCH = Prepared(_newest_switch)


def switch_history(organisation_id: UUID) -> list[SwitchEntry]:
    """Every entry of the switch, the newest first."""
    rows = CaseSwitchEntry.objects.filter(organisation_id=organisation_id).order_by("-position")
    return [
        SwitchEntry(*row)
        for row in rows.values_list(
            "position",
            "on",
            "reason",
            "legal_basis",
            "dpia_reference",
            "dpia_date",
            "approver",
            "approval_reference",
            "retention_reference",
            "entered_by",
            "entered_at",
        )
    ]


def statement_of(row: CaseSwitchEntry | None) -> Statement:
    """What an entry says that named cases rest on."""
    if row is None:
        return Statement()
    return Statement(row.legal_basis, row.dpia_reference, row.dpia_date, row.approver, row.approval_reference)


def _missing(organisation_id: UUID, statement: Statement, *, demo: bool) -> tuple[Sentence, ...]:
    decided = decisions.in_force(organisation_id, CASE) is not None
    return switching.missing(statement, retention=decided, demo=demo)
