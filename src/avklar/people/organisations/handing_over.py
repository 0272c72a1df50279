"""Hand-over lists: the standard points, who may tick what, and what a point may say. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from avklar.foundation import anonymity
from avklar.foundation.access.errors import Conflict, Denied, Invalid
from avklar.people.organisations import rules
from avklar.people.organisations.lengths import LONGEST_POINT, MOST_POINTS
from avklar.people.organisations.states import AppointmentKind, GoesTo, Side

MUNICIPAL = frozenset({AppointmentKind.CONTACT, AppointmentKind.DEPUTY, AppointmentKind.SUBSTITUTE})
EVERYBODY = MUNICIPAL | {AppointmentKind.POLICE_CONTACT}
POLICE = frozenset({AppointmentKind.POLICE_CONTACT})

CHANGED = _("Lista er endret mens du så på den. Se over hva som er nytt, og kryss av igjen.")
FINISHED = _("Overleveringen er ferdig. Da kan den ikke endres.")


@dataclass(frozen=True)
class Standard:
    """A point that most hand-overs have."""

    code: str
    says: Promise
    goes_to: GoesTo
    kinds: frozenset[AppointmentKind]


STANDARD: tuple[Standard, ...] = (
    Standard("work", _("Det som er åpent i Avklar, er gått gjennom der"), GoesTo.SUCCESSOR, EVERYBODY),
    Standard("police", _("Hilst på politikontakten sammen"), GoesTo.POLICE, MUNICIPAL),
    Standard("municipality", _("Hilst på kommunens kontakt og vara sammen"), GoesTo.SUCCESSOR, POLICE),
    Standard("deputy", _("Hvem som tar imot når noen er borte"), GoesTo.DEPUTY, MUNICIPAL),
    Standard("routines", _("Rutinene og hvor de står"), GoesTo.SUCCESSOR, EVERYBODY),
    Standard("agreement", _("Samarbeidsavtalen og når den skal evalueres"), GoesTo.SUCCESSOR, EVERYBODY),
    Standard("meetings", _("Faste møter og oppgaver etter dem"), GoesTo.SUCCESSOR, EVERYBODY),
    Standard("known", _("Leder og ansatte vet hvem som er ny"), GoesTo.SUCCESSOR, EVERYBODY),
    Standard("papers", _("Papirer og filer utenfor Avklar"), GoesTo.ARCHIVE, EVERYBODY),
    Standard("keys", _("Nøkler, telefon og felles postkasse"), GoesTo.ADMINISTRATOR, EVERYBODY),
)
"""In the order of the list. What is open is looked at inside Avklar, where each has access; it never stands here."""

SAYS: dict[str, Promise] = {each.code: each.says for each in STANDARD}


@dataclass(frozen=True)
class Point:
    """One point as it stands: when each side ticked it, or None."""

    id: UUID
    code: str
    text: str
    goes_to: GoesTo
    given_at: datetime | None
    received_at: datetime | None

    @property
    def says(self) -> str:
        """The standard sentence in the present language, or the own text."""
        return str(SAYS.get(self.code, self.code)) if self.code else self.text

    @property
    def untouched(self) -> bool:
        """Nobody has ticked it: it can be taken away."""
        return self.given_at is None and self.received_at is None

    @property
    def done(self) -> bool:
        """Both have ticked it."""
        return self.given_at is not None and self.received_at is not None

    def ticked(self, side: Side) -> datetime | None:
        """When a side ticked it."""
        return self.given_at if side == Side.LEAVES else self.received_at


@dataclass(frozen=True)
class Parties:
    """Who is who. `shut_out`: the leaver's role isn't in force any more, so that somebody must tick for them.

    A substitute's role is in force only while the others are away, so a substitute is always helped.
    """

    leaver_id: UUID
    taker_id: UUID | None
    shut_out: bool

    def sides_of(self, person_id: UUID, *, administers: bool) -> tuple[Side, ...]:
        """The side a person ticks for: never both. An administrator ticks for a leaver who is shut out."""
        if person_id == self.taker_id:
            return (Side.TAKES_OVER,)
        if person_id == self.leaver_id or (administers and self.shut_out):
            return (Side.LEAVES,)
        return ()

    def may_see(self, person_id: UUID, *, administers: bool) -> bool:
        """The two, and the administrators of their organisation."""
        return administers or person_id in (self.leaver_id, self.taker_id)

    def may_arrange(self, person_id: UUID, *, administers: bool) -> bool:
        """Who chooses the one to take over, and takes points away: the leaver and the administrators."""
        return administers or person_id == self.leaver_id


def standard_for(kind: AppointmentKind) -> list[Standard]:
    """The points of a list for somebody who was appointed as this."""
    return [each for each in STANDARD if kind in each.kinds]


def finished(points: Sequence[Point]) -> bool:
    """Everything is ticked by both."""
    return bool(points) and all(each.done for each in points)


def check_side(parties: Parties, side: Side, person_id: UUID, *, administers: bool) -> None:
    """Denied for whoever doesn't tick for that side."""
    if side not in parties.sides_of(person_id, administers=administers):
        raise Denied(_("Her krysser den andre av for seg."), rule="hand-over side")


def check_open(finished_at: datetime | None) -> None:
    """Conflict when the hand-over is finished."""
    if finished_at is not None:
        raise Conflict(FINISHED)


def check_version(seen: int, now: int) -> None:
    """Conflict when points or the one who takes over changed after the page was opened."""
    if seen != now:
        raise Conflict(CHANGED)


def check_point(text: str, *, already: int) -> None:
    """Invalid for a text that can't be stored, for one that may identify somebody, and for too long a list.

    Names too: what goes to whom is said by part to play, and step 0 has nothing about persons worried about.
    """
    rules.check_words(longest={"text": LONGEST_POINT}, text=text)
    if already >= MOST_POINTS:
        raise Invalid(fields={"text": _("Lista kan ha høyst %(most)s punkter.") % {"most": MOST_POINTS}})
    found = anonymity.find(text)
    if found:
        raise Invalid(
            fields={
                "text": _(
                    "«%(quote)s» kan peke på en enkeltperson. Skriv hva det gjelder, uten å si hvem. "
                    "Det som handler om noen, går dere gjennom i Avklar."
                )
                % {"quote": found[0].text}
            }
        )
