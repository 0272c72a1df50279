"""What a person has written is never lost and never lies open: ended session, old page, two clicks, two editors."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from avklar.followup.concerns.models import Concern, Message
from avklar.foundation.access.scope import scope
from tests.cast import House
from tests.journeys import story
from tests.journeys.browser import Watch, whole
from tests.journeys.hands import Mouse
from tests.journeys.steps import given, then, when
from tests.journeys.stored import everything_stored, lies_in_clear

Open = Callable[..., Page]
TYPED = "Snakk rolig med eleven først, og skriv hit på fredag om hvordan det gikk."


def _concerns(house: House) -> int:
    with scope(house.organisation("alvdal").pk):
        return Concern.objects.count()


def _said(house: House) -> list[str]:
    with scope(house.organisation("alvdal").pk):
        return [str(each.side) for each in Message.objects.all()]


@pytest.mark.parametrize("lost", ["session", "cookies"])
def test_text_is_there_after_the_session_has_ended(lost: str, house: House, open_as: Open) -> None:
    with given("a contact who has written an answer"):
        secret = story.app_of(house.contact)
        concern_id = story.sent_by(house.teacher)
        page = open_as(house.contact)
        page.goto(reverse("concerns:concern", args=[concern_id]))
        page.get_by_label("Svar til melderen").fill(TYPED)
    with given("a session that has ended meanwhile"):
        if lost == "session":
            Session.objects.all().delete()
        else:
            page.context.clear_cookies()
    with when("she sends"):
        page.get_by_role("button", name="Send svar").click()
    with then("she is asked to sign in, and the text lies nowhere in clear"):
        expect(page.get_by_role("heading", name="Logg inn")).to_be_visible()
        assert _said(house) == []
        assert not lies_in_clear(TYPED, everything_stored())
        assert TYPED not in whole(page).content() + str(page.context.cookies()) + page.url
    with when("she signs in"):
        story.signs_in(page, house.contact, secret)
    with then("the text stands in its field, and can be sent"):
        expect(page.get_by_label("Svar til melderen")).to_have_value(TYPED)
        page.get_by_role("button", name="Send svar").click()
        expect(page.get_by_text("Svaret er sendt.")).to_be_visible()
        assert _said(house) == ["receiver"]
        assert not lies_in_clear(TYPED, everything_stored())


def test_step_of_the_form_is_there_after_the_session_has_ended(house: House, open_as: Open) -> None:
    with given("a teacher in the middle of the form, whose session has ended"):
        page = open_as(house.teacher)
        story.says_no_danger(page, Mouse())
        story.says_what_it_is_about(page, Mouse())
        story.fills_in_the_observation(page, Mouse(), story.PLAIN_FACT)
        Session.objects.all().delete()
    with when("she goes on and signs in again"):
        page.get_by_role("button", name="Gå videre").click()
        assert not lies_in_clear(story.PLAIN_FACT, everything_stored())
        story.signs_in(page, house.teacher)
    with then("the observation stands there as she wrote it"):
        expect(page.get_by_label("Hva så eller hørte du?")).to_have_value(story.PLAIN_FACT)
        expect(page.get_by_label("Hvordan tolker du det?")).to_have_value(story.MEANING)


def test_signing_in_in_another_tab_loses_nothing(house: House, open_as: Open) -> None:
    with given("an answer in one tab, and a new sign-in in another"):
        secret = story.app_of(house.contact)
        concern_id = story.sent_by(house.teacher)
        page = open_as(house.contact)
        page.goto(reverse("concerns:concern", args=[concern_id]))
        page.get_by_label("Svar til melderen").fill(TYPED)
        other = page.context.new_page()
        other.goto(reverse("account_logout"))
        other.get_by_role("main").get_by_role("button", name="Logg ut").click()
        other.goto(reverse("account_login"))
        story.signs_in(other, house.contact, secret)
        expect(other).to_have_title("Min dag – Avklar")
    with when("the first tab, which is old now, sends"):
        page.get_by_role("button", name="Send svar").click()
    with then("the text is still in its field"):
        expect(page.get_by_label("Svar til melderen")).to_have_value(TYPED)
        page.get_by_role("button", name="Send svar").click()
        expect(page.get_by_text("Svaret er sendt.")).to_be_visible()
        assert _said(house) == ["receiver"]


def test_two_clicks_and_the_way_back_send_once(house: House, open_as: Open) -> None:
    with given("a teacher at the last step"):
        page = open_as(house.teacher)
        story.comes_to_the_check(page, Mouse(), story.PLAIN_FACT)
        check = page.url
    with when("she clicks twice"):
        page.get_by_role("button", name="Send bekymringen").dblclick()
    with then("one worry is sent"):
        expect(page.get_by_role("heading", name="Takk. Bekymringen er kommet fram")).to_be_visible()
        assert _concerns(house) == 1
    with when("she goes back and wants to send again"):
        page.go_back()
        again = whole(page).get_by_role("button", name="Send bekymringen")
        if again.count():
            again.click()
    with then("there is still one"):
        whole(page)
        assert _concerns(house) == 1
        assert page.goto(check).status == 200
        assert page.url != check


def test_old_page_of_the_check_leads_to_the_receipt(house: House, open_as: Open) -> None:
    with given("the last step open in two tabs"):
        page = open_as(house.teacher)
        story.comes_to_the_check(page, Mouse(), story.PLAIN_FACT)
        other = page.context.new_page()
        other.goto(page.url)
    with when("both send"):
        page.get_by_role("button", name="Send bekymringen").click()
        other.get_by_role("button", name="Send bekymringen").click()
    with then("both show the same receipt"):
        for each in (page, other):
            expect(each.get_by_role("heading", name="Takk. Bekymringen er kommet fram")).to_be_visible()
        assert story.path_of(page) == story.path_of(other)
        assert _concerns(house) == 1


def test_second_editor_sees_the_difference_and_keeps_the_text(house: House, open_as: Open) -> None:
    with given("contact and deputy with the same note open"):
        url = reverse("concerns:concern", args=[story.sent_by(house.teacher)])
        first, second = open_as(house.contact), open_as(house.deputy)
        for page in (first, second):
            page.goto(url)
    with when("both write, and the contact saves first"):
        first.get_by_label("Arbeidsnotat").fill("Ringte skolen i dag.")
        second.get_by_label("Arbeidsnotat").fill("Ringte rektor i går.")
        first.get_by_role("button", name="Lagre notatet").click()
        expect(first.get_by_text("Notatet er lagret.")).to_be_visible()
        second.get_by_role("button", name="Lagre notatet").click()
    with then("the deputy sees what differs, with the own text in the field"):
        expect(second.get_by_text("Noen andre lagret notatet mens du skrev.")).to_be_visible()
        expect(second.get_by_label("Arbeidsnotat")).to_have_value("Ringte rektor i går.")
        expect(second.locator("del").first).to_be_visible()
        expect(second.locator("ins").first).to_be_visible()
    with when("the deputy saves again"):
        second.get_by_role("button", name="Lagre notatet").click()
        expect(second.get_by_text("Notatet er lagret.")).to_be_visible()
    with then("the contact reads it"):
        first.goto(url)
        expect(first.get_by_label("Arbeidsnotat")).to_have_value("Ringte rektor i går.")


def test_watch_notices_a_fault() -> None:
    watch = Watch()
    watch._response(type("Answer", (), {"status": 503, "url": "http://localhost/"})())  # type: ignore[arg-type]
    assert watch.faults == ["503 http://localhost/"]
