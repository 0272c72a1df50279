"""What can be wrong with a journal, and where. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class FaultKind(models.TextChoices):
    """What was done to the chain."""

    CHANGED = "changed", _("raden er endret")
    REMOVED = "removed", _("raden er fjernet")
    INSERTED = "inserted", _("raden er satt inn etterpå")
    REORDERED = "reordered", _("raden er flyttet")
    CUT = "cut", _("loggen er kuttet herfra")
    REWRITTEN = "rewritten", _("loggen er skrevet om")
    HEAD = "head", _("raden som sier hvor loggen slutter, er endret eller borte")


@dataclass(frozen=True, order=True)
class Fault:
    """One fault in one organisation's chain; `number` is the first row it concerns, `last` the last one."""

    organisation_id: UUID
    segment: str
    number: int
    kind: FaultKind
    last: int = 0

    def covers(self, segment: str, number: int) -> bool:
        """True when the row is among those the fault concerns."""
        return self.segment == segment and self.number <= number <= max(self.number, self.last)

    def __str__(self) -> str:
        words = {"organisation": self.organisation_id, "segment": self.segment, "what": self.kind.label}
        if self.last > self.number:
            rows = {"number": self.number, "last": self.last}
            return gettext("%(organisation)s, %(segment)s, rad %(number)s–%(last)s: %(what)s") % (words | rows)
        return gettext("%(organisation)s, %(segment)s, rad %(number)s: %(what)s") % (words | {"number": self.number})
