"""What an import asks a person before anything is written: which municipality, which role, which of two lines. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _

from avklar.people.organisations.cards import OrganisationCard
from avklar.people.organisations.importing.cells import shown
from avklar.people.organisations.states import AppointmentKind

SKIP = "skip"
Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Question:
    """One question for all lines that need it. `near` are the likely answers, `others` the rest; (value, words)."""

    key: str
    ask: str
    why: str
    near: Options
    others: Options = ()
    rows: tuple[int, ...] = ()


def key_of(*parts: object) -> str:
    """The same for the same question, whatever file it comes from; holds no text of the file."""
    return "q" + sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:16]


def place_question(written: str, near: Sequence[OrganisationCard], places: Sequence[OrganisationCard]) -> Question:
    """Which municipality is meant?"""
    words = {"text": shown(written)}
    return Question(
        key=key_of("place", written),
        ask=_("Hvilken kommune er «%(text)s»?") % words,
        why=_why(words, near),
        near=tuple((str(each.id), each.name) for each in near),
        others=tuple((str(each.id), each.name) for each in places if each not in near),
    )


def _why(words: dict[str, str], near: Sequence[OrganisationCard]) -> str:
    unknown = _("Vi kjenner ingen kommune i distriktet som heter «%(text)s».") % words
    if not near:
        return unknown
    return _("%(unknown)s Mente du %(near)s?") % {
        "unknown": unknown,
        "near": _(" eller ").join(each.name for each in near),
    }


def disagreement(
    number: str, place: str, near: Sequence[OrganisationCard], rest: Sequence[OrganisationCard]
) -> Question:
    """Number and name are two municipalities: which?"""
    words = {"number": shown(number), "text": shown(place)}
    asked = place_question(f"{number} {place}", near, rest)
    why = _("Nummeret %(number)s og navnet «%(text)s» er to forskjellige kommuner.") % words
    return Question(asked.key, asked.ask, why, asked.near, asked.others)


def role_question(written: str) -> Question:
    """Which kind of contact is meant?"""
    words = {"text": shown(written)}
    return Question(
        key=key_of("role", written.casefold()),
        ask=_("Hva slags kontakt er «%(text)s»?") % words if written else _("Hva slags kontakt er de uten rolle?"),
        why=_("Vi kjenner ikke rollen «%(text)s».") % words if written else _("Rollen mangler."),
        near=tuple((kind.value, str(kind.label)) for kind in AppointmentKind),
    )
