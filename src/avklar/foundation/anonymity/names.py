"""Finds names of persons and places: by capital letters, position in the sentence and the word lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from .kinds import Kind
from .lists import Lists
from .name_shapes import (
    ABBREVIATION,
    ABROAD,
    FOREIGN,
    HOMES,
    INFLECTED,
    INITIAL,
    LETTER,
    PARTICLES,
    PERSONS,
    PLACE,
    STARTERS,
    SURNAME_ENDINGS,
    TITLE,
    VERB,
    VERBAL,
    WORD,
)
from .word_use import used_as_name


@dataclass(slots=True)
class _Token:
    start: int
    end: int
    word: str
    low: str
    begins: bool


def marks(text: str, low: str, known: Lists) -> Iterator[tuple[int, int, Kind, str]]:
    """(start, end, kind, "") of names of persons and places in ``text``; ``low`` is it in small letters."""
    tokens = [token for match in WORD.finditer(text) if (token := _token(match, text))]
    seen = _seen_elsewhere(tokens)
    for run in _runs(tokens, text):
        yield from _settle(run, text, known, seen)
    if not known.first.isdisjoint(text.split()):
        yield from _small_letters(text, known)


def _seen_elsewhere(tokens: list[_Token]) -> frozenset[str]:
    """Words the text shows to be names: with a capital inside a sentence, or uninflected and first in several."""
    inside = {token.low for token in tokens if not token.begins and len(token.low) > 2 and not token.word.isupper()}
    first = Counter(token.low for token in tokens if token.begins and not token.low.endswith(INFLECTED))
    repeated = {low for low, times in first.items() if times > 1 and len(low) > 2}
    return frozenset(inside | {_stem(low) for low in inside} | repeated)


def _runs(tokens: list[_Token], text: str) -> Iterator[list[_Token]]:
    """Stretches of capitalised words in the same sentence, also with «van der» and the like between them."""
    run: list[_Token] = []
    for token in tokens:
        if run:
            gap = text[run[-1].end : token.start]
            joined = gap == " " or (gap in ("-", "") and len(run[-1].word) <= 2) or PARTICLES.fullmatch(gap)
            if not joined or token.begins:
                yield run
                run = []
        run.append(token)
    if run:
        yield run


def _token(match: re.Match[str], text: str) -> _Token | None:
    """The capitalised word of a match, or None where it isn't one."""
    word, start, end = match[0], match.start(), match.end()
    if not (word[0].isupper() or word[0].istitle()) or (start and text[start - 1].isalnum()):
        return None
    if word.endswith(".") and not INITIAL.match(word):
        word, end = word[:-1], end - 1
    word_end = word.rstrip("'’´`")
    genitive = word_end != word and word_end[-1:].casefold() in "sxz"
    if not genitive:
        end -= len(word) - len(word_end)
    word = word_end
    return _Token(start, end, word, word.casefold(), _begins(text, start))


def _begins(text: str, start: int) -> bool:
    """Whether a word at ``start`` is the first of a sentence, a line or a quotation."""
    at = start - 1
    while at >= 0 and text[at] in " \t«\"“„'‘’(–-•*":
        if text[at] in '«"“„':
            return True
        at -= 1
    if at < 0:
        return True
    if text[at] not in STARTERS:
        return False
    if text[at] != "." or _NUMBERED.search(text[max(0, at - 4) : at + 1]):
        return True
    return not ABBREVIATION.search(text[max(0, at - 6) : at + 1])


def _stem(low: str) -> str:
    """Without the genitive's s."""
    for ending in ("'s", "’s", ".s", "s"):
        if low.endswith(ending) and len(low) - len(ending) >= 2:
            return low[: -len(ending)]
    return low


def _in(low: str, words: frozenset[str]) -> bool:
    if low in words or _stem(low) in words:
        return True
    return "-" in low and all(part in words or _stem(part) in words for part in low.split("-"))


def _is_first(low: str, known: Lists) -> bool:
    return _in(low, known.first)


def _is_word(low: str, known: Lists) -> bool:
    return low in known.ordinary or low in known.also_words


def _is_wide(token: _Token, known: Lists) -> bool:
    """A capitalised word that points at nobody: too wide, or a short form in capitals."""
    low = token.low
    if _in(low, known.wide) or (
        token.word.isupper() and 1 < len(low) <= 5 and low not in known.first and "." not in low
    ):
        return True
    head = re.split(r"[-–]", token.word, maxsplit=1)[0]
    if head == token.word or head.casefold() in known.first:
        return False
    return head.isupper() or head.casefold() in known.wide or head.casefold() in known.ordinary


def _settle(run: list[_Token], text: str, known: Lists, seen: frozenset[str]) -> Iterator[tuple[int, int, Kind, str]]:
    run = _trimmed(run, known)
    if not run or all(_is_wide(token, known) for token in run):
        return
    if len(run) == 1 and (_eponym(run[0], text, known) or not _alone(run[0], text, known, seen)):
        return
    kind = _kind(run, text, known)
    yield (_led(run, text)[0].start if kind == Kind.NAME else run[0].start), run[-1].end, kind, ""


def _led(run: list[_Token], text: str) -> list[_Token]:
    """With the «van der» in small letters that a name inside a sentence begins with."""
    before = None if run[0].begins else _LED.search(text[max(0, run[0].start - 12) : run[0].start])
    if before:
        run[0].start -= len(before[0])
    return run


def _trimmed(run: list[_Token], known: Lists) -> list[_Token]:
    """Without ordinary words and titles at the beginning."""
    while len(run) > 1 and run[0].begins and _opens(run[0], run[1], known):
        run.pop(0)
        run[0].begins = False
    return run


