"""Verifies the chains: finds any changed, removed, inserted or moved row, a cut tail and a rewritten chain."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from avklar.foundation.access.scope import scope
from avklar.foundation.access.tenants import organisation_ids
from avklar.foundation.journal.anchors import read_anchors
from avklar.foundation.journal.chain import seal_of
from avklar.foundation.journal.faults import Fault, FaultKind
from avklar.foundation.journal.keyring import chain_key
from avklar.foundation.journal.models import Entry, Head
from avklar.foundation.journal.walk import Walk

Progress = Callable[[int, int], None]
Anchored = dict[str, dict[int, str]]
CHUNK = 2000


def verify(
    organisation_id: UUID | None = None, *, anchors: Path | None = None, progress: Progress | None = None
) -> list[Fault]:
    """Every fault in one organisation's chain, or in all; empty when all is whole.

    `anchors` is a file made by `anchor()`; without it a tail that was cut together with its head, and a chain rewritten
    by somebody who has the key, can't be seen. `progress(done, all)` is told rows. Raises AnchorsUnreadable.
    """
    anchored = read_anchors(anchors) if anchors else {}
    wanted = [organisation_id] if organisation_id else sorted({*organisation_ids(), *anchored})
    counter = _Counter(progress, _rows(wanted) if progress else 0)
    found: list[Fault] = []
    for each in wanted:
        with scope(each):
            found += _chain_faults(each, {name: dict(rows) for name, rows in anchored.get(each, {}).items()}, counter)
    return sorted(set(found))


class _Counter:
    def __init__(self, progress: Progress | None, rows: int) -> None:
        self.progress, self.rows, self.done = progress, rows, 0

    def one_more(self) -> None:
        self.done += 1
        if self.progress and (self.done % CHUNK == 0 or self.done == self.rows):
            self.progress(self.done, max(self.rows, self.done))


def _rows(organisations: list[UUID]) -> int:
    count = 0
    for organisation_id in organisations:
        with scope(organisation_id):
            count += Entry.objects.filter(organisation_id=organisation_id).count()
    return count


def _chain_faults(of: UUID, anchored: Anchored, counter: _Counter) -> list[Fault]:
    """The faults of one organisation. The head is read first and last, since others may write meanwhile."""
    head = Head.objects.filter(pk=of).first()
    segments = list(
        Entry.objects.filter(organisation_id=of).order_by("segment").values_list("segment", flat=True).distinct()
    )
    if head is None:
        return _without_head(of, segments, anchored)
    found = _head_faults(head) + _missing_start(head, segments)
    before = bytes(head.opening) if segments[:1] == [head.oldest] else None
    previous = Walk(of, head.oldest, b"", before, lambda _mac: None)
    for segment in segments:
        walk = _walk(of, segment, previous, anchored.pop(segment, {}), counter)
        found += walk.faults
        previous = walk
    return _merged(found, _end_faults(head, previous, segments)) + _unmet_anchors(of, head.oldest, anchored)


def _without_head(of: UUID, segments: list[str], anchored: Anchored) -> list[Fault]:
    if segments:
        return [Fault(of, segments[-1], 0, FaultKind.HEAD)]
    return _unmet_anchors(of, "", anchored)[:1]


def _head_faults(head: Head) -> list[Fault]:
    seal = seal_of(
        chain_key(head.organisation_id),
        head.organisation_id,
        segment=head.segment,
        number=head.number,
        mac=bytes(head.mac),
        oldest=head.oldest,
        opening=bytes(head.opening),
    )
    if hmac.compare_digest(seal, bytes(head.seal)):
        return []
    return [Fault(head.organisation_id, head.segment, head.number, FaultKind.HEAD)]


def _missing_start(head: Head, segments: list[str]) -> list[Fault]:
    if not segments or segments[0] == head.oldest:
        return []
    kind = FaultKind.INSERTED if segments[0] < head.oldest else FaultKind.REMOVED
    return [Fault(head.organisation_id, min(segments[0], head.oldest), 1, kind)]


def _walk(of: UUID, segment: str, previous: Walk, anchored: dict[int, str], counter: _Counter) -> Walk:
    rows = Entry.objects.filter(organisation_id=of, segment=segment)

    def place_of(mac: bytes) -> int | None:
        return rows.filter(mac=mac).values_list("number", flat=True).first()

    walk = Walk(of, segment, chain_key(of), previous.before, place_of, anchored)
    first = rows.filter(number=1).first()
    if first is not None and walk.genuine_at(first, 1) and walk.before not in (None, bytes(first.previous)):
        walk.faults.append(Fault(of, previous.segment, previous.last + 1, FaultKind.CUT))
        walk.before = None
    for _entry in walk.through(rows.order_by("number").iterator(chunk_size=CHUNK)):
        counter.one_more()
    unmet = [number for number in sorted(walk.anchored) if not any(f.covers(segment, number) for f in walk.faults)]
    walk.faults += [Fault(of, segment, number, FaultKind.CUT) for number in unmet[:1]]
    return walk


def _merged(found: list[Fault], at_the_end: list[Fault]) -> list[Fault]:
    """Without what the end says better: a false row past the head was inserted, a cut tail is one fault."""
    blurred = (FaultKind.CHANGED, FaultKind.CUT)
    return [
        fault
        for fault in found
        if not (fault.kind in blurred and any(end.covers(fault.segment, fault.number) for end in at_the_end))
    ] + at_the_end


def _end_faults(head: Head, last: Walk, segments: list[str]) -> list[Fault]:
    """The chain's end against its head: rows missing at the end, rows past the end, or another last row."""
    of = head.organisation_id
    now = Head.objects.get(pk=of)
    if not segments or last.segment < head.segment:
        return [Fault(of, head.segment, 1, FaultKind.CUT, head.number)]
    if last.segment > now.segment or (last.segment == now.segment and last.last > now.number):
        first = now.number + 1 if last.segment == now.segment else 1
        return [Fault(of, last.segment, first, FaultKind.INSERTED, last.last)]
    if last.segment == head.segment and last.last < head.number:
        return [Fault(of, head.segment, last.last + 1, FaultKind.CUT, head.number)]
    return _other_end(now, last)


def _other_end(now: Head, last: Walk) -> list[Fault]:
    """A genuine last row that is not the one the head remembers."""
    at_the_head = last.segment == now.segment and last.last == now.number
    explained = any(fault.covers(now.segment, now.number) for fault in last.faults)
    if at_the_head and not explained and last.before not in (None, bytes(now.mac)):
        return [Fault(now.organisation_id, now.segment, now.number, FaultKind.REWRITTEN)]
    return []


def _unmet_anchors(of: UUID, oldest: str, anchored: Anchored) -> list[Fault]:
    """Anchors of segments that are gone although they have not expired."""
    return [
        Fault(of, segment, min(numbers), FaultKind.CUT)
        for segment, numbers in sorted(anchored.items())
        if segment >= oldest and numbers
    ]
