"""Finds dates that may be somebody's birthday: whole dates, and parts of dates after a word for being born."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTH = (
    r"(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|"
    r"jan\.?|feb\.?|mar\.|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|okt\.?|nov\.?|des\.?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d\d"
_WHOLE = re.compile(
    rf"{_DAY}\.?[ ]?{_MONTH}[ ,]{{1,2}}{_YEAR}|"
    rf"{_DAY}[ ]?[./-][ ]?(?:0?[1-9]|1[0-2])[ ]?[./-][ ]?{_YEAR}|"
    rf"{_YEAR}[./-](?:0[1-9]|1[0-2])[./-](?:0[1-9]|[12]\d|3[01])|"
    rf"{_DAY}\.(?:0?[1-9]|1[0-2])\.\d\d",
    re.IGNORECASE,
)
_SHAPE = re.compile(
    r"[0-9](?<![\d.,/-]\d)\d{0,3}(?:[ ]?[./-][ ]?\d{1,2}[ ]?[./-][ ]?\d{2,4}|"
    r"\.?[ ]?[A-Za-z]{3,9}\.?[ ,]{1,2}\d{4})(?!\d|[.,/-]\d)"
)
_BORN = re.compile(
    rf"(?:født(?:e)?|fødd|født[ ]?dag(?:en)?|fødselsdag(?:en)?|fødselsdato(?:en)?|f\.|bursdag(?:en)?|"
    rf"fyller[ ](?:år|\d\d)|fyller)[ ]?(?::[ ]?)?(?:er[ ]|var[ ])?(?:i[ ]|den[ ]|på[ ])?"
    rf"(?P<date>(?:{_DAY}\.?[ ]?)?{_MONTH}(?:[ ]{_YEAR})?|{_DAY}[./-](?:0?[1-9]|1[0-2])(?:[./-](?:\d\d)?\d\d)?|"
    rf"{_YEAR}\b|['’]?\d\d(?=[.,;) ]|$)(?![ ]?år))",
    re.IGNORECASE,
)
_OF_A_LAW = re.compile(
    r"(?:lov(?:en|a)?|forskrift(?:en|a)?|vedtak(?:et)?|dom|brev(?:et)?|rundskriv|avtale(?:n)?|konvensjon(?:en)?|resolusjon|"
    r"melding|datert|undertegnet|underteikna|kjennelse|orskurd)[ ](?:av[ ]|fra[ ]|frå[ ])?(?:den[ ])?\Z",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"[0-7](?<!\d\d)(?:(?<=[04])[1-9]|(?<=[1256])\d|(?<=[37])[01])(?:[0489][1-9]|[159][012])\d\d[ -]?\d{5}(?!\d)"
)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """The places of dates that may be a birthday, and of eleven digits shaped like an identity number."""
    for match in _SHAPE.finditer(text):
        if _WHOLE.fullmatch(match[0]) and not _OF_A_LAW.search(text[max(0, match.start() - 30) : match.start()]):
            yield match.span()
    for match in _NUMBER.finditer(text):
        yield match.span()
    for match in _BORN.finditer(text):
        if not text[max(0, match.start() - 1) : match.start()].isalnum():
            yield match.start(), match.end("date")
