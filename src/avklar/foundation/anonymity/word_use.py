"""Whether a name that is an ordinary word too stands for somebody at the beginning of a sentence. Pure.

«Stein sa det» against «Stein og jord sperrar vegen»: what follows the word decides.
"""

from __future__ import annotations

import re

from .lists import Lists
from .name_shapes import VERB

# Words whose ordinary use is a noun or an adverb: a word shaped like a verb right after one is done by somebody.
_NOUN_WORDS = """
bjørn stein liv dag siv storm sol falk hauk rose odd ask rein vår bror frank ravn ulv ulf birk gro bo
rune jarl tor stål gard eik lilje perle lin pil lerke ørn odin
"""
_NOUNS = frozenset(_NOUN_WORDS.split())
_KIN = (
    r"(?:jeg|eg|hun|ho|han|hennes|hennar|hans|mor|mora|moren|far|faren|bror|broren|søster|søsteren|syster|systera|"
    r"kona|mannen|sønnen|sonen|dattera|datteren|kjæresten|familien|foreldrene|foreldra|barna|ungene|ungane|de andre|"
    r"dei andre|læreren|læraren|rektor|kameraten|venninna|venninnen|samboeren|sambuaren|ektefellen)\b"
)
_OWNED = re.compile(
    r"[ ](?:sin|si|sitt|sine)\b|[ ]?\(?,?[ ]?\d{1,2}\b(?:[ ]år)?[),]"
    rf"|[ ](?:og|eller)[ ](?:[A-ZÆØÅÁ][a-zæøåáé]|{_KIN})"
    rf"|,[ ](?:som|du|kan|vil|har|er|kom|hva|kva|hvor|kor|naboen|{_KIN})\b"
)
_PREPOSITION = (
    r"(?:i|på|etter|av|mot|til|med|fra|frå|over|under|for|ved|om|uten|utan|mellom|gjennom|langs|bak|foran|framfor|hos)"
)
_AT_WORK = re.compile(r"[ ](?:i|på|fra|frå|hos|ved)[ ](?:[\w.-]{2,30}[ ]){1,3}?([a-zæøå]{2,20})")
_AS_NOUN = re.compile(
    rf"[ ]{_PREPOSITION}\b|[ ](?:og|eller|samt)[ ][a-zæøå]|,[ ][a-zæøå]+(?:[ ][a-zæøå]+)?(?:,|[ ](?:og|eller)\b)"
)
_BE = r"(?:er|var|blir|ble|vart|vert|blei|bli)"
_OF_A_THING = re.compile(
    rf"[ ]{_BE}[ ](?:\w+[ ])?(?:observert|skutt|skote|felt|påvist|ventet|venta|meldt|registrert|plantet|planta)\b"
    rf"|[ ]{_BE}[ ](?:nå[ ]|no[ ]|også[ ]|òg[ ])?(?:et|eit)[ ]"
    r"(?!\w*(?:barn|menneske|medlem|familiemedlem|offer|vitne)\b)"
    r"|(?:[ ]\w+){1,4}[ ]tapt\b"
)
_THING_VERB = re.compile(
    r"(?:veks|voks|voks(?:er|te)|skin|skinn?er|skinte|skein|duft\w+|blomstr\w+|herj\w+|sperr\w+|ramm\w+|smelt\w+|"
    r"betyr|\w{3,}(?<!syne)(?<!trive)(?<!minne)(?<!møte)s|\w{3,}ast)\Z"
)
_FOLLOWING = re.compile(r"[ ]([a-zæøå]+)(?:[ ]opp\b)?")
_VERB_SHAPE = ("er", "ar", "te", "de", "et", "dde", "a")


def used_as_name(low: str, rest: str, *, seen: bool, known: Lists) -> bool:
    """Whether the word ``low``, first in a sentence that goes on with ``rest``, is somebody's name there.

    ``seen``: the text shows elsewhere that it is a name.
    """
    if _OWNED.match(rest):
        return True
    if _AS_NOUN.match(rest):
        work = _AT_WORK.match(rest)
        return (work is not None and work[1] in known.verbs) or (seen and rest.startswith((" fra ", " frå ")))
    if _OF_A_THING.match(rest):
        return False
    following = _FOLLOWING.match(rest)
    if following is None:
        return seen and not rest.startswith("-")
    verb = following[1]
    if _THING_VERB.match(verb) and not following[0].endswith(" opp"):
        return False
    if verb in known.verbs or (verb in VERB and (seen or low in known.first)):
        return True
    if seen and verb in {"som", "sjølv", "selv", "òg", "også"}:
        return True
    return (
        (seen or low in _NOUNS)
        and (low in _NOUNS or low not in known.ordinary)
        and verb.endswith(_VERB_SHAPE)
        and verb not in known.ordinary
    )
