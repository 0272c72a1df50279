"""Finds a municipality by what people write: no Norwegian letters, wrong letters, an older name, a village. Pure.

Each name is kept in two keys. The plain one changes letter by letter, so that one wrong letter stays one; the coarse
one takes together what sounds or is typed alike: å and aa, ø and oe, øystre and østre, one l and two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from avklar.public.contacts.lengths import LONGEST_SEARCH

LETTERS = str.maketrans({"æ": "a", "ä": "a", "ø": "o", "ö": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "s"})
SPELT_OUT = str.maketrans({"æ": "ae", "ä": "ae", "ø": "o", "ö": "o", "å": "aa"})
SOUNDS = {"oey": "o", "oy": "o", "oe": "o", "ae": "a"}
_SOUND = re.compile("|".join(SOUNDS))
_TWICE = re.compile(r"(.)\1+")
PARTS = {"aust": "ost", "austre": "ostre", "sore": "sondre", "sankt": "st"}
"""Parts of names that are written in another way in nynorsk or in an older spelling."""
A_MUNICIPALITY = frozenset({"kommune", "kommunen", "kommuna", "herad", "suohkan", "gielda", "tjielte", "municipality"})
"""What the word is called, in Norwegian, Sami and English; it tells nothing about which one."""
SHORT, LONG_ENOUGH, FAR = 5, 3, 2


class Rank(IntEnum):
    """How well a name fits, the best first."""

    EXACT = 0
    OTHER_NAME = 1
    BEGINS = 2
    OTHER_BEGINS = 3
    HAS_WORD = 4
    WITHIN = 5
    NEAR = 6
    FARTHER = 7
    NEAR_OTHER = 8


@dataclass(frozen=True, slots=True)
class Found:
    """A municipality that fits; `via` is the older name or the village by which it was found, otherwise empty."""

    number: str
    name: str
    rank: Rank
    via: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """A name as it is compared: see above. `spaced` is the coarse words with a space before each; `letters` and
    `word_letters` have a bit for each letter that is in the plain one, or in each coarse word.
    """

    plain: str
    coarse: str
    words: tuple[str, ...]
    spaced: str
    letters: int
    word_letters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    number: str
    name: str
    key: Key
    via: str = ""


@dataclass(frozen=True)
class Index:
    """All names of some municipalities, to be searched."""

    names: Sequence[_Name] = field(default_factory=list)

    def find(self, text: str) -> list[Found]:
        """Every municipality that fits, the best first; nothing for a text without a letter or figure.

        Where something fits as it is written, only what is one letter away is shown besides.
        """
        asked = key_of(text)
        if not asked.plain:
            return []
        best: dict[str, Found] = {}
        for each in self.names:
            rank = Rank.EXACT if asked.plain == each.number else _rank(asked, each)
            if rank is not None and (each.number not in best or rank < best[each.number].rank):
                best[each.number] = Found(each.number, each.name, rank, each.via)
        found = sorted(best.values(), key=lambda each: each.rank)
        farthest = Rank.NEAR if found and found[0].rank < Rank.NEAR else Rank.NEAR_OTHER
        return [each for each in found if each.rank <= farthest]


def index(places: Iterable[tuple[str, str]], others: Mapping[str, Sequence[str]]) -> Index:
    """Of (number, name), in the order in which equals are shown, and the other names by number."""
    names = []
    for number, name in places:
        names.append(_Name(number, name, key_of(name)))
        names += [_Name(number, name, key_of(other), other) for other in others.get(number, ())]
    return Index(names)


def straight(found: Sequence[Found]) -> Found | None:
    """The only one that is called exactly so, today or before; None when one has to choose."""
    exact = [each for each in found if each.rank <= Rank.OTHER_NAME]
    best = [each for each in exact if each.rank == exact[0].rank]
    return best[0] if len(best) == 1 else None


def key_of(text: str) -> Key:
    """A text as it is compared. Only its first letters count: no name is longer."""
    small = unicodedata.normalize("NFC", text[: 4 * LONGEST_SEARCH]).casefold()
    plain = [word for word in _words(small, LETTERS) if word not in A_MUNICIPALITY]
    coarse = [_coarse(word) for word in _words(small, SPELT_OUT) if word not in A_MUNICIPALITY]
    joined = "".join(plain)[:LONGEST_SEARCH]
    return Key(
        plain=joined,
        coarse=_once("".join(coarse)[:LONGEST_SEARCH]),
        words=tuple(coarse),
        spaced="".join(f" {word}" for word in coarse),
        letters=_letters(joined),
        word_letters=tuple(_letters(word) for word in coarse),
    )


def distance(one: str, other: str, most: int) -> int:
    """How many letters are wrong, missing, too many or have changed places with the next; `most` + 1 for any more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one):
        now = [i + 1]
        for j, b in enumerate(other):
            step = min(row[j + 1] + 1, now[j] + 1, row[j] + (a != b))
            if i and j and a == other[j - 1] and b == one[i - 1]:
                step = min(step, before[j - 1] + 1)
            now.append(step)
        if min(now) > most:
            return most + 1
        before, row = row, now
    return row[-1]


