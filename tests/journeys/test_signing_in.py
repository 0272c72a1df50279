"""How people come in: password and app, recovery codes, the link by e-mail, the first set-up, a role for two."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, expect

from avklar.foundation import clock
from avklar.foundation.notifications.delivery import deliver_due
from avklar.people.accounts import setup_token
from avklar.people.organisations import installation
from avklar.people.organisations.models import Installation, Organisation
from avklar.people.organisations.states import InstallationKind
from tests.cast import House
from tests.journeys import story
from tests.journeys.browser import axe_finds_nothing, screenshot, whole
from tests.journeys.hands import Mouse
from tests.journeys.steps import given, then, when

Open = Callable[..., Page]
PASSPHRASE = "fire-blå-tekopper-på-rad"


@pytest.fixture(autouse=True)
def _empty_counters(transactional_db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()
    setup_token.burn()
    installation.forget()


def test_app_is_added_and_then_asked_for(house: House, open_as: Open) -> None:
    with given("a contact who has only a password so far"):
        page = open_as()
        page.goto("/bekymringer/")
        story.signs_in(page, house.contact)
    with then("she is asked to add a second factor before she may read"):
        expect(page.get_by_role("heading", name="Legg til en andre faktor")).to_be_visible()
        axe_finds_nothing(page)
    with when("she adds an app"):
        page.get_by_role("link", name="Legg til en app").click()
        axe_finds_nothing(page)
        secret = page.locator("main code").inner_text()
        page.get_by_label("Kode").fill(story.code_now(secret))
        page.get_by_role("button", name="Legg til appen").click()
    with then("she gets recovery codes, and may read"):
        expect(page.get_by_role("heading", name="Reservekoder")).to_be_visible()
        axe_finds_nothing(page)
        recovery = page.locator("main li code").first.inner_text()
        page.goto("/bekymringer/")
        expect(page.get_by_role("heading", name="Bekymringer", level=1)).to_be_visible()
    with when("she signs in somewhere else with a wrong code"):
        page = open_as()
        page.goto("/bekymringer/")
        story.signs_in(page, house.contact)
        axe_finds_nothing(page)
        _gives_code(page, "000000")
    with then("the page says so, and lets nobody in"):
        expect(page.get_by_text("Koden stemmer ikke.").first).to_be_visible()
    with when("she types what the app shows"):
        _gives_code(page, story.code_now(secret))
    with then("she is where she wanted to be"):
        expect(page.get_by_role("heading", name="Bekymringer", level=1)).to_be_visible()
    with when("the telephone is lost, and she uses a recovery code, twice"):
        for arrives in (True, False):
            page = open_as()
            page.goto("/bekymringer/")
            story.signs_in(page, house.contact)
            _gives_code(page, recovery)
            with then("it works once"):
                expect(page.get_by_role("heading", name="Bekymringer", level=1)).to_be_visible(visible=arrives)


def _gives_code(page: Page, code: str) -> None:
    page.get_by_label("Kode").fill(code)
    page.get_by_role("button", name="Logg inn", exact=True).click()
    whole(page)


class Mailbox:
    """What arrived at the local SMTP server."""

    def __init__(self) -> None:
        self.received: list[Any] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.received.append(envelope)
        return "250 OK"


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    """A real SMTP server on this machine, to which the outbox delivers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings.EMAIL_BACKEND = "avklar.foundation.notifications.backend.OutboxBackend"
    settings.AVKLAR_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box
    controller.stop()


def test_employee_comes_in_by_a_link_that_works_once(house: House, open_as: Open, mailbox: Mailbox) -> None:
    with given("an employee who has never been here"):
        page = open_as()
        page.goto("/inn/")
        page.get_by_role("link", name="Få en lenke på e-post").click()
        axe_finds_nothing(page)
        page.get_by_label("E-post").fill("ny.laerer@alvdal.example")
        page.get_by_role("button", name="Send lenken").click()
    with then("a mail arrives, with nothing but the link"):
        axe_finds_nothing(page)
        deliver_due()
        [letter] = mailbox.received
        assert letter.rcpt_tos == ["ny.laerer@alvdal.example"]
        text = letter.content.decode("utf-8", "replace").replace("=\r\n", "").replace("=3D", "=")
        assert "bekymring" not in text.lower()
        link = re.search(r"https?://\S+", text)
        assert link
    with when("the link is opened"):
        page.goto(link[0])
        axe_finds_nothing(page)
        page.get_by_label("Navnet ditt").fill("Ida Fossen")
        page.get_by_role("button", name="Gå inn").click()
    with then("a worry can be sent, and nothing of others' be seen"):
        story.has_sent(page, Mouse(), story.PLAIN_FACT)
        assert page.request.get("/bekymringer/", max_redirects=0).status in {302, 403}
    with when("somebody else opens the same link"):
        other = open_as()
    with then("it is of no use"):
        assert other.goto(link[0]).status == 404


