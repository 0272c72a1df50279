"""Finds the municipality that a line means: by number, by name however it is written, or by asking. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from difflib import get_close_matches

from avklar.people.organisations.cards import OrganisationCard
from avklar.people.organisations.importing.asking import Question, disagreement, place_question

NEAR, LEAST_LIKENESS = 3, 0.7
LETTERS = str.maketrans({"ø": "o", "æ": "a", "ß": "s"})


class Gazetteer:
    """The district's municipalities, to be found by what people write; remembers what it was asked."""

    def __init__(self, places: Sequence[OrganisationCard]) -> None:
        self.places = places
        self.by_number = {each.number: each for each in places}
        self.by_name: dict[str, list[OrganisationCard]] = defaultdict(list)
        for each in places:
            self.by_name[folded(each.name)].append(each)
        self._known: dict[tuple[str, str], OrganisationCard | Question] = {}

    def find(self, number: str, place: str) -> OrganisationCard | Question:
        """The municipality, or the question to ask. Old numbers are common: a name that is known is enough."""
        asked = (number, place)
        if asked not in self._known:
            self._known[asked] = self._find(*_parted(number, place))
        return self._known[asked]

    def _find(self, number: str, place: str) -> OrganisationCard | Question:
        by_number = self.by_number.get(number.zfill(4)) if number else None
        by_name = self.by_name.get(folded(place), []) if place else []
        if by_number and by_name and by_number not in by_name:
            near = [by_number, *by_name]
            return disagreement(number, place, near, self.places)
        if by_number and (by_name or not place or self._is_near(place, by_number)):
            return by_number
        if by_number is None and len(by_name) == 1:
            return by_name[0]
        near = [by_number] if by_number else []
        near += [each for each in (by_name or self._near(place)) if each not in near]
        return place_question(" ".join(part for part in (number, place) if part), near, self.places)

    def _is_near(self, place: str, card: OrganisationCard) -> bool:
        return card in self._near(place)

    def _near(self, place: str) -> list[OrganisationCard]:
        names = get_close_matches(folded(place), list(self.by_name), n=NEAR, cutoff=LEAST_LIKENESS)
        return [each for name in names for each in self.by_name[name]]


def folded(name: str) -> str:
    """«Sør-Fron kommune» → «sor fron»: without what a keyboard or an old file may have lost."""
    small = unicodedata.normalize("NFD", name.casefold()).translate(LETTERS)
    letters = "".join(sign for sign in small if not unicodedata.combining(sign)).replace("aa", "a")
    words = re.sub(r"[\W_]+", " ", letters).split()
    return " ".join(word for word in words if word not in ("kommune", "kommunen", "herad", "innlandet"))


def _parted(number: str, place: str) -> tuple[str, str]:
    """«3428 Alvdal» in one cell is a number and a name, whichever column it stands in."""
    for text, other in ((place, number), (number, place)):
        found = re.fullmatch(r"\s*(\d{3,4})\s*[-–:.]?\s*(\D{2,})", text)
        if found and other.strip() in ("", found[1]):
            return found[1], found[2].strip()
    if re.fullmatch(r"\s*\d{3,4}\s*", place) and not number.strip():
        return place.strip(), ""
    return re.sub(r"\D", "", number), place.strip()
