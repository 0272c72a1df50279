"""The main job: teacher → contact → consultation → advice → close; with mouse, keys alone, and without script."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from avklar.foundation import clock, journal
from avklar.foundation.access.scope import scope
from avklar.foundation.retention import engine
from avklar.foundation.vault import keys
from tests.cast import House
from tests.journeys import story
from tests.journeys.browser import axe_finds_nothing, screenshot, whole
from tests.journeys.hands import Hand, Keys, Mouse
from tests.journeys.steps import given, then, when
from tests.journeys.stored import everything_stored, lies_in_clear

Open = Callable[..., Page]


@pytest.mark.smoke
def test_worry_is_carried_to_advice_and_a_clean_close(house: House, open_as: Open) -> None:
    _carry(house, open_as, Mouse(), pictures=True)


def test_worry_is_carried_with_the_keys_alone(house: House, open_as: Open) -> None:
    _carry(house, open_as, Keys())


def test_worry_is_carried_without_javascript(house: House, open_as: Open) -> None:
    _carry(house, open_as, Mouse(), javascript=False)


def _carry(house: House, open_as: Open, hand: Hand, *, javascript: bool = True, pictures: bool = False) -> None:
    with given("a teacher, the municipality's contact and its police contact, each at their own desk"):
        teacher, contact, police = (
            open_as(person, javascript=javascript) for person in (house.teacher, house.contact, house.police_contact)
        )
    own_url = _report(teacher, hand, javascript=javascript, pictures=pictures)
    _talk(teacher, contact, hand, pictures=pictures)
    consultation_url = _start_consultation(contact, hand, javascript=javascript, pictures=pictures)
    _police_answer(police, consultation_url, hand, pictures=pictures)
    _conclude(contact, consultation_url, own_url, hand)
    _nothing_is_left(teacher, contact, house, own_url, consultation_url)


def _picture(page: Page, name: str, wanted: bool) -> None:
    if wanted:
        screenshot(page, name, dark=True)


def _report(page: Page, hand: Hand, *, javascript: bool, pictures: bool) -> str:
    with when("the teacher answers one question a page, and names somebody in her text"):
        story.says_no_danger(page, hand)
        story.says_what_it_is_about(page, hand)
        story.fills_in_the_observation(page, hand)
        _picture(page, "form-observation", pictures)
        story.press(page, hand, "Gå videre")
        story.writes_the_rest(page, hand)
    with then("the name is marked, and sending waits for it"):
        expect(page.locator(".avk-marked mark").filter(has_text=story.NAME)).to_be_visible()
        send = page.get_by_role("button", name="Send bekymringen")
        expect(send).to_have_attribute("aria-disabled", "true")
        _picture(page, "form-check", pictures)
        if javascript:
            axe_finds_nothing(page)
    with when("she presses send all the same"):
        hand.press(send)
    with then("nothing is sent"):
        expect(page.get_by_text("Bekymringen er ikke sendt")).to_be_visible()
    with when("she takes the name out, as the page offers, and sends"):
        hand.press(page.locator(".avk-finds li").filter(has_text=story.NAME).get_by_role("button").first)
        expect(page.get_by_text("Vi fant ikke noe som peker på en person.")).to_be_visible()
        expect(page.get_by_text(story.NAME)).to_have_count(0)
        story.press(page, hand, "Send bekymringen")
    with then("she gets a receipt that says who reads it"):
        expect(page.get_by_role("heading", name="Takk. Bekymringen er kommet fram")).to_be_visible()
        expect(page.get_by_text("Berit Aasgard")).to_be_visible()
        _picture(page, "form-receipt", pictures)
    return story.path_of(page).removesuffix("kvittering/")


def _talk(teacher: Page, contact: Page, hand: Hand, *, pictures: bool) -> None:
    with when("the contact begins the day"):
        contact.goto("/inn/")
        _picture(contact, "my-day", pictures)
    with then("the worry stands there, with nothing that tells who it is about"):
        contact.goto("/bekymringer/")
        expect(contact.get_by_role("link", name="Fra en ansatt i skolen")).to_be_visible()
        assert "kjeft" not in whole(contact).content()
        _picture(contact, "inbox", pictures)
    with when("she opens it, classes what was said and asks a question"):
        hand.press(contact.get_by_role("link", name="Fra en ansatt i skolen"))
        expect(contact.get_by_text("lære å holde kjeft")).to_be_visible()
        story.classes_as_lawful(contact, hand)
        story.asks(contact, hand, story.QUESTION)
        expect(contact.get_by_text("Spørsmålet er sendt.")).to_be_visible()
    with then("the teacher sees the question, and answers"):
        teacher.get_by_role("link", name="Se bekymringen").click()
        expect(teacher.get_by_text(story.QUESTION)).to_be_visible()
        hand.write(teacher.get_by_label("Skriv til kontakten"), story.REPLY)
        story.press(teacher, hand, "Send")
        expect(teacher.get_by_text("Svaret ditt er sendt.")).to_be_visible()
    with then("the contact reads the answer"):
        contact.reload()
        expect(contact.get_by_text(story.REPLY)).to_be_visible()
        _picture(contact, "concern", pictures)


def _start_consultation(page: Page, hand: Hand, *, javascript: bool, pictures: bool) -> str:
    with when("the contact wants to discuss it without a name, and doesn't say how large the school is"):
        story.chooses_consultation(page, hand)
        expect(page.get_by_role("heading", name="Drøfting uten navn")).to_be_visible()
        expect(page.get_by_text("Vi kan ikke si hvor mange det er.")).to_be_visible()
    with when("she says it, and too much"):
        _recount(page, hand, "Hvor mange er der", "10–29 personer", javascript)
    with then("the crowd is too small"):
        expect(page.get_by_text("For få til å drøfte uten navn.")).to_be_visible()
    with when("she chooses the real size"):
        _recount(page, hand, "Hvor mange er der", "100–299 personer", javascript)
    with then("the crowd is large enough"):
        expect(page.get_by_text("Nok til å drøfte uten navn.")).to_be_visible()
        expect(page.locator(".avk-crowd-say b").first).to_have_text("20")
    with when("her text names the teacher, and she presses send"):
        hand.write(page.get_by_role("textbox", name="Det du vil drøfte"), story.TO_DISCUSS)
        hand.press(page.get_by_role("button", name="Send til Stian"))
    with then("the name is marked and sending has stopped"):
        expect(page.locator(".avk-marked mark").filter(has_text=story.DISCUSSED_NAME)).to_be_visible()
        expect(page.get_by_role("button", name="Send til Stian")).to_have_attribute("aria-disabled", "true")
        _picture(page, "consultation-crowd", pictures)
        if javascript:
            axe_finds_nothing(page)
        hand.press(page.get_by_role("button", name="Send til Stian"))
        expect(page.get_by_role("button", name="Send til Stian")).to_have_attribute("aria-disabled", "true")
    with when("every find is settled"):
        hand.press(page.locator(".avk-finds li").filter(has_text=story.DISCUSSED_NAME).get_by_role("button").first)
        expect(page.get_by_text("Ingen funn å ta stilling til")).to_be_visible()
        hand.press(page.get_by_role("button", name="Send til Stian"))
    with then("it is sent"):
        expect(page.get_by_text("Drøftingen er sendt.")).to_be_visible()
    return story.path_of(page)


def _recount(page: Page, hand: Hand, field: str, line: str, javascript: bool) -> None:
    hand.choose(page.get_by_label(field), line)
    if not javascript:
        story.press(page, hand, "Regn på nytt")


def _police_answer(page: Page, url: str, hand: Hand, *, pictures: bool) -> None:
    with when("the police contact opens the list"):
        page.goto("/droftinger/")
        hand.press(page.locator(f"a[href='{url}']").first)
    with then("he reads the question without a name, and sees no concern"):
        expect(page.get_by_text("hatefulle ting i timen")).to_be_visible()
        assert story.DISCUSSED_NAME not in whole(page).content()
        assert "/bekymringer/" not in whole(page).content()
    with when("he writes a message, and then his advice"):
        hand.write(page.get_by_role("textbox", name="Skriv en melding"), story.MESSAGE)
        story.press(page, hand, "Se over teksten")
        story.press(page, hand, "Send meldingen")
        expect(page.get_by_text("Meldingen er sendt.")).to_be_visible()
        _picture(page, "police-contact", pictures)
        hand.press(page.get_by_role("link", name="Skriv et råd"))
        hand.write(page.get_by_role("textbox", name="Rådet"), story.ADVICE)
        story.press(page, hand, "Se over teksten")
        story.press(page, hand, "Lagre rådet")
    with then("the advice stands there"):
        expect(page.get_by_text("Rådet er skrevet.")).to_be_visible()


def _conclude(page: Page, consultation_url: str, own_url: str, hand: Hand) -> None:
    with when("the contact reads the advice and ends the consultation"):
        page.goto(consultation_url)
        expect(page.get_by_text(story.ADVICE)).to_be_visible()
        hand.press(page.get_by_role("link", name="Avslutt drøftingen"))
        story.press(page, hand, "Avslutt drøftingen")
        expect(page.get_by_text("Drøftingen er avsluttet. Den fjernes om 30 dager.")).to_be_visible()
    with when("she gives the teacher the advice, and closes"):
        page.goto(story.contacts_page(own_url))
        story.answers(page, hand, story.TO_TEACHER)
        expect(page.get_by_text("Svaret er sendt.")).to_be_visible()
        story.closes_with_advice(page, hand)
    with then("it is closed"):
        expect(page.get_by_text("Bekymringen er avsluttet. Teksten er fjernet fra siden.")).to_be_visible()


def _nothing_is_left(teacher: Page, contact: Page, house: House, own_url: str, consultation_url: str) -> None:
    concern_id, consultation_id = (UUID(url.strip("/").split("/")[-1]) for url in (own_url, consultation_url))
    with then("neither the teacher nor the contact can read it any more"):
        teacher.goto(own_url)
        contact.goto(story.contacts_page(own_url))
        for page in (teacher, contact):
            expect(page.get_by_role("heading", name="Teksten er tatt bort")).to_be_visible()
            assert [each for each in story.SECRETS if each in whole(page).content()] == []
    with then("the concern's key is sealed"):
        assert keys.is_sealed(concern_id)
    with when("thirty-one days have gone"), clock.frozen(clock.now() + timedelta(days=31)):
        engine.run()
    with then("the consultation is gone for both, with its key"):
        assert not keys.exists(consultation_id)
        assert contact.goto(consultation_url).status == 404
    with then("no text was ever stored in clear, and the journal is whole"):
        stored = everything_stored()
        assert [each for each in story.SECRETS if lies_in_clear(each, stored)] == []
        assert journal.verify() == []
        with scope(house.organisation("alvdal").pk):
            from avklar.foundation.journal.models import Entry

            verbs = set(Entry.objects.filter(object_id=concern_id).values_list("verb", flat=True))
        assert {"sent", "ask", "reply", "consulted", "answer", "closed", "sealed"} <= verbs
