"""What may be written instead of a find, in the written language of the text."""

from __future__ import annotations

import re
from typing import Final

from .kinds import Kind

_BOKMAAL: Final[dict[str, str]] = {
    "name": "en person",
    "names": "en persons",
    "place": "et sted",
    "school": "en skole",
    "class": "en klasse",
    "club": "en fritidsaktivitet",
    "workplace": "en arbeidsplass",
}
_NYNORSK: Final[dict[str, str]] = {
    "name": "ein person",
    "names": "ein person sin",
    "place": "ein stad",
    "school": "ein skule",
    "class": "ein klasse",
    "club": "ein fritidsaktivitet",
    "workplace": "ein arbeidsplass",
}
# «Klassekameraten Jonas sa fra»: the word before already says who, so the name is simply taken out.
_SAYS_WHO = re.compile(
    r"(?:^|\W)(?:\w+(?:kameraten|vennen|venninnen|venninna|venen|læreren|læraren|broren|faren|moren|mora|søsteren|systera|"
    r"sjefen|lederen|leiaren|treneren|trenaren|naboen|onkelen|tanten|tanta|eleven|gutten|guten|jenta|jenten|sønnen|sonen|dattera|datteren|kjæresten)|"
    r"kameraten|vennen|venninnen|venninna|venen|læreren|læraren|broren|faren|moren|mora|søsteren|systera|sjefen|lederen|"
    r"leiaren|treneren|trenaren|naboen|onkelen|tanten|tanta|eleven|gutten|guten|jenta|jenten|sønnen|sonen|dattera|datteren|"
    r"kjæresten|rektor|rektoren|ungdommen|personen|mannen|kvinnen|kvinna|kollegaen)[ ]\Z",
    re.IGNORECASE,
)

_GENITIVE = re.compile(r"[^\n]{1,60}(?:s|['’])\Z")
_OWNS = re.compile(
    r"[ ](?:mor|far|bror|søster|syster|venn|ven|venner|foreldre|mobil|pc|rom|konto|profil|kamerat|kjæreste|"
    r"hus|bil|sak|atferd|åtferd|oppførsel|utsagn|klasse|lærer|lærar|familie|liv|onkel|tante|bestefar|bestemor)\w{0,3}\b"
)


def suggestion(kind: Kind, sort: str, text: str, start: int, end: int, *, nynorsk: bool) -> str:
    """The words to write instead of ``text[start:end]``; empty means take it out."""
    words = _NYNORSK if nynorsk else _BOKMAAL
    if kind == Kind.NAME:
        if _SAYS_WHO.search(text[max(0, start - 40) : start]):
            return ""
        return words["names"] if _GENITIVE.match(text[start:end]) and _OWNS.match(text, end) else words["name"]
    if kind in {Kind.PLACE, Kind.ADDRESS}:
        return words["place"]
    if kind == Kind.ROLE and sort == "role":
        return words["name"]
    if kind == Kind.ORGANISATION:
        return words.get(sort, words["workplace"])
    return ""