def test_first_administrator_sets_the_installation_up(live_server: Any, open_as: Open) -> None:
    with given("an empty installation, and the link that the server printed"):
        token = setup_token.ensure()
        page = open_as()
        page.goto("/")
        expect(page.get_by_text("Avklar er ikke satt opp ennå.")).to_be_visible()
        page.goto(f"{reverse('setup')}?nokkel={token}")
        axe_finds_nothing(page)
        page.get_by_role("button", name="Begynn").click()
    with when("district, municipalities and the first people are filled in"):
        axe_finds_nothing(page)
        page.get_by_label("Navnet på politidistriktet").fill("Innlandet politidistrikt")
        page.get_by_label("Kort kjennetegn").fill("innlandet")
        page.get_by_role("button", name="Gå videre").click()
        axe_finds_nothing(page)
        expect(page.locator("input[type=checkbox]:checked")).to_have_count(46)
        page.get_by_role("button", name="Gå videre").click()
        axe_finds_nothing(page)
        page.get_by_label("Navnet ditt").fill("Ane Første")
        page.get_by_label("E-posten din").fill("ane@politiet.example")
        page.get_by_label("Passord", exact=True).fill(PASSPHRASE)
        page.get_by_label("Passordet en gang til").fill(PASSPHRASE)
        page.get_by_role("button", name="Sett opp Avklar").click()
    with then("everything is there, she is signed in, and the way is shut behind her"):
        expect(page.get_by_text("Ane Første").first).to_be_attached()
        assert Organisation.objects.count() == 47
        assert page.request.get(reverse("setup"), max_redirects=0).status == 404
        assert page.request.get(f"{reverse('setup')}?nokkel={token}", max_redirects=0).status == 404


def test_role_of_contact_is_given_by_one_and_confirmed_by_another(house: House, open_as: Open) -> None:
    with given("a teacher, and an administrator who makes him a contact"):
        page = open_as(house.administrator)
        page.goto(reverse("organisations:manage"))
        page.get_by_role("link", name="Gi en rolle").click()
        page.get_by_label("E-post på jobben").fill(house.other_teacher.user.email)
        page.get_by_label("Radikaliseringskontakt", exact=True).check()
        page.get_by_role("button", name="Send invitasjonen").click()
    with then("the role waits, and she can't confirm it herself"):
        expect(page.get_by_text("Venter på bekreftelse")).to_be_visible()
        expect(page.get_by_role("button", name="Bekreft Jon Sletten")).to_have_count(0)
        teacher = open_as(house.other_teacher)
        assert teacher.goto("/bekymringer/").status == 403
    with when("a second administrator confirms"):
        second = open_as(house.second_administrator)
        second.goto(reverse("organisations:manage"))
        second.get_by_role("button", name="Bekreft Jon Sletten").click()
        expect(second.get_by_text("Rollen er bekreftet.")).to_be_visible()
    with then("he waits for the appointment still"):
        assert teacher.goto("/bekymringer/").status == 403
    with when("the administrator appoints him for a year"):
        page.reload()
        page.get_by_role("link", name="Oppnevn Jon Sletten").click()
        axe_finds_nothing(page)
        page.get_by_label("Første dag").fill(clock.today().strftime("%d.%m.%Y"))
        page.get_by_label("Siste dag").fill((clock.today() + timedelta(days=364)).strftime("%d.%m.%Y"))
        page.get_by_label("Tar over etter en annen").check()
        page.get_by_role("button", name="Oppnevn").click()
        expect(page.get_by_text("Lagret.")).to_be_visible()
    with then("he reads the municipality's worries"):
        assert teacher.goto("/bekymringer/").status == 200


def test_demo_is_entered_with_one_click(house: House, open_as: Open) -> None:
    with given("a database that the demo made"):
        Installation.objects.update(kind=InstallationKind.DEMO)
        installation.forget()
        page = open_as()
        page.goto("/inn/")
    with then("the cast stands there as cards"):
        expect(page.get_by_role("heading", name="Prøv som en av disse")).to_be_visible()
        screenshot(page, "sign-in", dark=True)
        axe_finds_nothing(page)
    with when("one clicks on the contact"):
        page.get_by_role("button", name="Logg inn som Berit Aasgard").click()
    with then("one is her, second factor and all, and the page says that everything is made up"):
        expect(page).to_have_title("Min dag – Avklar")
        expect(page.get_by_text("Alle personer og hendelser her er oppdiktet.")).to_be_visible()
        answer = page.goto("/bekymringer/")
        assert answer
        assert answer.status == 200
