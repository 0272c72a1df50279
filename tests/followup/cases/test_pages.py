"""What all pages of a case's verbs have in common: who reaches them, and that no text is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from avklar.followup.cases import actions
from avklar.followup.cases.states import Effect, Outcome
from avklar.foundation import clock
from avklar.foundation.access.scope import scope
from avklar.foundation.drafts import drafts
from avklar.foundation.journal.models import Entry
from tests import law
from tests.cast import House
from tests.followup.cases import stories
from tests.followup.cases.stories import look, version
from tests.followup.cases.verbs import TEXT, VERBS, Verb, send
from tests.followup.concerns.pages import hidden

FORMS = pytest.mark.parametrize("name", VERBS)
OTHER_PAGES = ("person-view", "review", "staff", "identity", "same")
VERSIONED = ("assess", "decide", "agree", "tell", "close")


@pytest.fixture
def contact(house: House, client_as: Any) -> Client:
    """The contact's browser."""
    browser: Client = client_as(house.contact)
    return browser


@pytest.fixture
def url_of(house: House, case: UUID) -> Callable[[Verb], str]:
    """A page's address for the contact; what the second person answers was written by the deputy."""
    return lambda verb: verb.url(house.contact, house.deputy, case)


# --- Who


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("stranger", 404),
        ("substitute", 404),
        ("police_contact", 404),
        ("police_radicalisation_contact", 404),
        ("district_lead", 403),
        ("administrator", 403),
        ("privacy_officer", 403),
        ("editor", 403),
        ("teacher", 403),
    ],
)
def test_page_is_not_there_for_anybody_who_is_not_named(
    house: House, client_as: Any, case: UUID, key: str, status: int
) -> None:
    if key == "substitute":
        _everybody_is_away(house)
    browser = client_as(house.people[key])
    addresses = [each.url(house.contact, house.deputy, case) for each in VERBS.values()]
    addresses += [reverse(f"cases:{name}", args=[case]) for name in OTHER_PAGES]
    wrong = [
        (address, got.status_code)
        for address in addresses
        for got in (browser.get(address), browser.post(address, {"submission": str(clock.new_id())}))
        if got.status_code not in {status, 405}
    ]
    assert wrong == []


def _everybody_is_away(house: House) -> None:
    from avklar.people.organisations.models import Absence

    for person in (house.contact, house.deputy):
        Absence.objects.create(membership=person.membership, away_from=clock.today(), away_to=clock.today())


@FORMS
def test_page_shows_where_one_is_and_offers_child_welfare(contact: Client, url_of: Any, name: str) -> None:
    page = contact.get(url_of(VERBS[name]))
    text = page.content.decode()
    assert page.status_code == 200
    assert "Trinn 2 av 4: sak." in text
    assert "Berit Aasgard" in text
    assert "116 111" in text


@pytest.mark.parametrize("name", ["decide", "open"])
def test_danger_comes_first(contact: Client, case: UUID, name: str) -> None:
    text = contact.get(reverse(f"cases:{name}", args=[case] if name == "decide" else [])).content.decode()
    assert text.index('href="tel:112"') < text.index("<textarea")


@pytest.mark.parametrize("name", OTHER_PAGES)
def test_other_page_opens(contact: Client, case: UUID, name: str) -> None:
    page = contact.get(reverse(f"cases:{name}", args=[case]))
    assert page.status_code == 200
    assert "116 111" in page.content.decode()


def test_grown_up_has_no_child_welfare_box(house: House, contact: Client, cases_on: House) -> None:
    case_id = stories.open_one(house.contact.actor(), age=stories.Age.FROM_25).id
    assert "116 111" not in contact.get(reverse("cases:observe", args=[case_id])).content.decode()


@FORMS
def test_looking_changes_nothing_but_the_journal(
    house: House, contact: Client, url_of: Any, case: UUID, name: str
) -> None:
    address = url_of(VERBS[name])
    before, rows = look(house.contact.actor(), case), _reads(house, case)
    contact.get(address)
    assert look(house.contact.actor(), case) == before
    assert _reads(house, case) == rows + 1


def _reads(house: House, case_id: UUID) -> int:
    with scope(house.contact.organisation.pk):
        return Entry.objects.filter(object_id=case_id, verb="read", user_id=house.contact.user.pk).count()


# --- What is sent


