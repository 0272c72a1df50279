"""The check of a text (R2): asks every finder, settles overlaps and says what may be written instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from . import address, dates, identity, links, names, organisations, phone, roles
from .kinds import Find, Kind
from .lists import lists
from .normal import Plain
from .suggestions import suggestion

Mark = tuple[int, int, Kind, str]
"""Start and end in the plain copy, kind, and the sort within the kind (or an empty string)."""


def find(text: str) -> list[Find]:
    """What may identify somebody in ``text``, sorted by place, never overlapping. Never raises on any text (R2).

    An aid, never a guarantee: it doesn't know the village.
    """
    plain = Plain(text)
    nynorsk = _is_nynorsk(plain.text)
    finds = []
    for start, end, kind, sort in _settled(_marks(plain.text)):
        first, last = plain.original(start, end)
        instead = suggestion(kind, sort, plain.text, start, end, nynorsk=nynorsk)
        finds.append(Find(first, last, kind, text[first:last], kind.explainable, instead))
    return finds


def replace(text: str, finds: Iterable[Find]) -> str:
    """``text`` with each find's suggestion in its place; an empty one takes the find out, with what led up to it."""
    parts: list[str] = []
    at = 0
    for one in sorted(finds, key=lambda one: one.start):
        if one.start < at:
            continue
        parts.append(text[at : one.start])
        at = one.end
        begins = _SENTENCE_BEGINS.search(text[max(0, one.start - 40) : one.start]) is not None
        if one.suggestion:
            parts.append(one.suggestion[:1].upper() + one.suggestion[1:] if begins else one.suggestion)
        elif begins and (end := _SENTENCE_ENDS.match(text, at)):
            at = end.end()
        elif at == len(text) or text[at] in " .,;:!?)\n":
            parts[-1] = (_LEADING_CLAUSE if one.kind == Kind.ROLE else _LEADING_SPACE).sub("", parts[-1])
    return "".join(parts) + text[at:]


_SENTENCE_BEGINS = re.compile(r"(?:[.!?]\s+|\n\s*)[«\"(–-]*\Z|\A\s*\Z")
_SENTENCE_ENDS = re.compile(r"[.!?]+[ ]?|\Z")
_LEADING_SPACE = re.compile(r"[ ]\Z")
_LEADING_CLAUSE = re.compile(r",?[ ](?:(?:der|hvor|kor|og|fordi|for|som|siden|sidan|mens|medan)[ ])?\Z")


def _marks(text: str) -> Iterator[Mark]:
    """All marks, the surest kind first: an earlier one wins over a later one it overlaps."""
    known = lists()
    low = text.lower()
    low = low if len(low) == len(text) else "".join(char.lower()[:1] for char in text)
    yield from ((*span, Kind.IDENTITY_NUMBER, "") for span in identity.spans(text))
    yield from ((*span, Kind.EMAIL, "") for span in links.mails(text, low))
    yield from ((*span, Kind.PHONE, "") for span in phone.spans(text))
    yield from ((*span, Kind.LINK, "") for span in links.links(text, low))
    yield from ((*span, Kind.ADDRESS, "") for span in address.spans(text, known.places))
    yield from ((*span, Kind.BIRTH_DATE, "") for span in dates.spans(text))
    yield from ((start, end, Kind.ROLE, sort) for start, end, sort in roles.spans(text, low))
    yield from ((start, end, Kind.ORGANISATION, sort) for start, end, sort in organisations.spans(text, low))
    yield from names.marks(text, low, known)


def _settled(marks: Iterable[Mark]) -> list[Mark]:
    """The marks that overlap no surer one, sorted by place."""
    taken = bytearray()
    kept: list[Mark] = []
    for mark in marks:
        start, end = mark[0], mark[1]
        if len(taken) < end:
            taken.extend(bytes(end - len(taken)))
        if start < end and not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append(mark)
    return sorted(kept)


_NYNORSK = re.compile(
    r"\b(?:ikkje|eg|ein|eit|dei|kva|korleis|kvifor|nokon|noko|berre|frå|skule\w*|hjå|vore|hovud\w*|me|ho|guten|jenta)\b"
)
_BOKMAAL = re.compile(
    r"\b(?:ikke|jeg|en|et|de|hva|hvordan|hvorfor|noen|noe|bare|fra|skole\w*|hos|vært|hun|gutten|jenten)\b"
)


def _is_nynorsk(text: str) -> bool:
    start = text[:4000].lower()
    return len(_NYNORSK.findall(start)) > len(_BOKMAAL.findall(start))
