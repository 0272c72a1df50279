"""What the pages and other rooms get to see of a consultation: small frozen values, never models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from avklar.followup.consultations.states import KEPT_AFTER_ENDING, WAITS_FOR, Group, Side, State
from avklar.foundation.anonymity import AgeBand, Facts, Setting, SettingSize, Sex

CODE = "0123456789abcdefghjkmnpqrstvwxyz"


def reference(consultation_id: UUID, asked_at: datetime) -> str:
    """What both sides call the consultation on the telephone, such as D-2026-7KQ4: made from the id's random part."""
    bits = consultation_id.int & ((1 << 20) - 1)
    return f"D-{asked_at.year}-" + "".join(CODE[(bits >> shift) & 31] for shift in (15, 10, 5, 0)).upper()


@dataclass(frozen=True)
class Line:
    """A consultation in a list: nothing that identifies anybody it is about."""

    id: UUID
    side: Side
    other: str
    facts: Facts
    estimate: int
    state: State
    asked_at: datetime
    last_at: datetime
    ended_at: datetime | None

    @property
    def reference(self) -> str:
        """The number both sides use."""
        return reference(self.id, self.asked_at)

    @property
    def group(self) -> Group:
        """Which list it stands in."""
        turn = WAITS_FOR[self.state]
        if turn is None:
            return Group.ENDED
        return Group.MINE if turn is self.side else Group.OTHERS

    @property
    def remove_at(self) -> datetime | None:
        """When it is removed; None before it has ended."""
        return self.ended_at + KEPT_AFTER_ENDING if self.ended_at else None


@dataclass(frozen=True)
class Listing:
    """A page of one list, newest first. `older` is the id to go on from, or None on the last page."""

    group: Group
    lines: tuple[Line, ...]
    older: UUID | None


@dataclass(frozen=True)
class Entry:
    """A message, as the reader may see it: the author is empty where the sender is hidden."""

    side: Side
    mine: bool
    author: str
    organisation: str
    at: datetime
    text: str
    kept: Sequence[dict[str, str]] = ()


@dataclass(frozen=True)
class Advice:
    """The conclusion with its advice."""

    side: Side
    organisation: str
    at: datetime
    text: str


@dataclass(frozen=True)
class Page:
    """A consultation opened by one of its two sides. `concern_id` is the own side's only."""

    line: Line
    own: str
    dialogue: tuple[Entry, ...]
    advice: Advice | None
    hidden_sender: bool
    version: int
    concern_id: UUID | None
    police: bool
    receiver_id: UUID | None


def facts_text(facts: Facts) -> str:
    """The coarse facts in one line: «13–15 år · gutt eller mann · skole»."""
    parts = [
        str(AgeBand(facts.age).label) if facts.age != AgeBand.NOT_GIVEN else "",
        str(Sex(facts.sex).label) if facts.sex != Sex.NOT_GIVEN else "",
        str(Setting(facts.setting).label) if facts.setting != Setting.NOT_GIVEN else "",
        str(SettingSize(facts.size).label) if facts.size else "",
    ]
    said = " · ".join(part for part in parts if part)
    return said[:1].upper() + said[1:] if said else _("Ingen grove opplysninger oppgitt")
