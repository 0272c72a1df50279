"""The whole of a case as its page needs it: what the rooms below say of it, and the names of the colleagues in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from avklar.followup.cases.cards import Assessed, Decided, Opened
from avklar.followup.cases.ladder import Situation
from avklar.followup.disclosures.cards import Event
from avklar.followup.escalation.cards import Lock, Opening, Recorded


@dataclass(frozen=True)
class CaseFile:
    """One case with everything around it. `situation` is what the ladder looks at; unreadable, its texts are empty."""

    opened: Opened
    situation: Situation
    names: Mapping[UUID, str]
    disclosures: tuple[Event, ...] = ()
    contacts: tuple[Recorded, ...] = ()
    lock: Lock | None = None
    openings: tuple[Opening, ...] = ()
    switched_on: bool = True

    @property
    def id(self) -> UUID:
        """The case's id."""
        return self.opened.line.id

    @property
    def readable(self) -> bool:
        """Whether the texts may be shown: not closed, not locked, and named cases are on in the organisation (R8)."""
        return self.opened.readable and self.switched_on

    @property
    def written(self) -> list[Assessed | Decided]:
        """What a second person may be asked about."""
        return [*self.opened.assessments, *self.opened.decisions]

    def name(self, person: UUID | None) -> str:
        """A colleague's name, or that it is somebody who has left."""
        return (self.names.get(person, "") if person else "") or _("en tidligere kollega")
