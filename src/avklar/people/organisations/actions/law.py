"""Approving and ending legal grounds, and entering when an act starts (R8). Entries are added, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Model

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.people.organisations import approvals, legal_grounds, queries, rules
from avklar.people.organisations.lengths import LONGEST_NAME, LONGEST_REFERENCE
from avklar.people.organisations.models import ActStart, GroundApproval, Organisation
from avklar.people.organisations.states import OrganisationKind

LONGEST = {"approver": LONGEST_NAME, "reference": LONGEST_REFERENCE}


def approve_grounds(
    actor: Actor,
    *,
    codes: Sequence[str],
    from_day: date,
    approver: str,
    reference: str,
    submission: UUID | None = None,
) -> None:
    """Put grounds on the organisation's list from a day on. `approver` is who decided it, `reference` where it stands.

    The same `submission` twice changes nothing. Raises Denied without GROUNDS_MANAGE, NotFound for an unknown ground,
    Invalid with a sentence per field, Conflict when one of them is approved already.
    """
    actor.must(Permission.GROUNDS_MANAGE)
    chosen = [legal_grounds.ground(code) for code in dict.fromkeys(codes)]
    rules.check_words(longest=LONGEST, approver=approver, reference=reference)
    with writing(actor):
        kind = locked(actor)
        if sent_before(actor, GroundApproval, submission):
            return
        entries = queries.ground_history(actor.organisation)
        approvals.check_approve(chosen, kind=kind, entries=entries, from_day=from_day, today=clock.today())
        once, last = submission or clock.new_id(), entries[0].position if entries else 0
        for position, ground in enumerate(chosen, last + 1):
            row = GroundApproval.objects.create(
                organisation_id=actor.organisation,
                position=position,
                submission=once,
                code=ground.code,
                approved=True,
                from_day=from_day,
                approver=approver.strip(),
                reference=reference.strip(),
                entered_by=actor.person,
            )
            journal.write(actor, "approved", kind="ground", object_id=row.pk, reason=ground.code)


def end_ground(
    actor: Actor,
    *,
    code: str,
    from_day: date,
    approver: str,
    reference: str,
    version: int,
    submission: UUID | None = None,
) -> None:
    """From `from_day` on the ground is no longer offered; what was sent under it stays as it is.

    `version` is the position of the newest entry about the ground that the writer saw. Raises like `approve_grounds`.
    """
    actor.must(Permission.GROUNDS_MANAGE)
    ground = legal_grounds.ground(code)
    rules.check_words(longest=LONGEST, approver=approver, reference=reference)
    with writing(actor):
        locked(actor)
        if sent_before(actor, GroundApproval, submission):
            return
        entries = queries.ground_history(actor.organisation)
        approvals.check_end(code, entries=entries, version=version, from_day=from_day, today=clock.today())
        row = GroundApproval.objects.create(
            organisation_id=actor.organisation,
            position=entries[0].position + 1,
            submission=submission or clock.new_id(),
            code=ground.code,
            approved=False,
            from_day=from_day,
            approver=approver.strip(),
            reference=reference.strip(),
            entered_by=actor.person,
        )
        journal.write(actor, "ended", kind="ground", object_id=row.pk, reason=ground.code)


def set_act_start(
    actor: Actor,
    *,
    act: str,
    starts_on: date | None,
    approver: str,
    reference: str,
    version: int,
    submission: UUID | None = None,
) -> None:
    """Enter when an act starts to apply for the organisation; None takes back a date that hasn't come.

    `version` is the number of the newest start date that the writer saw, 0 before the first. NotFound for an act that
    has dates of its own; otherwise raises like `approve_grounds`.
    """
    actor.must(Permission.GROUNDS_MANAGE)
    if not legal_grounds.act(act).needs_start:
        raise NotFound
    rules.check_words(longest=LONGEST, approver=approver, reference=reference)
    with writing(actor):
        locked(actor)
        if sent_before(actor, ActStart, submission):
            return
        entries = [each for each in queries.start_history(actor.organisation) if each.act == act]
        rules.check_version(version, max((each.position for each in entries), default=0))
        approvals.check_start(starts_on=starts_on, now=approvals.starts_now(entries).get(act), today=clock.today())
        row = ActStart.objects.create(
            organisation_id=actor.organisation,
            position=version + 1,
            submission=submission or clock.new_id(),
            act=act,
            starts_on=starts_on,
            approver=approver.strip(),
            reference=reference.strip(),
            entered_by=actor.person,
        )
        journal.write(actor, "decided", kind="ground", object_id=row.pk, reason=act)


def locked(actor: Actor) -> OrganisationKind:
    """Take the organisation's row, so that two entries come one after the other; its kind."""
    row = Organisation.objects.select_for_update().only("kind").filter(pk=actor.organisation).first()
    if row is None:
        raise NotFound
    return OrganisationKind(row.kind)


def sent_before(actor: Actor, model: type[Model], submission: UUID | None) -> bool:
    """Whether the same form has come in already: a second click changes nothing."""
    rows = model._default_manager.filter(organisation_id=actor.organisation, submission=submission)
    return submission is not None and rows.exists()
