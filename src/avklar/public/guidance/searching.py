"""Search in the guidance: by whole words, their beginnings and parts, and by words that are nearly alike. Pure.

Letters are compared as people write them without a Norwegian keyboard: å, aa and a are one, so are ø, oe and o.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from avklar.foundation.ui import markdown
from avklar.public.guidance.cards import Hit
from avklar.public.guidance.reading import read

WORD = re.compile(r"[^\W_]+")
SAME = (("aa", "a"), ("ae", "a"), ("æ", "a"), ("oe", "o"), ("ø", "o"))
TITLE, LEAD, HEADING, BODY = 8.0, 3.0, 3.0, 1.0
MOST_WORDS = 8
SHORTEST = 3
SHORTEST_PART = 4
ALIKE = 0.75
AROUND = 90
"""How many signs stand on each side of the word that was found."""


@dataclass
class Place:
    """Where a word stands on a page: how much that weighs, and the first block of text that has it."""

    weight: float
    block: int


@dataclass
class Index:
    """Every folded word with its places by page, and each page's blocks of text."""

    words: dict[str, dict[str, Place]] = field(default_factory=lambda: defaultdict(dict))
    blocks: dict[str, list[str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)


def search(texts: tuple[tuple[str, str], ...], question: str) -> list[Hit]:
    """The pages among (slug, text) that answer the question, the best first; those with all its words, if any has."""
    index = _index(texts)
    terms = _terms(question)
    found: dict[str, dict[str, tuple[float, int]]] = defaultdict(dict)
    for term in terms:
        for slug, hit in _of_term(index, term).items():
            found[slug][term] = hit
    most = max(map(len, found.values()), default=0)
    best = {slug: hits for slug, hits in found.items() if len(hits) == most}
    ranked = sorted(best, key=lambda slug: -sum(weight for weight, _block in best[slug].values()))
    return [_hit(index, slug, best[slug]) for slug in ranked]


def fold(word: str) -> str:
    """A word as it is compared: small letters, no accents, å as a and ø as o."""
    small = word.casefold()
    for written, same in SAME:
        small = small.replace(written, same)
    return "".join(sign for sign in unicodedata.normalize("NFKD", small) if not unicodedata.combining(sign))


def _terms(question: str) -> list[str]:
    """The question's words, the short ones only when there is nothing else."""
    composed = unicodedata.normalize("NFC", question)  # a letter and its ring apart would be two words
    words = list(dict.fromkeys(fold(word) for word in WORD.findall(composed)))[:MOST_WORDS]
    return [word for word in words if len(word) >= SHORTEST] or words


@lru_cache(maxsize=8)
def _index(texts: tuple[tuple[str, str], ...]) -> Index:
    index = Index()
    for slug, text in texts:
        page = read(text)
        index.titles[slug], index.blocks[slug] = page.title, []
        parts = [(TITLE, f"{page.title} {slug}"), (LEAD, page.lead), *_weighed(page.body)]
        for number, (weight, block) in enumerate(parts):
            index.blocks[slug].append(block)
            for word in {fold(each) for each in WORD.findall(block)}:
                place = index.words[word].setdefault(slug, Place(0, number))
                place.weight += weight
                if not place.block:
                    place.block = number  # a sentence says more than the title, which is shown anyway
    return index


def _weighed(body: str) -> Iterator[tuple[float, str]]:
    for kind, block in markdown.blocks(body):
        yield (HEADING if kind == "heading" else BODY), block


def _of_term(index: Index, term: str) -> dict[str, tuple[float, int]]:
    """How well each page answers one word, and in which block: of all words that are like it, the best."""
    found: dict[str, tuple[float, int]] = {}
    for word, likeness in _alike(index.words, term).items():
        for slug, place in index.words[word].items():
            found[slug] = max(found.get(slug, (0.0, 0)), (likeness * place.weight, place.block))
    return found


def _alike(words: Mapping[str, object], term: str) -> dict[str, float]:
    """The words of the pages that a word of the question may mean, with how sure that is."""
    found = {word: likeness for word in words if (likeness := _likeness(word, term))}
    if found or len(term) < SHORTEST_PART:
        return found
    near = [word for word in words if abs(len(word) - len(term)) <= 2]
    return dict.fromkeys(difflib.get_close_matches(term, near, n=3, cutoff=ALIKE), 0.4)


def _likeness(word: str, term: str) -> float:
    if word == term:
        return 1.0
    if len(term) >= SHORTEST and word.startswith(term):
        return 0.8
    if len(word) > SHORTEST_PART and term.startswith(word):
        return 0.6
    return 0.5 if len(term) >= SHORTEST_PART and term in word else 0.0


def _hit(index: Index, slug: str, hits: Mapping[str, tuple[float, int]]) -> Hit:
    """The page with the piece of text around the word that weighs most."""
    term, (_weight, number) = max(hits.items(), key=lambda each: each[1][0])
    block = index.blocks[slug][max(number, 1)]  # the title stands above it anyway
    alike = _alike(dict.fromkeys(fold(each) for each in WORD.findall(block)), term)
    word = next((each for each in WORD.finditer(block) if fold(each[0]) in alike), None)
    if word is None:
        return Hit(slug, index.titles[slug], "", "", _after(block))
    return Hit(slug, index.titles[slug], _before(block[: word.start()]), word[0], _after(block[word.end() :]))


def _before(text: str) -> str:
    return text if len(text) <= AROUND else "… " + text[-AROUND:].partition(" ")[2]


def _after(text: str) -> str:
    return text if len(text) <= AROUND else text[:AROUND].rpartition(" ")[0] + " …"