@FORMS
def test_form_leads_back_to_the_case(contact: Client, url_of: Any, case: UUID, name: str) -> None:
    address = url_of(VERBS[name])
    sent = send(contact, address, VERBS[name], contact.get(address))
    assert (sent.status_code, sent.url) == (302, reverse("casefile:case", args=[case]))


@pytest.mark.parametrize("name", ["observe", "correct", "assess", "decide", "plan", "follow-up"])
def test_two_clicks_are_one(house: House, contact: Client, url_of: Any, case: UUID, name: str) -> None:
    address = url_of(VERBS[name])
    page = contact.get(address)
    send(contact, address, VERBS[name], page)
    once = look(house.contact.actor(), case)
    assert send(contact, address, VERBS[name], page).status_code == 302
    assert look(house.contact.actor(), case) == once


@pytest.mark.parametrize("text", ["x" * 200_000, "a\x00b", "x" * 2001], ids=["200000", "zero byte", "2001"])
@FORMS
def test_text_that_cannot_be_taken_stays_in_the_field(contact: Client, url_of: Any, name: str, text: str) -> None:
    verb = VERBS[name]
    if verb.field == "fact" and len(text) == 2001:
        text *= 5
    address = url_of(verb)
    sent = send(contact, address, verb, contact.get(address), text)
    assert sent.status_code == 422
    assert text.replace("\x00", "") in sent.content.decode().replace("\x00", "").replace("\ufffd", "")


@pytest.mark.parametrize("name", [name for name in VERBS if name not in ("agree", "tell")])
def test_empty_text_is_asked_for(contact: Client, url_of: Any, name: str) -> None:
    address = url_of(VERBS[name])
    assert send(contact, address, VERBS[name], contact.get(address), "").status_code == 422


@FORMS
def test_nothing_at_all_is_no_fault(contact: Client, url_of: Any, name: str) -> None:
    assert contact.post(url_of(VERBS[name]), {}).status_code == 422


@pytest.mark.parametrize("text", ["<script>alert(1)</script> hei", "\u202eabc\u202c hei", "1"])
@pytest.mark.parametrize("name", ["observe", "agree"])
def test_text_is_shown_as_written(contact: Client, url_of: Any, case: UUID, name: str, text: str) -> None:
    address = url_of(VERBS[name])
    assert send(contact, address, VERBS[name], contact.get(address), text).status_code == 302
    where = "assess" if name == "observe" else "agree"
    shown = contact.get(reverse(f"cases:{where}", args=[case])).content.decode()
    assert "<script>alert" not in shown
    assert text.replace("<", "&lt;").replace(">", "&gt;") in shown


@pytest.mark.parametrize("name", VERSIONED)
def test_case_that_changed_shows_what_is_new_and_keeps_the_text(
    house: House, contact: Client, url_of: Any, case: UUID, name: str
) -> None:
    address = url_of(VERBS[name])
    page = contact.get(address)
    actions.observe(
        house.deputy.actor(), case_id=case, content=stories.seen("Noe nytt fra vara."), submission=clock.new_id()
    )
    sent = send(contact, address, VERBS[name], page)
    text = sent.content.decode()
    assert sent.status_code == 409
    assert "Ola Kvernmo: observasjon 2. «Noe nytt fra vara.»" in text
    assert TEXT in text
    assert hidden(sent, "version") == str(version(house.contact.actor(), case))
    assert send(contact, address, VERBS[name], sent).status_code == 302


def test_measure_that_changed_keeps_the_text(house: House, contact: Client, url_of: Any, case: UUID) -> None:
    verb = VERBS["end-measure"]
    address = url_of(verb)
    page = contact.get(address)
    measure = look(house.contact.actor(), case).measures[0]
    actions.follow_up(
        house.deputy.actor(),
        case_id=case,
        measure_id=measure.id,
        on=clock.today(),
        effect=Effect.SAME,
        text="Som før.",
        submission=clock.new_id(),
    )
    sent = send(contact, address, verb, page)
    assert sent.status_code == 409
    assert TEXT in sent.content.decode()
    assert send(contact, address, verb, sent).status_code == 302


@pytest.mark.parametrize("since", ["", "x", "9" * 40, "-1"])
def test_moment_that_is_none_shows_nothing_new_but_keeps_the_text(
    contact: Client, url_of: Any, case: UUID, since: str
) -> None:
    address = url_of(VERBS["tell"])
    page = contact.get(address)
    sent = send(contact, address, VERBS["tell"], page, version="77", since=since)
    assert sent.status_code in {409, 422}
    assert TEXT in sent.content.decode()


