"""What may stand on an open page. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from avklar.foundation import anonymity
from avklar.foundation.access.errors import Invalid, Sentence
from avklar.foundation.anonymity import Kind as Found
from avklar.public.contacts.cards import Words
from avklar.public.contacts.lengths import LONGEST_ADDRESS, LONGEST_HOURS, LONGEST_MEASURES, LONGEST_PHONE

LENGTHS = {
    "phone": LONGEST_PHONE,
    "hours": LONGEST_HOURS,
    "address": LONGEST_ADDRESS,
    "measures": LONGEST_MEASURES,
}
NEVER = frozenset({Found.IDENTITY_NUMBER})
"""What always is about a single person. Numbers, addresses and names of services are what the page is for."""
PHONE = re.compile(r"\+?\d(?: ?\d){2,15}")

CHANGED = _("Noen andre har endret siden mens du skrev. Teksten din står her. Se over hva som er nytt, og lagre igjen.")
NO_PHONE = _("Skriv nummeret med siffer, for eksempel 61 18 95 00.")
REFUSED = _("«%(quote)s» kan peke på en enkeltperson. Det kan ikke stå på en åpen side. Ta det bort, og lagre igjen.")


def check(words: Words) -> None:
    """Invalid, at each field, for what can't stand on a page that is open to everybody."""
    texts = {name: getattr(words, name) for name in LENGTHS}
    wrong = _faults(texts)
    if words.phone and not PHONE.fullmatch(words.phone):
        wrong["phone"] = NO_PHONE
    if wrong:
        raise Invalid(fields=wrong)


def _faults(texts: Mapping[str, str]) -> dict[str, Sentence]:
    faults: dict[str, Sentence] = {}
    for name, text in texts.items():
        if len(text) > LENGTHS[name]:
            faults[name] = _("Teksten kan ha høyst %(longest)s tegn.") % {"longest": LENGTHS[name]}
            continue
        found = [find for find in anonymity.find(text) if find.kind in NEVER]
        if found:
            faults[name] = REFUSED % {"quote": found[0].text}
    return faults
