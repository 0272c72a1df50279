"""Heads of the chains, written where whoever can change the database can't reach: a file that is shipped off.

With them a cut tail and a chain that somebody rewrote with the key show too (`verification`).
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext

from avklar.foundation import clock
from avklar.foundation.access.scope import scope
from avklar.foundation.access.tenants import organisation_ids
from avklar.foundation.journal.models import Head


@dataclass(frozen=True)
class Anchor:
    """Where an organisation's chain ended at a moment."""

    organisation_id: UUID
    segment: str
    number: int
    mac: str  # hex
    at: str  # ISO 8601

    @property
    def line(self) -> str:
        """The anchor as one line of JSON."""
        parts = {"organisation": str(self.organisation_id), "segment": self.segment, "number": self.number}
        return json.dumps({**parts, "mac": self.mac, "at": self.at})


class AnchorsUnreadable(ValueError):
    """The anchor file can't be used; the message is one sentence for the operator."""


def heads(organisations: Iterable[UUID] | None = None) -> list[Anchor]:
    """Where each organisation's chain ends now; organisations without a journal are left out."""
    at = clock.now().isoformat(timespec="seconds")
    found = []
    for organisation_id in organisation_ids() if organisations is None else organisations:
        with scope(organisation_id):
            head = Head.objects.filter(pk=organisation_id).first()
        if head is not None:
            found.append(Anchor(organisation_id, head.segment, head.number, bytes(head.mac).hex(), at))
    return found


def anchor(path: Path | None = None) -> list[Anchor]:
    """Append every head to the anchor file (`AVKLAR_ANCHOR_FILE`), flushed to the disk; returns what was written."""
    file_path = path or Path(settings.AVKLAR_ANCHOR_FILE)
    found = heads()
    file_path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file_path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640)
    with os.fdopen(handle, "ab") as file:
        file.write("".join(f"{each.line}\n" for each in found).encode())
        file.flush()
        os.fsync(file.fileno())
    return found


def read_anchors(path: Path) -> dict[UUID, dict[str, dict[int, str]]]:
    """Anchors by organisation, segment and number → mac (hex). Raises AnchorsUnreadable."""
    found: dict[UUID, dict[str, dict[int, str]]] = defaultdict(lambda: defaultdict(dict))
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        raise AnchorsUnreadable(gettext("Ankerfilen %(path)s kan ikke leses.") % {"path": path}) from None
    for count, line in enumerate(lines, start=1):
        try:
            parts = json.loads(line)
            segment, number = str(parts["segment"]), int(parts["number"])
            found[UUID(parts["organisation"])][segment].setdefault(number, str(parts["mac"]))
        except (ValueError, KeyError, TypeError):
            words = {"path": path, "line": count}
            raise AnchorsUnreadable(gettext("Ankerfilen %(path)s er skadet i linje %(line)s.") % words) from None
    return found
