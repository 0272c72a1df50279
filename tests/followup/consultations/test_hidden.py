"""A hidden sender stays hidden: pages, lists, messages, notes, journal and the shared rows themselves (R2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from avklar.followup.consultations import actions
from avklar.followup.consultations.models import Access, Consultation, Message, Ownership
from avklar.foundation.access.errors import Invalid
from avklar.foundation.access.scope import scope
from tests.cast import House
from tests.unsent import every_draft

ClientAs = Callable[..., Client]


@pytest.fixture
def talked(house: House, hidden: UUID) -> UUID:
    """A hidden sender's consultation with messages both ways and advice."""
    actions.write(house.contact.actor(), hidden, "Han er trygg på treneren.")
    actions.write(house.police_contact.actor(), hidden, "Spør treneren om råd.")
    actions.conclude(house.contact.actor(), hidden, "Treneren snakker med ham.", version=1)
    return hidden


def tells(house: House) -> list[str]:
    """Everything that would show who asks, as words and as ids."""
    people = [house.contact, house.deputy, house.substitute]
    words = ["Alvdal", "3428", *(part for person in people for part in person.user.name.split())]
    ids = [house.organisation("alvdal").pk, *(person.user.pk for person in people)]
    return words + [str(each) for each in ids] + [each.hex for each in ids]


def shown_to_the_police(house: House, consultation_id: UUID, client: Client) -> Iterator[str]:
    for path in ("", "liste/mine/", "liste/others/", "liste/ended/", f"{consultation_id}/", f"{consultation_id}/rad/"):
        response = client.get(f"/droftinger/{path}")
        assert response.status_code == 200
        yield response.content.decode()
        yield str(dict(response.headers))


def test_police_pages_show_no_sender(house: House, talked: UUID, client_as: ClientAs) -> None:
    for seen in shown_to_the_police(house, talked, client_as(house.police_contact)):
        assert found_in(seen, house) == []


def found_in(seen: str, house: House) -> list[str]:
    """The telling words in a page; whole words only, since a random token can hold any three letters."""
    return [word for word in tells(house) if re.search(rf"\b{re.escape(word)}\b", seen)]


def test_police_page_says_a_municipality_in_the_district(house: House, talked: UUID, page_of: Any) -> None:
    page = page_of(house.police_contact, talked)
    assert page.line.other == "en kommune i Innlandet"
    assert [entry.author for entry in page.dialogue if not entry.mine] == ["", ""]


def test_own_side_sees_its_own_name(house: House, talked: UUID, page_of: Any) -> None:
    assert page_of(house.deputy, talked).dialogue[0].organisation == "Alvdal kommune"


def test_shared_rows_hold_no_sender(house: House, talked: UUID) -> None:
    with scope(house.police_contact.organisation.pk):
        rows: list[Any] = [*Consultation.objects.filter(pk=talked), *Message.objects.filter(consultation=talked)]
        rows += Access.objects.filter(consultation=talked, organisation=house.police_contact.organisation)
        held = "".join(str({**row.__dict__, "_state": ""}) for row in rows)
    assert found_in(held, house) == []


def test_sealed_address_is_not_readable(house: House, talked: UUID) -> None:
    with scope(house.police_contact.organisation.pk):
        sealed = bytes(Consultation.objects.get(pk=talked).answer_to)
    assert house.contact.user.pk.bytes not in sealed
    assert house.organisation("alvdal").pk.bytes not in sealed


def test_notes_and_mail_of_the_police_show_no_sender(house: House, talked: UUID) -> None:
    from avklar.foundation.notifications.models import Note

    held = str(list(Note.objects.filter(user_id=house.police_contact.user.pk).values()))
    assert found_in(held, house) == []


def test_notes_of_the_sender_lead_to_no_consultation(house: House, talked: UUID) -> None:
    from avklar.foundation.notifications.models import Note

    urls = set(Note.objects.filter(user_id=house.contact.user.pk).values_list("url", flat=True))
    assert urls == {"/droftinger/"}


def test_drafts_of_the_sender_lead_to_no_consultation(house: House, talked: UUID, client_as: ClientAs) -> None:
    client_as(house.contact).post(f"/droftinger/{talked}/melding/", {"text": "Takk for hjelpen.", "do": "check"})
    forms = [draft.form for draft in every_draft()]
    assert forms
    assert not [form for form in forms if str(talked) in form or talked.hex in form]


def test_journal_of_the_police_shows_no_sender(house: House, talked: UUID, client_as: ClientAs) -> None:
    from avklar.foundation.journal.models import Entry

    client_as(house.police_contact).get(f"/droftinger/{talked}/")
    with scope(house.police_contact.organisation.pk):
        held = str(list(Entry.objects.filter(organisation_id=house.police_contact.organisation.pk).values()))
    assert found_in(held, house) == []


def test_hidden_side_is_told_of_the_answer(house: House, hidden: UUID) -> None:
    from avklar.foundation.notifications.models import Note

    actions.write(house.police_contact.actor(), hidden, "Spør treneren om råd.")
    assert Note.objects.filter(user_id=house.contact.user.pk, code="consultation_message").exists()


@pytest.mark.parametrize(
    "text", ["Vi i Alvdal lurer.", "Hilsen Berit", "alvdal er lite", "Han går på Alvdal ungdomsskole."]
)
def test_hidden_side_cannot_name_itself_in_a_message(house: House, hidden: UUID, text: str) -> None:
    words = dict.fromkeys(("Alvdal", "Berit", "alvdal", "Alvdal ungdomsskole"), "Det er bare et ord")
    with pytest.raises(Invalid):
        actions.write(house.contact.actor(), hidden, text, words)


def test_hidden_crowd_is_counted_in_the_whole_area(house: House, hidden: UUID, page_of: Any) -> None:
    area = sum(house.organisation(key).population for key in ("alvdal", "tynset", "folldal"))
    assert page_of(house.contact, hidden).line.estimate == area * 36 // 1000 // 2 // 10 * 10


def test_only_the_owner_row_knows_who_asks(house: House, hidden: UUID) -> None:
    with scope(house.contact.organisation.pk):
        assert Ownership.objects.get(consultation=hidden).asked_by == house.contact.user.pk
