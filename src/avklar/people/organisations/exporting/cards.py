"""Contacts as vCard 3.0: one file that a telephone or a mail program takes in."""

from __future__ import annotations

from collections.abc import Sequence

import vobject

from avklar.people.organisations.queries import ContactLine


def contacts(lines: Sequence[ContactLine]) -> bytes:
    """One card for each contact, in UTF-8; the library escapes what would end a line."""
    return "".join(_card(line) for line in lines).encode()


def _card(line: ContactLine) -> str:
    contact, card = line.contact, vobject.vCard()
    first, _space, last = contact.name.rpartition(" ")
    card.add("n").value = vobject.vcard.Name(family=last, given=first)
    card.add("fn").value = contact.name
    card.add("org").value = [line.municipality.full_name]
    card.add("title").value = str(contact.kind.label)
    for kind, value in (("email", contact.email), *(("tel", each) for each in contact.phone.split(" / "))):
        if value:
            entry = card.add(kind)
            entry.value, entry.type_param = value, "WORK"
    written: str = card.serialize()
    return written
