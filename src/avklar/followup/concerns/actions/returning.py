"""Somebody comes back with a receipt: the municipality and the 16 digits are all there is, and all that is needed.

The texts are opened under the key that the receipt gives, not under the municipality's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from avklar.followup.concerns import queries, receipts, rules
from avklar.followup.concerns.actions.dialogue import say
from avklar.followup.concerns.actions.reach import KIND, page
from avklar.followup.concerns.cards import Opened
from avklar.followup.concerns.content import NO_REASONS
from avklar.followup.concerns.models import Concern
from avklar.followup.concerns.states import State, Verb
from avklar.foundation import clock, journal
from avklar.foundation.access.actor import machine
from avklar.foundation.access.errors import Conflict, NotFound
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.vault import keys
from avklar.foundation.vault.keys import RecordKey
from avklar.people.organisations import queries as people

NOTHING = UUID(int=0)


@dataclass(frozen=True)
class _Found:
    row: Concern
    key: RecordKey | None


def come_back(organisation_id: UUID, *, digits: str) -> Opened:
    """The worry as its sender sees it, read and journalled. NotFound alike for a wrong receipt, another municipality's
    and one that has ended; once the worry is closed only its status is left."""
    found = _find(organisation_id, digits)
    with scope(organisation_id):
        opened = queries.open_row(found.row, for_sender=True, key=found.key)
    journal.read(machine(organisation_id), kind=KIND, object_id=found.row.pk, reason="receipt")
    return opened


def reply_with(
    organisation_id: UUID,
    *,
    digits: str,
    text: str,
    submission: UUID | None = None,
    kept: Mapping[str, str] = NO_REASONS,
) -> UUID:
    """The sender writes to the contact. NotFound as in `come_back`; Conflict once it is closed or nobody reads (R18).

    Of what is held back nobody is told one by one, nor of what is added to it.
    """
    found = _find(organisation_id, digits)
    with scope(organisation_id):
        receivers = people.receivers(organisation_id)
    if receivers.shut:
        raise Conflict(rules.NOBODY_READS, rule="R18")
    told = [] if found.row.state == State.HELD else [each.id for each in receivers.people]
    actor, url = machine(organisation_id), page(found.row.pk)
    return say(
        actor, found.row, Verb.REPLY, text, submission, kept, tell=told, code="concern_reply", url=url, key=found.key
    )


def confirm_with(organisation_id: UUID, *, digits: str) -> None:
    """The sender says that the contact's answer is read."""
    found, actor = _find(organisation_id, digits), machine(organisation_id)
    with writing(actor):
        if not Concern.objects.filter(pk=found.row.pk, closed_at__isnull=True).update(read_at=clock.now()):
            raise Conflict(rules.CLOSED_NOW)
        journal.write(actor, "confirmed", kind=KIND, object_id=found.row.pk, reason="receipt")


def end_receipts(organisation_id: UUID) -> int:
    """Let receipts whose day has come find nothing any more; returns how many. `avklar tick` calls it."""
    with scope(organisation_id):
        over = Concern.objects.filter(organisation_id=organisation_id, receipt_ends_at__lte=clock.now())
        ids = list(over.values_list("pk", flat=True))
    if ids:
        keys.forget_lookups(receipts.PURPOSE, *ids)
        with writing(machine(organisation_id)):
            Concern.objects.filter(organisation_id=organisation_id, pk__in=ids).update(receipt_ends_at=None)
    return len(ids)


def _find(organisation_id: UUID, digits: str) -> _Found:
    """By the receipt alone. Whatever is wrong, the same questions are asked and the same is said."""
    match = keys.open_with(organisation_id, receipts.code(digits))
    with scope(organisation_id):
        rows = Concern.objects.filter(organisation_id=organisation_id, receipt_ends_at__gt=clock.now())
        row = rows.filter(pk=match.record_id if match else NOTHING).first()
    if row is None or match is None:
        raise NotFound
    return _Found(row, match.key)
