"""The district's phases and its basis for notes, as pages; and the notes that stand only where a basis is entered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from avklar.followup.cases import actions
from avklar.followup.cases.models import TalkNote
from avklar.followup.cases.talks import actions as talks
from avklar.followup.cases.talks import queries
from avklar.followup.cases.talks.cards import PhaseWords
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.scope import scope
from tests.cast import House
from tests.followup.concerns.pages import hidden

WORDS = {
    "position": "3",
    "title_nb": "Pause",
    "title_nn": "Pause",
    "help_nb": "Spør om det går bra.",
    "help_nn": "Spør om det går bra.",
    "active": "on",
}


@pytest.fixture
def specialist(house: House, client_as: Any) -> Client:
    """The browser of the district's specialist, who leads the work with talks."""
    browser: Client = client_as(house.police_radicalisation_contact)
    return browser


def phase_url(code: str) -> str:
    """The page of one phase."""
    return reverse("cases:talk-phase", args=[code])


def form_of(page: Any, **more: str) -> dict[str, str]:
    """A phase's form with the page's hidden fields."""
    names = ("submission", "kept_for", "version")
    return {name: hidden(page, name) for name in names} | WORDS | more


@pytest.mark.parametrize("key", ["police_contact", "district_lead", "contact", "administrator", "stranger"])
def test_only_the_specialist_settles_how_talks_are_held(house: House, client_as: Any, key: str) -> None:
    browser = client_as(house.people[key])
    for name, parts in (("talk-settings", []), ("talk-phase", ["frame"]), ("talk-notes", [])):
        assert browser.get(reverse(f"cases:{name}", args=parts)).status_code == 403
    assert browser.post(reverse("cases:talk-notes-end")).status_code == 403


def test_settings_show_every_phase_in_both_forms(house: House, specialist: Client) -> None:
    page = specialist.get(reverse("cases:talk-settings")).content.decode()
    assert "Åpning og rammer" in page
    assert "Opning og rammer" in page


def test_phase_is_worded_on_its_page(house: House, specialist: Client) -> None:
    address = phase_url("frame")
    assert (
        specialist.post(address, form_of(specialist.get(address), title_nb="Velkommen", position="1")).status_code
        == 302
    )
    assert queries.phase_words(house.organisation("innlandet").pk)[0].title_nb == "Velkommen"


def test_phase_is_added_in_its_place_once(house: House, specialist: Client) -> None:
    district = house.organisation("innlandet").pk
    address = phase_url(queries.next_code(district))
    form = form_of(specialist.get(address))
    assert specialist.post(address, form).status_code == 302
    assert specialist.post(address, form).status_code == 302
    assert specialist.post(address, form | {"title_nb": "Noe annet"}).status_code == 409
    found = queries.phase_words(district)
    assert [each.title_nb for each in found].count("Pause") == 1
    assert [each.position for each in found] == sorted(each.position for each in found)


@pytest.mark.parametrize("code", ["own-2", "own-0", "secret"])
def test_phase_that_nobody_offered_does_not_exist(house: House, specialist: Client, code: str) -> None:
    assert specialist.get(phase_url(code)).status_code == 404
    with pytest.raises(NotFound):
        talks.word_phase(
            house.police_radicalisation_contact.actor(), words=PhaseWords(code, 1, "a", "a", "a", "a", True, 0)
        )


def test_no_more_phases_than_one_can_keep_in_mind(house: House) -> None:
    lead = house.police_radicalisation_contact.actor()
    while code := queries.next_code(lead.organisation):
        talks.word_phase(lead, words=PhaseWords(code, 9, "a", "a", "a", "a", True, 0))
    assert len(queries.phase_words(lead.organisation)) == 12
    with pytest.raises(NotFound):
        talks.word_phase(lead, words=PhaseWords("", 9, "a", "a", "a", "a", True, 0))


def test_phase_that_another_worded_meanwhile_is_said_and_the_text_stays(house: House, specialist: Client) -> None:
    address = phase_url("frame")
    form = form_of(specialist.get(address), title_nb="Mitt forslag")
    lead = house.police_radicalisation_contact.actor()
    talks.word_phase(lead, words=queries.phase_words(lead.organisation)[0])
    answer = specialist.post(address, form)
    assert answer.status_code == 409
    assert "Mitt forslag" in answer.content.decode()
    assert specialist.post(address, form_of(answer, title_nb="Mitt forslag")).status_code == 302


