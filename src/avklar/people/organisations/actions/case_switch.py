"""Switching named cases on and off in an organisation. Every change is a new entry; off locks, and deletes nothing."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.foundation.retention import decisions
from avklar.people.organisations import installation, queries, rules, switching
from avklar.people.organisations.actions.law import locked, sent_before
from avklar.people.organisations.lengths import LONGEST_REFERENCE
from avklar.people.organisations.models import CaseSwitchEntry
from avklar.people.organisations.switching import Statement


def state_case_basis(
    actor: Actor, *, statement: Statement, version: int, switch_on: bool = False, submission: UUID | None = None
) -> None:
    """Enter what named cases rest on; with `switch_on` they are on from now, if nothing is missing.

    While they are on, a new entry must be complete too. `version` is the number of the newest entry that the writer
    saw, 0 before the first. Raises Denied without GROUNDS_MANAGE, Invalid with a sentence per field, Conflict for a
    stale version and outside a demo.
    """
    actor.must(Permission.GROUNDS_MANAGE)
    switching.check_statement(statement, today=clock.today())
    with writing(actor):
        locked(actor)
        if sent_before(actor, CaseSwitchEntry, submission):
            return
        newest = _newest(actor)
        rules.check_version(version, newest.position if newest else 0)
        was_on = newest is not None and newest.on
        decided = decisions.in_force(actor.organisation, queries.CASE)
        if switch_on or was_on:
            switching.check_on(statement, retention=decided is not None, demo=installation.is_demo())
        row = CaseSwitchEntry(
            organisation_id=actor.organisation,
            position=version + 1,
            submission=submission or clock.new_id(),
            on=switch_on or was_on,
            since=newest.since if newest and was_on else clock.now() if switch_on else None,
            off_since=newest.off_since if newest and not switch_on else None,
            retention_decision=decided.id if decided else None,
            retention_reference=decided.reference if decided else "",
            entered_by=actor.person,
            **{name: value.strip() if isinstance(value, str) else value for name, value in asdict(statement).items()},
        )
        row.save(force_insert=True)
        verb = "switched-on" if switch_on and not was_on else "decided"
        journal.write(actor, verb, kind="case-switch", object_id=row.pk)


def switch_cases_off(actor: Actor, *, reason: str, version: int, submission: UUID | None = None) -> None:
    """Named cases are off from now: locked, not deleted. What they rested on stands on in the new entry.

    Raises like `state_case_basis`; Conflict also when they are off already.
    """
    actor.must(Permission.GROUNDS_MANAGE)
    rules.check_words(longest={"reason": LONGEST_REFERENCE}, reason=reason)
    with writing(actor):
        locked(actor)
        if sent_before(actor, CaseSwitchEntry, submission):
            return
        newest = _newest(actor)
        rules.check_version(version, newest.position if newest else 0)
        switching.check_off(on=newest is not None and newest.on)
        row = CaseSwitchEntry(
            organisation_id=actor.organisation,
            position=version + 1,
            submission=submission or clock.new_id(),
            on=False,
            off_since=clock.now(),
            reason=reason.strip(),
            retention_decision=newest.retention_decision if newest else None,
            retention_reference=newest.retention_reference if newest else "",
            entered_by=actor.person,
            **asdict(queries.statement_of(newest)),
        )
        row.save(force_insert=True)
        journal.write(actor, "switched-off", kind="case-switch", object_id=row.pk)


def _newest(actor: Actor) -> CaseSwitchEntry | None:
    return CaseSwitchEntry.objects.filter(organisation_id=actor.organisation).order_by("-position").first()
