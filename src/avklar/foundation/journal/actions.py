"""Writing: one row at the end of the actor's own organisation's chain, in the transaction of the change (R13)."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from avklar.foundation import clock
from avklar.foundation.access import scope
from avklar.foundation.access.actor import Actor
from avklar.foundation.journal.chain import START, mac_of, seal_of
from avklar.foundation.journal.codes import checked
from avklar.foundation.journal.keyring import chain_key
from avklar.foundation.journal.models import Entry, Head
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
    key = chain_key(owner)
    head = _locked_head(owner, key)
    now = clock.now()
    segment = max(head.segment, segment_of(now))  # a clock that was set back must not open an older month again
    entry = Entry(
        id=clock.new_id(),
        organisation_id=owner,
        segment=segment,
        number=head.number + 1 if segment == head.segment else 1,
        at=now,
        user_id=actor.user_id,
        object_id=object_id,
        previous=bytes(head.mac),
        reason=checked("reason", reason) if reason else "",
        **words,
    )
    entry.mac = mac_of(key, entry.row)
    entry.save(force_insert=True)
    _move(head, entry, key)


def read(actor: Actor, *, kind: str, object_id: UUID, reason: str = "") -> None:
    """Journal that `actor` read step 1–4 data; also on GET. Opens its own short transaction."""
    with scope.writing(actor):
        write(actor, "read", kind=kind, object_id=object_id, reason=reason)


def _owner(actor: Actor, organisation_id: UUID | None) -> UUID:
    owner = actor.organisation
    if organisation_id is not None and organisation_id != owner:
        raise WrongPlace("nobody writes another organisation's journal")
    if not connection.in_atomic_block or scope.current() != owner:
        raise WrongPlace("the journal is written inside writing(actor)")
    return owner


def _locked_head(owner: UUID, key: bytes) -> Head:
    head = Head.objects.select_for_update().filter(pk=owner).first()
    if head is not None:
        return head
    segment = segment_of(clock.now())
    first = Head(organisation_id=owner, segment=segment, number=0, mac=START, oldest=segment, opening=START)
    first.seal = seal_of(key, owner, segment=segment, number=0, mac=START, oldest=segment, opening=START)
    Head.objects.bulk_create([first], ignore_conflicts=True)  # two first writers: the second waits here, then below
    return Head.objects.select_for_update().get(pk=owner)


def _move(head: Head, entry: Entry, key: bytes) -> None:
    seal = seal_of(
        key,
        entry.organisation_id,
        segment=entry.segment,
        number=entry.number,
        mac=bytes(entry.mac),
        oldest=head.oldest,
        opening=bytes(head.opening),
    )
    Head.objects.filter(pk=head.pk).update(segment=entry.segment, number=entry.number, mac=entry.mac, seal=seal)
