"""The fictional cast: who they are, for which organisation, in which role. Nobody here exists."""

from __future__ import annotations

from dataclasses import dataclass

from avklar.foundation.access.roles import Role

DISTRICT = "innlandet"
DISTRICT_NAME = "Innlandet politidistrikt"
DOMAIN = "eksempel.example"


@dataclass(frozen=True)
class Person:
    """One of the cast. `place` is a municipality number or DISTRICT; `serves` are the municipalities of a police contact."""

    key: str
    name: str
    place: str
    role: Role
    serves: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        """An address that leads nowhere (RFC 2606)."""
        return f"{self.key}@{DOMAIN}"


CONTACT, DEPUTY, SUBSTITUTE = Role.RADICALISATION_CONTACT, Role.DEPUTY, Role.SUBSTITUTE
POLICE, FRONTLINE = Role.POLICE_CONTACT, Role.FRONTLINE

PEOPLE: tuple[Person, ...] = (
    # The district
    Person("leder", "Ragnhild Moseng", DISTRICT, Role.DISTRICT_LEAD),
    Person("spesialist", "Torgeir Ulvund", DISTRICT, Role.POLICE_RADICALISATION_CONTACT),
    Person("liv", "Liv Haugseter", DISTRICT, POLICE, ("3428", "3427", "3429")),
    Person("runar", "Runar Fjellvang", DISTRICT, POLICE, ("3407", "3443")),
    Person("synnove", "Synnøve Brekkhus", DISTRICT, POLICE, ("3403", "3433", "3434")),
    Person("ombud-politi", "Eivind Sollihøgda", DISTRICT, Role.PRIVACY_OFFICER),
    Person("admin-politi", "Grete Nordhagen", DISTRICT, Role.ADMINISTRATOR),
    Person("redaktor", "Vilde Skogmo", DISTRICT, Role.EDITOR),
    Person("moderator", "Halvor Dalsrud", DISTRICT, Role.MODERATOR),
    # Gjøvik
    Person("mari", "Mari Lauvrud", "3407", CONTACT),
    Person("sivert", "Sivert Aasmoen", "3407", DEPUTY),
    Person("ida", "Ida Tangerud", "3407", FRONTLINE),
    Person("ombud", "Karin Lyseng", "3407", Role.PRIVACY_OFFICER),
    Person("admin", "Per Olav Stenseng", "3407", Role.ADMINISTRATOR),
    # Alvdal
    Person("odd", "Odd Kvernstad", "3428", CONTACT),
    Person("berit", "Berit Sandeggen", "3428", DEPUTY),
    Person("anders", "Anders Vollmoen", "3428", SUBSTITUTE),
    Person("laerer", "Hanne Bergseter", "3428", FRONTLINE),
    Person("ombud-alvdal", "Trond Egilstad", "3428", Role.PRIVACY_OFFICER),
    Person("admin-alvdal", "Solveig Husmo", "3428", Role.ADMINISTRATOR),
    # Tynset: the stranger from the neighbour municipality
    Person("fremmed", "Gunn Holtesmo", "3427", CONTACT),
    Person("tynset-laerer", "Jon Arild Nymoen", "3427", FRONTLINE),
    # Hamar
    Person("nadia", "Nadia Westgård", "3403", CONTACT),
    Person("frode", "Frode Kirkerud", "3403", DEPUTY),
    Person("hamar-laerer", "Maja Storlien", "3403", FRONTLINE),
    # Skjåk (nynorsk)
    Person("aslaug", "Aslaug Bismo", "3433", CONTACT),
    Person("skjak-laerar", "Knut Skamsar", "3433", FRONTLINE),
    # Elverum
    Person("elverum", "Tuva Grindalen", "3420", CONTACT),
    Person("elverum-laerer", "Omar Rustad", "3420", FRONTLINE),
    # Ringsaker
    Person("ringsaker", "Leif Nærlund", "3411", CONTACT),
    Person("ringsaker-laerer", "Silje Tømte", "3411", FRONTLINE),
)

CARDS: tuple[str, ...] = (
    "laerer", "odd", "liv", "mari", "leder", "ombud", "admin", "fremmed", "aslaug", "spesialist",
)  # fmt: skip
"""Who stands on the sign-in page, in this order."""


def person(key: str) -> Person:
    """One of the cast by key."""
    return next(each for each in PEOPLE if each.key == key)
