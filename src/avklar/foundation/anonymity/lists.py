"""The word lists of the text check, read once when first needed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lists:
    """Words in small letters. ``also_words`` are first names that are ordinary words too (Stein, Dag, Liv).

    ``verbs`` are forms of verbs that as a rule only persons do.
    """

    first: frozenset[str]
    last: frozenset[str]
    also_words: frozenset[str]
    places: frozenset[str]
    wide: frozenset[str]
    ordinary: frozenset[str]
    verbs: frozenset[str]


@cache
def lists() -> Lists:
    """All lists of the ``data`` folder."""
    return Lists(
        first=_read("first_names.txt"),
        last=_read("last_names.txt"),
        also_words=_read("names_that_are_words.txt"),
        places=_read("places.txt"),
        wide=_read("not_identifying.txt"),
        ordinary=_read("ordinary_words.txt"),
        verbs=_read("person_verbs.txt"),
    )


def _read(name: str) -> frozenset[str]:
    """The words of a list: separated by white space, ``_`` for a space inside one, ``#`` starts a remark."""
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    lines = (line.partition("#")[0] for line in text.splitlines())
    return frozenset(word.replace("_", " ").casefold() for line in lines for word in line.split())
