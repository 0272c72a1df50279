"""What an article needs before it is saved or published. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from avklar.foundation import anonymity
from avklar.foundation.access.errors import Conflict, Invalid, NotFound, Sentence
from avklar.foundation.anonymity import Kind as Found
from avklar.public.news.cards import Words
from avklar.public.news.lengths import LONGEST_SLUG, MOST_PAIRS, MOST_RELATED
from avklar.public.news.states import Kind, Language, State

CHANGED = _("Noen andre har lagret mens du skrev. Din tekst står her. Se over hva som er nytt, og lagre igjen.")
MOVED = _("Noen andre har endret artikkelen mens du så på den. Se over hva som er nytt, og prøv igjen.")
NUMBER = _("«%(quote)s» ser ut som et fødselsnummer. Det skal aldri publiseres. Ta det bort, og lagre igjen.")
SHOWN = _("Artikkelen vises allerede. Endringene publiseres med en gang.")
PICTURE_GONE = _("Bildet er ikke lagret lenger. Velg det på nytt.")
FILL_IN = _("Fyll ut dette feltet.")
PICTURE_NEEDS: dict[str, Sentence] = {
    "alt": _("Skriv hva bildet viser, for dem som ikke ser det."),
    "credit": _("Skriv hvem som har tatt eller tegnet bildet."),
}
LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o", "é": "e", "đ": "d", "ŋ": "n"})


def language_of(value: str) -> Language:
    """The language of an address; NotFound for an unknown one."""
    if value not in Language.values:
        raise NotFound
    return Language(value)


def check_words(kind: Kind, words: Words) -> None:
    """Invalid, at the field, for an article that lacks something or holds an identity number."""
    wrong: dict[str, Sentence] = {name: FILL_IN for name in ("title", "lead", "byline") if not _said(words, name)}
    wrong |= _questions(kind, words) | _picture(words)
    if len(words.related) > MOST_RELATED:
        wrong["related"] = _("Velg høyst %(most)s artikler.") % {"most": MOST_RELATED}
    wrong = _numbers(words) | wrong
    if wrong:
        raise Invalid(fields=wrong)


def _said(words: Words, name: str) -> bool:
    return bool(str(getattr(words, name)).strip())


def _picture(words: Words) -> dict[str, Sentence]:
    """A picture is told in words, and says who made it."""
    if words.picture is None:
        return {}
    return {name: sentence for name, sentence in PICTURE_NEEDS.items() if not _said(words, name)}


def _numbers(words: Words) -> dict[str, Sentence]:
    """Identity numbers, by field."""
    found: dict[str, Sentence] = {}
    for name, text in _texts(words):
        number = next((each for each in anonymity.find(text) if each.kind == Found.IDENTITY_NUMBER), None)
        if number:
            found[name] = NUMBER % {"quote": number.text}
    return found


def _questions(kind: Kind, words: Words) -> dict[str, Sentence]:
    wrong: dict[str, Sentence] = {}
    if kind == Kind.INTERVIEW and not words.questions:
        wrong["pairs"] = _("Et intervju har minst ett spørsmål med svar.")
    elif not words.body.strip() and not words.questions:
        wrong["body"] = FILL_IN
    if len(words.questions) > MOST_PAIRS:
        wrong["pairs"] = _("Et intervju kan ha høyst %(most)s spørsmål.") % {"most": MOST_PAIRS}
    for place, (question, answer) in enumerate(words.questions):
        if not question.strip():
            wrong[f"question_{place}"] = _("Skriv spørsmålet, eller ta bort hele paret.")
        if not answer.strip():
            wrong[f"answer_{place}"] = _("Skriv svaret, eller ta bort hele paret.")
    return wrong


def _texts(words: Words) -> list[tuple[str, str]]:
    """Each text with the name of its field."""
    plain = [(name, str(getattr(words, name))) for name in ("title", "lead", "body", "byline", "alt", "caption")]
    asked = [(f"question_{place}", pair[0]) for place, pair in enumerate(words.questions)]
    return [*plain, *asked, *((f"answer_{place}", pair[1]) for place, pair in enumerate(words.questions))]


def check_moment(moment: datetime | None, now: datetime) -> None:
    """A moment to publish at lies ahead; None is now."""
    if moment is not None and moment <= now:
        raise Invalid(fields={"day": _("Tidspunktet er allerede passert. Velg et som kommer, eller publiser nå.")})


def check_languages(chosen: Collection[Language], written: Collection[Language]) -> None:
    """At least one of the languages that the article is written in."""
    if not chosen or not set(chosen) <= set(written):
        raise Invalid(fields={"languages": _("Velg minst ett språk som artikkelen er skrevet på.")})


def check_withdrawable(state: State) -> None:
    """Only what is published, or is to be, can be withdrawn."""
    if state != State.PUBLISHED:
        raise Conflict(_("Artikkelen er ikke publisert."))


def slug_of(title: str) -> str:
    """The title as the end of an address: a–z, digits and hyphens; never empty."""
    plain = re.sub(r"[^a-z0-9]+", "-", title.casefold().translate(LETTERS)).strip("-")
    return plain[: LONGEST_SLUG - 8].strip("-") or "artikkel"
