"""Reaching a case: finding it, locking its row, and marking that something happened in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import F, Max
from django.urls import reverse

from avklar.followup.cases import rules
from avklar.followup.cases.models import Case, Staff
from avklar.followup.cases.states import State
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, NotFound
from avklar.people.organisations import queries as people

if TYPE_CHECKING:
    from django.db.models import Model

KIND = "case"


def found(actor: Actor, case_id: UUID, *, lock: bool = False) -> Case:
    """A case that the actor is named in, in the own organisation; NotFound for every other."""
    named = Staff.objects.filter(
        organisation_id=actor.organisation, case_id=case_id, user_id=actor.person, ended_at__isnull=True
    )
    rows = Case.objects.filter(pk=case_id, organisation_id=actor.organisation)
    row = (rows.select_for_update() if lock else rows).first()
    if row is None or not named.exists():
        raise NotFound
    return row


def writable(actor: Actor, case_id: UUID, *, version: int | None = None, even_off: bool = False) -> Case:
    """The case with its row locked until the transaction ends: call it inside `writing(actor)`.

    NotFound for others' cases; Conflict when it is closed, locked, or no longer has the `version` the writer saw, and
    while the organisation has switched named cases off: then a case can only be closed (`even_off`), not written in.
    """
    row = found(actor, case_id, lock=True)
    if not even_off:
        switched_on(actor)
    rules.check_writable(State(row.state), locked=is_locked(row))
    if version is not None and row.version != version:
        raise Conflict
    return row


def switched_on(actor: Actor) -> None:
    """Conflict while the organisation has switched named cases off (R8)."""
    if not people.cases_on(actor.organisation):
        raise Conflict(rules.SWITCHED_OFF, rule="R8")


def unclosed(actor: Actor, case_id: UUID) -> Case:
    """The case with its row locked like `writable`, also while PST's lock is on it.

    Only for what the lock must not stop: recording a contact, naming a second person and that person's answer (R1, R5).
    It doesn't ask whether named cases are switched on either; where that matters, the caller does.
    """
    row = found(actor, case_id, lock=True)
    rules.check_writable(State(row.state), locked=False)
    return row


def is_locked(row: Case) -> bool:
    """Locked, and not opened for a time by two persons (R5)."""
    return row.locked_at is not None and (row.open_until is None or row.open_until <= clock.now())


def touch(case_id: UUID, **changes: Any) -> None:
    """Something happened in the case: a new version and moment, with what else changes in its own columns."""
    Case.objects.filter(pk=case_id).update(version=F("version") + 1, last_at=clock.now(), **changes)


def next_position(model: type[Model], case_id: UUID) -> int:
    """The next number within a case; safe because the case's row is locked."""
    last = model._default_manager.filter(case_id=case_id).aggregate(last=Max("position"))["last"]
    return int(last or 0) + 1


def earlier(model: type[Model], case_id: UUID, submission: UUID) -> UUID | None:
    """The row that the same submission has made already: a second click changes nothing."""
    return model._default_manager.filter(case_id=case_id, submission=submission).values_list("pk", flat=True).first()


def named_in(case_id: UUID) -> list[UUID]:
    """Everybody who may read the case now."""
    return list(Staff.objects.filter(case_id=case_id, ended_at__isnull=True).values_list("user_id", flat=True))


def others(actor: Actor, case_id: UUID) -> list[UUID]:
    """The same without the actor, to tell them."""
    return [each for each in named_in(case_id) if each != actor.person]


def page(case_id: UUID) -> str:
    """The case's page, one floor up."""
    return reverse("casefile:case", args=[case_id])