# --- Shut meanwhile


@FORMS
def test_case_that_was_locked_meanwhile_keeps_the_text_for_the_writer_only(
    house: House, client_as: Any, police_case: UUID, name: str
) -> None:
    writer, other = house.police_contact, house.police_radicalisation_contact
    browser, verb = client_as(writer), VERBS[name]
    address = verb.url(writer, other, police_case)
    page = browser.get(address)
    before = look(writer.actor(), police_case)
    actions.lock(other.actor(), case_id=police_case)
    sent = send(browser, address, verb, page)
    assert sent.status_code == 409
    assert "Saken er låst" in sent.content.decode()
    assert TEXT in sent.content.decode()
    assert TEXT in browser.get(address).content.decode()
    assert TEXT not in client_as(other).get(address).content.decode()
    actions.open_for_a_time(other.actor(), case_id=police_case, until=clock.now() + stories.timedelta(hours=1))
    assert look(writer.actor(), police_case).facts == before.facts
    assert TEXT in browser.get(address).content.decode()


@FORMS
def test_closed_case_says_so(house: House, contact: Client, url_of: Any, case: UUID, name: str) -> None:
    address = url_of(VERBS["observe"]) if name == "answer-decision" else url_of(VERBS[name])
    page = contact.get(address)
    assert page.status_code == 200
    actions.close(
        house.deputy.actor(),
        case_id=case,
        outcome=Outcome.HELPED,
        reason="Bra nå.",
        kept="",
        submission=clock.new_id(),
        version=version(house.deputy.actor(), case),
    )
    text = contact.get(address).content.decode()
    assert "Saken er avsluttet" in text
    assert '<form class="avk-question"' not in text


@pytest.mark.parametrize("name", [name for name in VERBS if name != "close"])
def test_case_that_was_switched_off_meanwhile_keeps_the_text(
    house: House, contact: Client, url_of: Any, case: UUID, name: str
) -> None:
    address = url_of(VERBS[name])
    page = contact.get(address)
    before = look(house.contact.actor(), case)
    law.switch_cases_off(house)
    sent = send(contact, address, VERBS[name], page)
    assert sent.status_code == 409
    assert "Saker med navn er slått av i virksomheten." in sent.content.decode()
    assert TEXT in sent.content.decode()
    assert look(house.contact.actor(), case) == before
    law.switch_cases_on(house)
    assert TEXT in contact.get(address).content.decode()


def test_no_page_shows_the_texts_where_cases_are_switched_off(
    house: House, contact: Client, url_of: Any, case: UUID
) -> None:
    addresses = [url_of(each) for each in VERBS.values()]
    addresses += [reverse(f"cases:{name}", args=[case]) for name in OTHER_PAGES]
    own = stories.assessment(house.contact.actor(), case)
    addresses.append(reverse("cases:answer-assessment", args=[case, own]))
    law.switch_cases_off(house)
    written = ("Slo i veggen og ropte.", "Snakker om oss og dem.", "En fast voksen", "Det er riktig nå.")
    shown = {address: contact.get(address).content.decode() for address in addresses}
    assert [(address, text) for address, page in shown.items() for text in written if text in page] == []


def test_case_can_be_closed_where_cases_are_switched_off(house: House, contact: Client, url_of: Any) -> None:
    address = url_of(VERBS["close"])
    law.switch_cases_off(house)
    assert send(contact, address, VERBS["close"], contact.get(address)).status_code == 302


# --- The session ends


@FORMS
def test_session_that_ends_loses_nothing(house: House, contact: Client, client_as: Any, url_of: Any, name: str) -> None:
    address = url_of(VERBS[name])
    page = contact.get(address)
    contact.logout()
    assert reverse("account_login") in send(contact, address, VERBS[name], page).url
    assert TEXT in client_as(house.contact).get(address).content.decode()


def test_draft_is_gone_when_it_is_saved(house: House, contact: Client, url_of: Any, case: UUID) -> None:
    drafts.save(house.contact.user.pk, f"case-observe:{case}", {"fact": "Gammel kladd."})
    address = url_of(VERBS["observe"])
    page = contact.get(address)
    assert "Gammel kladd." in page.content.decode()
    send(contact, address, VERBS["observe"], page)
    assert drafts.load(house.contact.user.pk, f"case-observe:{case}") is None
