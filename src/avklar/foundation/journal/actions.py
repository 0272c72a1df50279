"""Writing: one row at the end of the actor's own organisation's chain, in the transaction of the change (R13)."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from avklar.foundation import clock
from avklar.foundation.access import scope
from avklar.foundation.access.actor import Actor
from avklar.foundation.journal.chain import Row, mac_of
from avklar.foundation.journal.codes import checked
from avklar.foundation.journal.keyring import chain_key
from avklar.foundation.journal.rows import append, locked_head
from avklar.foundation.journal.segments import segment_of


class WrongPlace(RuntimeError):
    """Called outside a transaction, or for another organisation than the actor's: a programming error."""


def write(
    actor: Actor, verb: str, *, kind: str, object_id: UUID, reason: str = "", organisation_id: UUID | None = None
) -> None:
    """Journal that `actor` did `verb` with the object, as the last thing in the transaction of the change.

    Call it inside `writing(actor)`. `verb`, `kind` and `reason` are short codes (see `codes`), never text about
    persons. `organisation_id`, where given, is only checked: it must be the actor's own. Three queries. Raises
    WrongPlace or NotACode.
    """
    owner = _owner(actor, organisation_id)
    words = {"verb": checked("verb", verb), "kind": checked("kind", kind)}
    words["reason"] = checked("reason", reason) if reason else ""
    key, now = chain_key(owner), clock.now()
    head = locked_head(owner, key, segment_of(now))
    segment = max(head.segment, segment_of(now))  # a clock that was set back must not open an older month again
    row = Row(
        id=clock.new_id(),
        organisation_id=owner,
        segment=segment,
        number=head.number + 1 if segment == head.segment else 1,
        at=now,
        user_id=actor.user_id,
        verb=words["verb"],
        kind=words["kind"],
        object_id=object_id,
        reason=words["reason"],
        previous=head.mac,
    )
    append(row, mac_of(key, row), head, key)


def read(actor: Actor, *, kind: str, object_id: UUID, reason: str = "") -> None:
    """Journal that `actor` read step 1–4 data; also on GET. Opens its own short transaction."""
    with scope.writing(actor, savepoint=False):
        write(actor, "read", kind=kind, object_id=object_id, reason=reason)


def _owner(actor: Actor, organisation_id: UUID | None) -> UUID:
    owner = actor.organisation
    if organisation_id is not None and organisation_id != owner:
        raise WrongPlace("nobody writes another organisation's journal")
    if not connection.in_atomic_block or scope.current() != owner:
        raise WrongPlace("the journal is written inside writing(actor)")
    return owner
