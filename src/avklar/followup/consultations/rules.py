"""What may leave on step 1, as pure functions (R2): what stops a text, and what a side may do.

Each rule has a form that raises with the reason and a form that answers; the server always counts anew before sending.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from avklar.followup.consultations.states import OPEN, Side, State
from avklar.foundation.access.errors import Conflict, Denied, Invalid
from avklar.foundation.anonymity import Estimate, Find, Kind
from avklar.foundation.anonymity.normal import Plain

HIDING_NEEDS = 3
"""A hidden sender makes sense only towards a police contact who serves at least three municipalities (R2)."""

SHORT_NAME = 4
SHORTEST_REASON = 4
LONGEST_REASON = 300
LONGEST_TEXT = 8000

TELLS_WHERE = frozenset({Kind.PLACE, Kind.ORGANISATION})
"""Kinds of find that show which municipality asks: never explained while the sender is hidden."""


class Stop(enum.Enum):
    """Why something can't be sent yet; the value is the sentence shown beside the button."""

    EMPTY = _("Skriv det du vil drøfte.")
    TOO_LONG = _("Teksten er for lang. Den kan ha høyst 8000 tegn.")
    UNKNOWN = _("Vi kan ikke regne ut hvor mange det kan være. Da kan vi ikke si at drøftingen er uten navn.")
    TOO_FEW = _("Opplysningene passer på færre enn fem personer. Oppgi mindre, så kan du drøfte uten navn.")
    PLACE_UNCOUNTED = _("Du har beholdt et sted i teksten. Velg hvor det er, så regner vi innenfor det stedet.")
    FINDS = _("Noe i teksten kan vise hvem det er.")
    HIDING = _("Kommunen kan bare skjules for en politikontakt som har minst tre kommuner.")


@dataclass(frozen=True)
class Hidden:
    """Words that would show a hidden sender: the municipality's name, then the sender's own. Empty: nobody hides."""

    words: tuple[str, ...] = ()

    def shows(self, text: str) -> bool:
        """Whether `text` holds one of the words."""
        plain = Plain(text).text
        return any(word_pattern(word).search(plain) for word in self.words)


def word_pattern(word: str) -> re.Pattern[str]:
    """Finds a long name in any case and with any ending; a short one only as it is written, or in capitals.

    Short municipality names are ordinary words too (Os, Sel, Gran).
    """
    joined = r"[\s-]?".join(re.escape(part) for part in re.split(r"[\s-]+", word) if part)
    if len(word) > SHORT_NAME:
        return re.compile(rf"(?<!\w){joined}\w*", re.IGNORECASE)
    return re.compile(rf"(?<!\w)(?:{joined}|{re.escape(word.upper())})s?(?!\w)")


NOT_HIDDEN = Hidden()


def may_hide(*, police: bool, serves: int) -> bool:
    """Whether «skjul kommunen» is offered at all (R2)."""
    return police and serves >= HIDING_NEEDS


def explainable(find: Find, hidden: Hidden = NOT_HIDDEN) -> bool:
    """Whether a find may stay when explained. Identity numbers, telephone, e-mail, address and handles never (R2)."""
    if not find.explainable:
        return False
    return not hidden.words or not (find.kind in TELLS_WHERE or hidden.shows(find.text))


def is_reason(reason: str) -> bool:
    """Whether an explanation says something."""
    return SHORTEST_REASON <= len(reason.strip()) <= LONGEST_REASON


def remaining(finds: Iterable[Find], explanations: Mapping[str, str], hidden: Hidden = NOT_HIDDEN) -> list[Find]:
    """The finds that still stop: not explained, or of a kind that can't be. Explanations go by the find's text."""
    return [find for find in finds if not (explainable(find, hidden) and is_reason(explanations.get(find.text, "")))]


def stops_of_text(text: str, left: Sequence[Find]) -> list[Stop]:
    """What stops a text: nothing in it, too much of it, or finds left."""
    found = [Stop.EMPTY] if not text.strip() else []
    found += [Stop.TOO_LONG] if len(text) > LONGEST_TEXT else []
    return found + ([Stop.FINDS] if left else [])


def stops_of_kept(kept: Iterable[Find], *, setting_given: bool, municipality: str = "") -> list[Stop]:
    """A kept school, club or place narrows the crowd, so it must be counted within a setting (R2).

    The asking municipality's own name narrows nothing that isn't counted already.
    """
    narrow = [one for one in kept if one.kind in TELLS_WHERE and one.text.strip() != municipality]
    return [Stop.PLACE_UNCOUNTED] if narrow and not setting_given else []


def stops_of_facts(estimate: Estimate, *, hide: bool, police: bool, serves: int) -> list[Stop]:
    """What stops the coarse facts: an unknown factor, too few persons, or hiding where it makes no sense."""
    found = [Stop.HIDING] if hide and not may_hide(police=police, serves=serves) else []
    if not estimate.known:
        return [*found, Stop.UNKNOWN]
    return found if estimate.enough else [*found, Stop.TOO_FEW]


def check_stops(stops: Sequence[Stop]) -> None:
    """Raise Invalid with the first reason."""
    if stops:
        raise Invalid(stops[0].value, rule=f"R2 {stops[0].name.lower()}")


def is_open(state: State) -> bool:
    """Whether anything may still be written."""
    return state in OPEN


def check_open(state: State) -> None:
    """Raise Conflict when the consultation has ended."""
    if not is_open(state):
        raise Conflict(ENDED_MEANWHILE, rule="R12 ended")


def may_end(side: Side, state: State) -> bool:
    """The municipality that asked ends the consultation."""
    return side is Side.OWNER and is_open(state)


def check_may_end(side: Side, state: State) -> None:
    """Raise Denied for the other side, Conflict when it has ended."""
    if side is not Side.OWNER:
        raise Denied(_("Det er kommunen som spurte, som avslutter drøftingen."), rule="R2 owner ends")
    check_open(state)


ENDED_MEANWHILE: Promise = _("Drøftingen er avsluttet, så teksten ble ikke sendt. Den står fortsatt i feltet.")
