"""A published contact as a vCard that a telephone takes in. Nothing is in it that the page doesn't show."""

from __future__ import annotations

from avklar.people.organisations.exporting import cards
from avklar.people.organisations.listed import Contact
from avklar.people.organisations.queries import ContactLine
from avklar.public.contacts.cards import MUNICIPAL, Page, Published


def card(page: Page, who: Published) -> bytes:
    """One card. Without a name it is called by the task and the place, so that two of them can be told apart.

    The municipality's own number is in it beside the person's. A police contact works for the police, whichever
    municipality's page the card comes from.
    """
    owner, shared = (page.place, page.phone) if who.kind in MUNICIPAL else (page.district, "")
    phones = " / ".join(dict.fromkeys(number for number in (who.phone, shared) if number))
    contact = Contact(owner.id, who.kind, who.name or f"{who.kind.label}, {owner.name}", who.email, phones)
    return cards.contacts([ContactLine(owner, contact, None)])
