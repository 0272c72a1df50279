"""The fictional cast: who they are, for which organisation, in which role. Nobody here exists."""

from __future__ import annotations

from dataclasses import dataclass

from avklar.foundation.access.roles import Role

DISTRICT = "innlandet"
DISTRICT_NAME = "Innlandet politidistrikt"
DOMAIN = "eksempel.example"


@dataclass(frozen=True)
class Person:
    """One of the cast. `place` is a municipality number or DISTRICT; `serves` is for a police contact."""

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

LEAD = Person("leder", "Ragnhild Moseng", DISTRICT, Role.DISTRICT_LEAD)
POLICE_ADMINISTRATOR = Person("admin-politi", "Grete Nordhagen", DISTRICT, Role.ADMINISTRATOR)
POLICE_OFFICER = Person("ombud-politi", "Eivind Sollihøgda", DISTRICT, Role.PRIVACY_OFFICER)
ADMINISTRATOR = Person("admin", "Per Olav Stenseng", "3407", Role.ADMINISTRATOR)
OFFICER = Person("ombud", "Karin Lyseng", "3407", Role.PRIVACY_OFFICER)
"""Administrator and privacy officer of all the municipalities together, as neighbours often have them."""

PLAYERS: tuple[Person, ...] = (
    Person("laerer", "Hanne Bergseter", "3428", FRONTLINE),
    Person("odd", "Odd Kvernstad", "3428", CONTACT),
    Person("berit", "Berit Sandeggen", "3428", DEPUTY),
    Person("anders", "Anders Vollmoen", "3428", SUBSTITUTE),
    LEAD,
    Person("spesialist", "Torgeir Ulvund", DISTRICT, Role.POLICE_RADICALISATION_CONTACT),
    Person("liv", "Liv Haugseter", DISTRICT, POLICE, ("3428", "3427", "3429")),
    Person("runar", "Runar Fjellvang", DISTRICT, POLICE, ("3407", "3443")),
    Person("synnove", "Synnøve Brekkhus", DISTRICT, POLICE, ("3403", "3433", "3434", "3420", "3411")),
    Person("redaktor", "Vilde Skogmo", "3407", Role.EDITOR),
    Person("moderator", "Halvor Dalsrud", "3407", Role.MODERATOR),
    Person("mari", "Mari Lauvrud", "3407", CONTACT),
    Person("sivert", "Sivert Aasmoen", "3407", DEPUTY),
    Person("ida", "Ida Tangerud", "3407", FRONTLINE),
    Person("fremmed", "Gunn Holtesmo", "3427", CONTACT),  # the stranger from the neighbour municipality
    Person("tynset-laerer", "Jon Arild Nymoen", "3427", FRONTLINE),
    Person("nadia", "Nadia Westgård", "3403", CONTACT),
    Person("frode", "Frode Kirkerud", "3403", DEPUTY),
    Person("hamar-laerer", "Maja Storlien", "3403", FRONTLINE),
    Person("aslaug", "Aslaug Bismo", "3433", CONTACT),
    Person("skjak-laerar", "Knut Skamsar", "3433", FRONTLINE),
    Person("elverum", "Tuva Grindalen", "3420", CONTACT),
    Person("elverum-laerer", "Omar Rustad", "3420", FRONTLINE),
    Person("ringsaker", "Leif Nærlund", "3411", CONTACT),
    Person("ringsaker-laerer", "Silje Tømte", "3411", FRONTLINE),
)

VACANT = frozenset({"3424", "3430", "3450"})
"""Municipalities without a contact today, so that the lead has somebody to call."""

NAMED_CASES = ("3428", "3407", "3403", "3433", "3420", "3411", DISTRICT)
"""Who has approved legal grounds and keeps named cases. 3427 hasn't, so that the shut page can be seen."""

FIRST_NAMES = [
    "Astrid",
    "Bjarte",
    "Cecilie",
    "Dagfinn",
    "Eline",
    "Fredrik",
    "Guro",
    "Håvard",
    "Ingeborg",
    "Jostein",
    "Kjersti",
    "Lars",
    "Marte",
]
LAST_NAMES = [
    "Øvermo",
    "Åslien",
    "Storhaug",
    "Rønningli",
    "Kvitberg",
    "Myrlund",
    "Hovdegard",
    "Lianes",
    "Tangmoen",
    "Bakkelid",
    "Solstuen",
]
SERVED_TOGETHER = 4


def neighbours(numbers: list[str]) -> list[Person]:
    """Contact and deputy for the other municipalities, and their police contacts, with names from two lists."""
    others = [number for number in numbers if number not in _played(CONTACT) | VACANT]
    unserved = [number for number in numbers if number not in {n for each in PLAYERS for n in each.serves}]
    groups = [unserved[n : n + SERVED_TOGETHER] for n in range(0, len(unserved), SERVED_TOGETHER)]
    contacts = [Person(f"kontakt-{number}", _name(n), number, CONTACT) for n, number in enumerate(others)]
    deputies = [Person(f"vara-{number}", _name(n + 60), number, DEPUTY) for n, number in enumerate(others) if n % 6]
    police = [
        Person(f"politi-{n + 1}", _name(n + 110), DISTRICT, POLICE, tuple(group)) for n, group in enumerate(groups)
    ]
    return contacts + deputies + police


def _played(role: Role) -> set[str]:
    return {person.place for person in PLAYERS if person.role == role}


def _name(number: int) -> str:
    return f"{FIRST_NAMES[number % 13]} {LAST_NAMES[number % 11]}"
