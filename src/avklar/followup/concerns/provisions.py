"""The provisions of the Penal Code that an utterance or act may fall under: dated data, not code (R3, R8)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import gettext, gettext_noop

DATA = Path(__file__).parent / "data" / "provisions.json"
# The titles of the data file, named here so that they stand in the catalogues.
TITLES = (
    gettext_noop("terrorhandlinger"),
    gettext_noop("terrorforbund"),
    gettext_noop("terrortrusler"),
    gettext_noop("terrorfinansiering"),
    gettext_noop("oppfordring, rekruttering og opplæring til terrorhandlinger"),
    gettext_noop("deltakelse i en terrororganisasjon"),
    gettext_noop("oppfordring til en straffbar handling"),
    gettext_noop("hatefulle ytringer"),
    gettext_noop("diskriminering"),
    gettext_noop("trusler"),
    gettext_noop("grove trusler"),
    gettext_noop("trusler mot særskilt utsatte yrkesgrupper"),
    gettext_noop("hensynsløs atferd"),
    gettext_noop("kroppskrenkelse"),
    gettext_noop("kroppsskade"),
    gettext_noop("skadeverk"),
)


@dataclass(frozen=True)
class Provision:
    """One provision; `valid_to` is its last day, None while it is in force."""

    code: str
    title: str
    valid_from: date
    valid_to: date | None

    @property
    def label(self) -> str:
        """«Straffeloven § 263: trusler»."""
        return gettext("Straffeloven § %(code)s: %(title)s") % {"code": self.code, "title": gettext(self.title)}

    def in_force(self, on: date) -> bool:
        """Whether it applies on a day, both ends included."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@cache
def every() -> tuple[Provision, ...]:
    """All provisions of the data file, in its order."""
    return tuple(
        Provision(
            row["code"],
            row["title"],
            date.fromisoformat(row["from"]),
            date.fromisoformat(row["to"]) if row["to"] else None,
        )
        for row in json.loads(DATA.read_text(encoding="utf-8"))
    )


def in_force(on: date) -> list[Provision]:
    """What can be named on a day."""
    return [each for each in every() if each.in_force(on)]


def label(code: str) -> str:
    """The words for a stored code, also after the provision went out of force."""
    return next((each.label for each in every() if each.code == code), code)
