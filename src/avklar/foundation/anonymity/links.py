"""Finds e-mail addresses, links and user names, also as people spell them out."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LOCAL_END = re.compile(r"[\w.+!#$%&'*/=?^`{|}~-]{1,64}\Z")
_DOMAIN = re.compile(r"[^\W_](?:[\w-]{0,62}[^\W_])?(?:\.[^\W_](?:[\w-]{0,62}[^\W_])?){1,8}")
_DOT = r"(?:\s{0,2}(?:\.|[\[(]\s?(?:dot|punktum|prikk)\s?[\])])\s{0,2}|\s{1,2}(?:dot|punktum|prikk)\s{1,2})"
_TOP = r"(?:no|com|net|org|se|dk|fi|eu|info|me|io|gg|uk|de|nu)\b"
_PART = r"[\w-]{1,40}"
_AT = (
    r"(?:\s{0,2}[\[({]\s?(?:at|a|ætt|alfakrøll|krøllalfa|snabel-?a|@)\s?[\])}]\s{0,2}"
    r"|\s{1,2}(?:alfakrøll|krøllalfa|snabel-?a)\s{1,2}|\s{1,2}@\s{1,2})"
)
_SPELLED = re.compile(
    rf"(?<![\w.-]){_PART}(?:{_DOT}{_PART}){{0,3}}?{_AT}{_PART}(?:{_DOT}{_PART}){{0,3}}?{_DOT}{_TOP}", re.IGNORECASE
)
# A bare « at » is the word "that" in Norwegian, so the full stop must be spelled out as well.
_SPELLED_AT = re.compile(
    rf"(?<![\w.-])[\w.-]{{1,60}}\s{{1,2}}(?:at|ætt)\s{{1,2}}{_PART}(?:\s(?:dot|punktum|prikk)\s{_PART}){{0,2}}?"
    rf"\s(?:dot|punktum|prikk)\s{_TOP}",
    re.IGNORECASE,
)
_SPELLED_SIGN = re.compile(
    r"[\[({]\s?(?:at|a|ætt|alfakrøll|krøllalfa|snabel|@)|alfakrøll|krøllalfa|snabel|dot|punktum|prikk| @"
)
_URL = re.compile(r"(?:\b(?:https?|hxxps?|ftp)://|\bwww\.)[^\s<>«»\"]{2,}", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w@.-])(?:[^\W_][\w-]{0,62}\.){1,4}(?:no|com|net|org|gg|io|tv|se|dk|info|me|ly|be|ru|xyz|app)"
    r"(?![\w-])(?:/[^\s<>«»\"]{0,400})?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w.@])@[\w][\w.]{0,38}\w")
_DISCORD = re.compile(r"(?<![\w.])[\w.]{2,32}#\d{4}(?!\d)")
_REDDIT = re.compile(r"(?<![\w/])/?u/[\w-]{3,30}")
_UNDERSCORE = re.compile(r"(?<![\w.])(?=[^\W_]{0,30}_)[^\W_]{0,30}_[\w.]{0,40}\w")
_SERVICE = (
    r"(?:insta(?:gram)?|ig|snap(?:chat)?|tik[ ]?tok|discord|telegram|facebook|fb|twitter|steam|kik|signal|reddit|"
    r"twitch|youtube|roblox|minecraft|fortnite|xbox|psn|whatsapp|messenger|be[ ]?real|jodel)"
)
_NAMED = re.compile(
    rf"(?:{_SERVICE}(?:-?(?:bruker(?:en|navn(?:et)?)?|navn(?:et)?|konto(?:en)?|profil(?:en)?))?[ ]?[:=]|"
    rf"(?:brukernavn(?:et)?|brukarnamn(?:et)?|nick|kallenavn(?:et)?|profilen?|kontoen)"
    rf"(?:[ ](?:hans|hennes|sitt|hans[ ]på[ ]{_SERVICE}|på[ ]{_SERVICE}))?[ ]?(?:[:=]|er[ ]|heter[ ]|heiter[ ]))"
    r"[ ]{0,2}[«\"']?(?P<handle>@?[\w][\w.\-]{1,40}\w)",
)
_CALLED = re.compile(
    rf"(?:heter|heiter|kaller[ ]seg|kallar[ ]seg|er)[ ][«\"']?(?P<handle>@?[\w][\w.\-]{{1,40}}\w)[»\"']?"
    rf"[ ](?:på|i)[ ]{_SERVICE}\b",
)


def mails(text: str, low: str) -> Iterator[tuple[int, int]]:
    """The places of e-mail addresses, also spelled ones («ola (at) eksempel punktum no»); ``low`` as in ``links``."""
    at = text.find("@")
    while at >= 0:
        local = _LOCAL_END.search(text[max(0, at - 64) : at])
        domain = _DOMAIN.match(text, at + 1)
        if local and domain:
            yield at - len(local[0].lstrip(".'*")), domain.end()
        at = text.find("@", at + 1)
    if _SPELLED_SIGN.search(low):
        for pattern in (_SPELLED, _SPELLED_AT):
            for match in pattern.finditer(text):
                yield match.span()


def links(text: str, low: str) -> Iterator[tuple[int, int]]:
    """The places of links and user names; ``low`` is ``text`` in small letters."""
    for sign, pattern in _SIGNS:
        if sign in text:
            for match in pattern.finditer(text):
                yield match.start(), match.start() + len(match[0].rstrip(".,;:!?)»'"))
    for match in _NAMED.finditer(low):
        if not text[max(0, match.start() - 1) : match.start()].isalnum():
            yield match.span("handle")
    for match in _CALLED.finditer(low):
        if re.search(r"[\d_.@]", match["handle"]):
            yield match.span("handle")


# The sign that must be in a text for the pattern to be worth trying.
_SIGNS = (
    ("://", _URL),
    ("www.", _URL),
    (".", _BARE),
    ("@", _HANDLE),
    ("#", _DISCORD),
    ("u/", _REDDIT),
    ("_", _UNDERSCORE),
)