def _opens(first: _Token, following: _Token, known: Lists) -> bool:
    """Whether the first word of the sentence is no part of the name that follows it."""
    low = first.low
    if low in known.ordinary and not _is_first(low, known):
        return True
    if _is_first(low, known):
        return low in _FUNCTION_WORDS and not _in(following.low, known.last)
    if len(low) > 6 and low.endswith(PERSONS) and _is_first(following.low, known):
        return True
    return bool(TITLE.search(low))


def _eponym(token: _Token, text: str, known: Lists) -> bool:
    """Whether an illness is called after somebody here: «Hashimotos sykdom»."""
    return token.low.endswith("s") and not _is_first(token.low, known) and bool(_SYNDROME.match(text, token.end))


def _alone(token: _Token, text: str, known: Lists, seen: frozenset[str]) -> bool:
    """Whether a single capitalised word is taken for a name."""
    low = token.low
    if len(low.rstrip(".")) < 2 or TITLE.fullmatch(low):
        return False
    if not token.begins:
        listed = _is_first(low, known) or _in(low, known.last) or _in(low, known.places)
        return listed or (low not in known.ordinary and len(low) > 2)
    if low in known.also_words or _stem(low) in known.also_words or (low in known.ordinary and low in known.first):
        rest = text[token.end : token.end + 80].partition("\n")[0]
        owner = low not in known.also_words and low not in known.ordinary and _OWNED.match(rest) is not None
        return owner or used_as_name(low, rest, seen=_stem(low) in seen, known=known)
    if low in known.ordinary:
        return False
    if _is_first(low, known) or _in(low, known.places) or _in(low, known.last):
        return True
    if re.search(rf"\b{re.escape(low)}\b", text):
        return False
    return _stem(low) in seen or _looks_like_a_name(token, text, known)


def _before_verb(token: _Token, text: str, verbs: frozenset[str] | None) -> bool:
    """Whether one of ``verbs`` follows; with None, whether a word shaped like a verb does."""
    following = re.match(r"[ ]([a-zæøå]+)", text[token.end : token.end + 20])
    if following is None:
        return False
    return following[1] in VERB or following[1].endswith(VERBAL) if verbs is None else following[1] in verbs


def _looks_like_a_name(token: _Token, text: str, known: Lists) -> bool:
    """An unlisted word that is built like a surname, or that says something: «Brekkestad», «Gross mener»."""
    low = _stem(token.low)
    if low.endswith("sen"):
        father = low[:-3]
        return any(name in known.first for name in (father, father + "e", father + "s", father[:-1]))
    if len(low) > 5 and low.endswith(SURNAME_ENDINGS) and not low.endswith(HOMES):
        return True
    if ABROAD.search(low) or _SELF.match(text, token.end):
        return True
    if token.low.endswith(INFLECTED):
        return False
    return _before_verb(token, text, known.verbs) or (
        FOREIGN.search(low) is not None and _before_verb(token, text, None)
    )


def _kind(run: list[_Token], text: str, known: Lists) -> Kind:
    lows = [token.low for token in run]
    whole = " ".join(lows)
    place = _in(whole, known.places) or all(_in(low, known.places) or _in(low, known.wide) for low in lows)
    at = _AT.search(text[max(0, run[0].start - 8) : run[0].start]) is not None
    if any(_is_first(low, known) for low in lows) and not (place and at):
        return Kind.NAME
    if place:
        return Kind.NAME if not at and _in(whole, known.last) else Kind.PLACE
    return Kind.PLACE if at and len(lows) == 1 and PLACE.search(_stem(whole)) else Kind.NAME


_LED = re.compile(r"\b(?:van(?:[ ]de[nr]?)?|von(?:[ ]de[mnr])?|bin|ibn|de[ ]la)[ ]\Z")
_NUMBERED = re.compile(r"(?:\A|\n)[ ]*\d{1,2}\.\Z")
# «Aylin sin bror»: only somebody owns like that.
_SELF = re.compile(r"[ ](?:sin|si|sitt|sine)\b")
_FUNCTION_WORDS = frozenset({"andre", "anna", "fred", "hans", "helga", "imam", "jo", "lova", "mitt", "saman"})
_OWNED = re.compile(
    r"[ ](?:mor|far|bror|søster|syster|søsken|sysken|foreldre|mobil|telefon|rom|sønn|son|datter|dotter|kone|mann|"
    r"venn|ven|kamerat|kjæreste|familie|lærer|lærar|medisin|lege|klasse|seng|jakke|sekk|barn|bursdag)\w{0,4}\b"
)
_SYNDROME = re.compile(r"[ ](?:syndrom|sykdom|sjukdom)")
_AT = re.compile(r"\b(?:i|på|ved|fra|frå|til|nær|nord|sør|øst|aust|vest|for|rundt|mellom)[ ]\Z", re.IGNORECASE)
_SMALL = re.compile(rf"(?<![\w@.-])({LETTER}{{3,20}})[ ]({LETTER}{{3,20}})(?![\w@-])")


def _small_letters(text: str, known: Lists) -> Iterator[tuple[int, int, Kind, str]]:
    """Whole names in small letters: a sure first name followed by a sure surname."""
    at = 0
    while match := _SMALL.search(text, at):
        first, last = match[1], match[2]
        sure = first in known.first and not _is_word(first, known)
        if sure and _in(last, known.last) and last not in known.ordinary:
            yield *match.span(), Kind.NAME, ""
            at = match.end()
        else:
            at = match.end(1)
