"""The letter of invitation as PDF: tagged (PDF/UA-1), in the municipality's form of the language, in plain words.

The words are data (`data/letter.json`), in both forms side by side for whoever reads them through. What a human wrote
is handed over as data too, and never becomes part of the document's source.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.formats import date_format

from avklar.followup.cases.talks.cards import TalkCard
from avklar.followup.cases.talks.states import Attendance, Language
from avklar.foundation import clock
from avklar.foundation.paper import pdf

TEMPLATE = Path(__file__).parent / "letter.typ"
WORDS = Path(__file__).parent.parent / "data" / "letter.json"

Part = tuple[str, list[str]]


def letter(talk: TalkCard, *, sender: str, person: str, role: str, child: bool, notes: bool = False) -> bytes:
    """The PDF. `sender` is the district, `person` signs.

    `child`: the guardians are written to as well, where they are invited. `notes`: the district keeps notes of talks.
    """
    return pdf(TEMPLATE, _content(talk, sender, person, role, child=child, notes=notes))


def when(at: datetime, language: Language) -> str:
    """«onsdag 3. desember 2026 kl. 14.30», in the letter's language."""
    words, local = _words(language), at.astimezone(clock.OSLO)
    with translation.override(str(language)):
        day, weekday = date_format(local, words["date"]), date_format(local, "l").lower()
    return str(words["when"]).format(weekday=weekday, date=day, hour=local.strftime("%H.%M"))


def _content(talk: TalkCard, sender: str, person: str, role: str, *, child: bool, notes: bool) -> dict[str, Any]:
    words = _words(talk.language)
    to = "guardians" if child and talk.guardians.strip() else "alone"
    kind = str(talk.attendance)
    facts = {"when": when(talk.at, talk.language), "where": talk.place, "purpose": talk.purpose, "phone": talk.phone}
    with translation.override(str(talk.language)):
        today = date_format(clock.now().astimezone(clock.OSLO), words["date"])
    return {
        "language": str(talk.language),
        "title": words["title"][kind],
        "sender": sender,
        "date": today,
        "opening": [words["hello"][to], words["opening"][kind]],
        "facts": [[words["facts"][name], text] for name, text in facts.items()],
        "parts": [_why(talk, words), _interrogation(words), _company(words, to), _record(words, notes=notes)],
        "closing": words["closing"],
        "person": person,
        "role": role,
    }


def _why(talk: TalkCard, words: dict[str, Any]) -> Part:
    """Voluntary and what that means; or the law, the recorded ground, and what happens otherwise (R6)."""
    if talk.attendance is Attendance.VOLUNTARY or talk.ground is None:
        return words["free"]["title"], words["free"]["text"]
    told = words["ordered"]
    otherwise = told["collection"] if talk.collection else told["no_collection"]
    return told["title"], [told["law"], told["ground"][str(talk.ground)], talk.order_reason, otherwise]


def _interrogation(words: dict[str, Any]) -> Part:
    return words["interrogation"]["title"], words["interrogation"]["text"]


def _company(words: dict[str, Any], to: str) -> Part:
    return words["company"]["title"], [words["company"][to]]


def _record(words: dict[str, Any], *, notes: bool) -> Part:
    told = words["record"]
    return told["title"], [told["text"], *([told["notes"]] if notes else []), told["rights"]]


def _words(language: Language) -> dict[str, Any]:
    found: dict[str, Any] = _data()[str(language)]
    return found


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(WORDS.read_text(encoding="utf-8"))
    return found
