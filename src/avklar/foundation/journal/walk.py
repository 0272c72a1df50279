"""Walks one segment row by row and names what was done to it. Holds one row at a time; pure but for `place_of`."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from uuid import UUID

from avklar.foundation.journal.chain import mac_of
from avklar.foundation.journal.faults import Fault, FaultKind
from avklar.foundation.journal.models import Entry


@dataclass
class Walk:
    """The state of one walk through a segment.

    `before` is the HMAC that the next row must point back to, or None when it can't be known. `place_of` finds the
    number of the row with a given HMAC; `anchored` maps numbers to the HMAC (hex) an anchor remembers.
    """

    organisation_id: UUID
    segment: str
    key: bytes
    before: bytes | None
    place_of: Callable[[bytes], int | None]
    anchored: dict[int, str] = field(default_factory=dict)
    expected: int = 1
    shift: int = 0
    last: int = 0  # the highest number that a row truly has
    faults: list[Fault] = field(default_factory=list)

    def through(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Check every row and pass it on, so that the caller can count."""
        for entry, following in _with_following(entries):
            self._step(entry, following)
            yield entry

    def _step(self, entry: Entry, following: Entry | None) -> None:
        if entry.number > self.expected:
            self._found(FaultKind.REMOVED, self.expected, entry.number - 1)
            self.before = None
        self.expected = entry.number + 1
        anchored = self.anchored.pop(entry.number, None)
        if self.genuine_at(entry, entry.number):
            self._genuine(entry, anchored)
        elif (place := self._true_place(entry)) is not None:
            self._displaced(entry, following, place)
        else:
            self._false(entry, following)

    def _genuine(self, entry: Entry, anchored: str | None) -> None:
        mac = bytes(entry.mac)
        linked = self.before is None or bytes(entry.previous) == self.before
        if not linked or (anchored is not None and mac.hex() != anchored):
            self._found(FaultKind.REWRITTEN, entry.number)
        self.before, self.shift, self.last = mac, 0, max(self.last, entry.number)

    def _displaced(self, entry: Entry, following: Entry | None, place: int) -> None:
        """A genuine row under another number: moved, or pushed along by a row put in or taken out before it."""
        follows = bytes(entry.previous) == self.before
        continues = following is None or bytes(following.previous) == bytes(entry.mac)
        if not follows:
            pushed = continues and place == entry.number + 1
            self._found(FaultKind.REMOVED if pushed else FaultKind.REORDERED, entry.number)
        self.before = bytes(entry.mac) if follows or continues else None
        self.shift, self.last = place - entry.number, max(self.last, place)

    def _false(self, entry: Entry, following: Entry | None) -> None:
        """A row that the key never made: changed, or put in when the next row points past it."""
        past = following is not None and self.before is not None and bytes(following.previous) == self.before
        self._found(FaultKind.INSERTED if past else FaultKind.CHANGED, entry.number)
        if not past:
            self.before, self.shift, self.last = None, 0, max(self.last, entry.number)

    def _true_place(self, entry: Entry) -> int | None:
        before = self.place_of(bytes(entry.previous))
        guesses = {entry.number + self.shift, entry.number - 1, entry.number + 1, (before or 0) + 1}
        return next((guess for guess in sorted(guesses) if self.genuine_at(entry, guess)), None)

    def genuine_at(self, entry: Entry, number: int) -> bool:
        """True when the key made exactly this row for this place."""
        return hmac.compare_digest(mac_of(self.key, entry.row, number), bytes(entry.mac))

    def _found(self, kind: FaultKind, number: int, last: int = 0) -> None:
        self.faults.append(Fault(self.organisation_id, self.segment, number, kind, last))


def _with_following(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry | None]]:
    def with_end() -> Iterator[Entry | None]:
        yield from entries
        yield None

    for entry, following in pairwise(with_end()):
        if entry is not None:
            yield entry, following