@pytest.mark.parametrize(("field", "text"), [("title_nb", ""), ("help_nn", "x" * 200_000), ("position", "99")])
def test_bad_words_are_refused_at_their_field(house: House, specialist: Client, field: str, text: str) -> None:
    address = phase_url("frame")
    assert specialist.post(address, form_of(specialist.get(address), **{field: text})).status_code == 422


def test_another_district_keeps_its_own_phases(house: House) -> None:
    lead = house.police_radicalisation_contact.actor()
    talks.word_phase(lead, words=PhaseWords("frame", 1, "Velkommen", "Velkomen", "a", "a", True, 0))
    assert queries.phase_words(house.organisation("hamar").pk)[0].title_nb == "Åpning og rammer"


# --- Notes


@pytest.fixture
def note_url(chosen: UUID, planned: UUID) -> str:
    """The page of the first phase's note."""
    return reverse("cases:talk-note", args=[chosen, planned, "frame"])


def test_no_field_for_notes_exists_before_a_basis_is_entered(
    house: House, client_as: Any, chosen: UUID, planned: UUID, note_url: str
) -> None:
    police = client_as(house.police_contact)
    assert "/notat/" not in police.get(reverse("cases:talk", args=[chosen, planned])).content.decode()
    assert police.get(note_url).status_code == 404
    assert police.post(note_url, {"text": "Noe", "version": "0"}).status_code == 404
    with scope(house.police_contact.organisation.pk):
        assert not TalkNote.objects.exists()


def test_basis_is_entered_with_name_and_day(house: House, specialist: Client) -> None:
    address = reverse("cases:talk-notes")
    page = specialist.get(address)
    form = {name: hidden(page, name) for name in ("submission", "kept_for")}
    assert specialist.post(address, form | {"basis": ""}).status_code == 422
    for _click in range(2):
        assert specialist.post(address, form | {"basis": "Politiregisterloven, sak 26/9"}).status_code == 302
    assert specialist.post(address, form | {"basis": "Igjen"}).status_code == 409
    shown = specialist.get(reverse("cases:talk-settings")).content.decode()
    assert "Politiregisterloven, sak 26/9" in shown
    assert "Ført inn av Marit Løken" in shown


def test_note_is_written_and_read_where_the_basis_stands(
    house: House, client_as: Any, chosen: UUID, planned: UUID, note_url: str
) -> None:
    talks.allow_notes(house.police_radicalisation_contact.actor(), basis="Vedtak")
    police = client_as(house.police_contact)
    page = police.get(note_url)
    form = {name: hidden(page, name) for name in ("submission", "kept_for", "version")}
    home = reverse("cases:talk", args=[chosen, planned])
    for _click in range(2):
        assert police.post(note_url, form | {"text": "Rolig start."}).url == home
    assert "Rolig start." in police.get(home).content.decode()
    assert police.post(note_url, form | {"text": "En annen."}).status_code == 409


def test_notes_that_stand_are_read_but_not_written_once_the_basis_has_ended(
    house: House, client_as: Any, specialist: Client, chosen: UUID, planned: UUID, note_url: str
) -> None:
    talks.allow_notes(house.police_radicalisation_contact.actor(), basis="Vedtak")
    police = house.police_contact.actor()
    talks.note(police, case_id=chosen, talk_id=planned, phase="frame", text="Rolig start.", version=0)
    assert specialist.post(reverse("cases:talk-notes-end")).status_code == 302
    browser = client_as(house.police_contact)
    assert "Rolig start." in browser.get(reverse("cases:talk", args=[chosen, planned])).content.decode()
    assert browser.get(note_url).status_code == 404


def test_locked_case_takes_no_note(house: House, client_as: Any, chosen: UUID, planned: UUID, note_url: str) -> None:
    talks.allow_notes(house.police_radicalisation_contact.actor(), basis="Vedtak")
    actions.lock(house.police_contact.actor(), case_id=chosen)
    browser = client_as(house.police_contact)
    answer = browser.post(note_url, {"text": "Noe som ble sagt", "version": "0"})
    assert answer.status_code == 409
    with scope(house.police_contact.organisation.pk):
        assert not TalkNote.objects.exists()


@pytest.mark.parametrize("key", ["contact", "hamar_police_contact", "district_lead", "administrator", "stranger"])
def test_nobody_else_reaches_a_note(house: House, client_as: Any, note_url: str, key: str) -> None:
    talks.allow_notes(house.police_radicalisation_contact.actor(), basis="Vedtak")
    assert client_as(house.people[key]).get(note_url).status_code in (403, 404)
