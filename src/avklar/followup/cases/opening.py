"""What a case may be opened from, and what the form begins with. Nothing is copied by itself: the contact chooses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from avklar.followup.cases.states import Age, Hand, Kind, LegalClass, Origin, Source
from avklar.followup.concerns import queries as concerns
from avklar.followup.concerns import rules as concern_rules
from avklar.followup.concerns.cards import Opened, Seen
from avklar.followup.concerns.states import About, Utterance
from avklar.followup.concerns.states import Hand as ConcernHand
from avklar.followup.consultations import queries as consultations
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.anonymity import AgeBand

MOST_OBSERVATIONS = 8
AGES: dict[AgeBand, Age] = {
    AgeBand.UNDER_13: Age.UNDER_15,
    AgeBand.FROM_16: Age.FROM_15,
    AgeBand.FROM_18: Age.FROM_18,
    AgeBand.FROM_25: Age.FROM_25,
    AgeBand.FROM_40: Age.FROM_40,
    AgeBand.FROM_67: Age.FROM_67,
    AgeBand.UNKNOWN: Age.UNKNOWN,
}
"""A concern's band where the case's band holds all of it; 13–15 years lies on both sides of the limit of 15."""
CARD = ("fact", "interpretation", "seen_on", "source", "hand", "verified", "kind", "legal_class", "provision")


@dataclass(frozen=True)
class Door:
    """What the case comes from: kind and id, and for a concern what was written in it."""

    origin: Origin = Origin.OTHER
    origin_id: UUID | None = None
    concern: Opened | None = None

    @property
    def draft(self) -> str:
        """The name of the draft: one for each thing a case may be opened from."""
        return f"case-open:{self.origin_id or self.origin}"

    @property
    def age(self) -> str:
        """The age band to begin with, where the concern tells it."""
        return str(AGES.get(self.concern.line.age_band, "")) if self.concern else ""

    @property
    def only_expression(self) -> bool:
        """Whether all that the concern tells of is lawful expression, which opens nothing (R3)."""
        return self.concern is not None and concern_rules.only_expression(self.concern.observations)

    @property
    def about_more(self) -> bool:
        """Whether the concern is about a group or a place; a case is about one person (R21)."""
        return self.concern is not None and self.concern.line.about is not About.PERSON

    def seen(self) -> dict[UUID, Seen]:
        """The concern's observations by id."""
        return {each.id: each for each in self.concern.observations} if self.concern else {}


def door(actor: Actor, asked: Mapping[str, str]) -> Door:
    """The door that the address names.

    NotFound for an id that is none, a concern that isn't theirs or is closed, a consultation they didn't ask for. A
    disclosure is named without its id: which one it is, is written where it is linked to the case, in its own room.
    """
    if wanted := asked.get("concern"):
        concern = _concern(actor, _id(wanted))
        return Door(Origin.CONCERN, concern.line.id, concern)
    if wanted := asked.get("consultation"):
        return Door(Origin.CONSULTATION, consultations.owned(actor, _id(wanted)))
    return Door(Origin.DISCLOSURE if "disclosure" in asked else Origin.OTHER)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


def _concern(actor: Actor, concern_id: UUID) -> Opened:
    if not actor.may(Permission.CONCERN_READ):
        raise NotFound
    found = concerns.opened(actor, concern_id)
    if not found.readable:
        raise NotFound
    return found


def copied(seen: Seen) -> dict[str, str]:
    """One observation of the concern as a card to go on with. What the contact must judge anew is left open (R3)."""
    punishable = seen.by_contact is Utterance.PUNISHABLE
    expression = Utterance.NONE not in (seen.reported, seen.by_contact)
    return {
        "fact": seen.fact,
        "interpretation": seen.interpretation,
        "source": str(Source.OWN_SERVICE),
        "hand": str(Hand.FIRST if seen.hand is ConcernHand.FIRST else Hand.TOLD),
        "kind": "" if punishable else str(Kind.EXPRESSION if expression else Kind.ACT),
        "legal_class": str(LegalClass.PUNISHABLE) if punishable else "",
        "provision": seen.provision,
        "copied_from": str(seen.id),
    }


def cards(posted: Mapping[str, Any]) -> list[dict[str, str]]:
    """The observations that the page sent, in its order; at most eight."""
    numbers = [number for number in range(1, MOST_OBSERVATIONS + 1) if f"o{number}-fact" in posted]
    return [{name: str(posted.get(f"o{number}-{name}", "")) for name in (*CARD, "copied_from")} for number in numbers]


def numbered(given: list[dict[str, str]]) -> dict[str, str]:
    """The same as fields of the page: o1-fact, o1-seen_on, … An empty tick isn't sent."""
    return {
        f"o{number}-{name}": text
        for number, each in enumerate(given, 1)
        for name, text in each.items()
        if text or name != "verified"
    }


def changed(given: list[dict[str, str]], doing: str, seen: Mapping[UUID, Seen]) -> list[dict[str, str]]:
    """One card more (`add`), one copied from the concern (`copy:<id>`), or one less (`remove:2`)."""
    verb, _colon, what = doing.partition(":")
    if verb == "remove":
        return [each for place, each in enumerate(given, 1) if str(place) != what]
    if len(given) >= MOST_OBSERVATIONS:
        return given
    if verb == "copy":
        wanted = next((each for each in seen.values() if str(each.id) == what), None)
        written = [
            each for each in given if any(text for name, text in each.items() if name in ("fact", "copied_from"))
        ]
        return [*written, copied(wanted)] if wanted else given
    return [*given, {}]
