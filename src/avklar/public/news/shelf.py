"""Finished pages in the memory of one process, by a key that names everything they depend on. Never personal data.

A page is found again only while its key is the same, and the key holds stamps that were read from the database just
now: a page is never older than the data, on any worker. What is oldest leaves when the shelf is full.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import cache
from pathlib import Path
from threading import Lock

HOUSE = Path(__file__).resolve().parents[2]
MOST_BYTES = 12_000_000


class Shelf:
    """Bytes by key, at most `most` of them together."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._held = 0
        self._pages: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> bytes | None:
        """The page, which now counts as the newest; None when it isn't here."""
        with self._lock:
            found = self._pages.get(key)
            if found is not None:
                self._pages.move_to_end(key)
            return found

    def put(self, key: Hashable, page: bytes) -> None:
        """Keep a page; one that alone fills half the shelf is not kept."""
        if len(page) > self._most // 2:
            return
        with self._lock:
            self._held += len(page) - len(self._pages.pop(key, b""))
            self._pages[key] = page
            while self._held > self._most:
                _key, oldest = self._pages.popitem(last=False)
                self._held -= len(oldest)

    def made(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """The page, made when it isn't here."""
        found = self.get(key)
        if found is None:
            found = make()
            self.put(key, found)
        return found

    def clear(self) -> None:
        """Nothing is kept any more."""
        with self._lock:
            self._pages.clear()
            self._held = 0


PAGES = Shelf()
SHARED = Shelf(4_000_000)
"""Articles for whoever isn't signed in, and the pictures shown where they are shared."""


@cache
def build() -> int:
    """When a template or the style of the house was last changed: a page of the version before is not reused."""
    parts = [*HOUSE.glob("*/*/templates/**/*.html"), *HOUSE.glob("foundation/ui/static/ui/dist/*")]
    return max(path.stat().st_mtime_ns for path in parts)