def _words(text: str, letters: dict[int, str]) -> list[str]:
    bare = unicodedata.normalize("NFD", text.translate(letters))
    return re.findall(r"[^\W_]+", "".join(sign for sign in bare if not unicodedata.combining(sign)))


def _coarse(word: str) -> str:
    sounded = _once(_SOUND.sub(lambda match: SOUNDS[match[0]], word))
    return PARTS.get(sounded, sounded)


def _once(text: str) -> str:
    return _TWICE.sub(r"\1", text)


def _letters(text: str) -> int:
    bits = 0
    for letter in text:
        bits |= 1 << (ord(letter) % 61)
    return bits


def _rank(asked: Key, each: _Name) -> Rank | None:
    key = each.key
    if _is_far(asked.letters, key.letters):
        return None
    if asked.plain == key.plain or asked.coarse == key.coarse:
        return Rank.OTHER_NAME if each.via else Rank.EXACT
    if key.plain.startswith(asked.plain) or key.coarse.startswith(asked.coarse):
        return _begins(asked, each)
    if not each.via and f" {asked.coarse}" in key.spaced:
        return Rank.HAS_WORD
    if _within(asked, key):
        return Rank.WITHIN
    return _near(asked, each)


def _is_far(asked: int, letters: int) -> bool:
    """Whether each has three letters that the other lacks: more than two can be wrong, and more than spelling hides."""
    return (asked & ~letters).bit_count() > FAR and (letters & ~asked).bit_count() > FAR


def _begins(asked: Key, each: _Name) -> Rank | None:
    """A village of which only a letter or two is written would be found by chance."""
    if each.via:
        return Rank.OTHER_BEGINS if len(asked.plain) >= LONG_ENOUGH else None
    return Rank.BEGINS


def _within(asked: Key, key: Key) -> bool:
    """Whether more is written than the name: «Vang i Valdres», «Alvdalen», «Gjøvik by»."""
    if asked.words[: len(key.words)] == key.words:
        return True
    return len(key.coarse) >= SHORT and asked.coarse.startswith(key.coarse)


def _near(asked: Key, each: _Name) -> Rank | None:
    """One letter wrong in a short name, two in a longer one, one in a word of it."""
    key = each.key
    most = 1 if len(key.plain) < SHORT else 2
    if _may_be_near(asked.letters, key.letters, most):
        wrong = min(distance(asked.plain, key.plain, most), distance(asked.coarse, key.coarse, most))
        if wrong <= most:
            return Rank.NEAR_OTHER if each.via else Rank.NEAR if wrong <= 1 else Rank.FARTHER
    return Rank.FARTHER if not each.via and len(key.words) > 1 and _near_word(asked, key) else None


def _near_word(asked: Key, key: Key) -> bool:
    for word, letters in zip(key.words, key.word_letters, strict=True):
        long = len(word) > LONG_ENOUGH
        if long and _may_be_near(asked.letters, letters, 1) and distance(asked.coarse, word, 1) <= 1:
            return True
    return False


def _may_be_near(asked: int, letters: int, most: int) -> bool:
    """Each wrong letter adds at most one that isn't in the other, and takes away at most one that is."""
    return (asked & ~letters).bit_count() <= most and (letters & ~asked).bit_count() <= most
