"""Signing in with what a real browser has: a passkey, an app, a link, and the first set-up without a script."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import Page, expect

from avklar.people.accounts import setup_token
from avklar.people.organisations import installation
from tests.cast import PASSWORD, House, Person
from tests.journeys.browser import axe_finds_nothing
from tests.journeys.steps import given, then, when

Open = Callable[..., Page]


@pytest.fixture(autouse=True)
def _empty_counters(transactional_db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()
    setup_token.burn()


def sign_in(page: Page, person: Person) -> None:
    page.goto("/konto/logg-inn/")
    page.get_by_label("E-post").fill(person.user.email)
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn", exact=True).click()


def give_a_passkey_holder(page: Page) -> None:
    """A telephone that says yes to everything."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_added_and_signs_in(house: House, open_as: Open, live_server: object) -> None:
    base = str(live_server.url).replace("127.0.0.1", "localhost")  # type: ignore[attr-defined]
    with given("a contact with a telephone that holds passkeys"):
        page = open_as()
        give_a_passkey_holder(page)
        page.goto(f"{base}/konto/logg-inn/")
        page.get_by_label("E-post").fill(house.contact.user.email)
        page.get_by_label("Passord").fill(PASSWORD)
        page.get_by_role("button", name="Logg inn", exact=True).click()
        page.wait_for_url(lambda url: "logg-inn" not in url)
    with when("a passkey is added that signs in alone"):
        page.goto(f"{base}/konto/sikkerhet/nokler/ny/")
        axe_finds_nothing(page)
        page.get_by_label("Logg inn med nøkkelen alene, uten passord").check()
        page.get_by_role("button", name="Legg til").click()
    with then("there are recovery codes"):
        expect(page.get_by_role("heading", name="Reservekoder")).to_be_visible()
        axe_finds_nothing(page)
    with when("the contact signs out and in again with the passkey"):
        page.goto(f"{base}/konto/logg-ut/")
        page.get_by_role("main").get_by_role("button", name="Logg ut").click()
        page.get_by_role("button", name="Bruk en passnøkkel").click()
        page.wait_for_url(lambda url: "logg-inn" not in url)
    with then("the second factor is passed"):
        page.goto(f"{base}/konto/andre-faktor/")
        assert "andre-faktor" not in page.url


def test_an_app_is_added_and_asked_for(house: House, open_as: Open) -> None:
    with given("an administrator without a second factor, and without a script"):
        page = open_as(javascript=False)
        sign_in(page, house.administrator)
    with when("the organisation's page is opened"):
        page.goto("/virksomheter/min/")
    with then("an app can be added at once"):
        page.get_by_role("link", name="Legg til en app").click()
        secret = page.locator("code").inner_text()
        counter = int(time.time()) // 30
        page.get_by_label("Kode").fill(totp.format_hotp_value(totp.hotp_value(secret, counter)))
        page.get_by_role("button", name="Legg til appen").click()
        expect(page.get_by_role("heading", name="Reservekoder")).to_be_visible()
        page.goto("/virksomheter/min/")
        expect(page.get_by_role("heading", name="Alvdal", level=1)).to_be_visible()


def test_a_teacher_comes_in_by_a_link(house: House, open_as: Open) -> None:
    with given("a teacher who was never here, without a script"):
        page = open_as(javascript=False)
    with when("a link is asked for"):
        page.goto("/konto/lenke/")
        page.get_by_label("E-post").fill("ny.laerer@alvdal.example")
        page.get_by_role("button", name="Send lenken").click()
        expect(page.get_by_role("heading", name="Se i innboksen")).to_be_visible()
    with then("it asks for the name, and opens"):
        link = re.search(r"https?://[^/]+(/konto/lenke/\S+)", str(mail.outbox[-1].body)).group(1)  # type: ignore[union-attr]
        page.goto(link)
        page.get_by_label("Navnet ditt").fill("Nina Ny")
        page.get_by_role("button", name="Gå inn").click()
        expect(page.get_by_text("Nina Ny").first).to_be_visible()


def test_an_empty_house_is_set_up(transactional_db: None, open_as: Open) -> None:
    with given("an empty installation and the key that was printed"):
        token = setup_token.ensure()
        page = open_as(javascript=False)
    with when("the pages are filled in"):
        page.goto(f"/oppsett/?nokkel={token}")
        page.get_by_role("button", name="Begynn").click()
        page.get_by_label("Navnet på politidistriktet").fill("Innlandet politidistrikt")
        page.get_by_label("Kort kjennetegn").fill("innlandet")
        page.get_by_role("button", name="Gå videre").click()
        page.get_by_role("button", name="Gå videre").click()
        page.get_by_label("Navnet ditt").fill("Ane Første")
        page.get_by_label("E-posten din").fill("ane@politiet.example")
        page.get_by_label("Passord", exact=True).fill("fire-blå-tekopper-på-rad")
        page.get_by_label("Passordet en gang til").fill("fire-blå-tekopper-på-rad")
        page.get_by_role("button", name="Sett opp Avklar").click()
    with then("the administrator is signed in at home"):
        expect(page.get_by_text("Ane Første").first).to_be_visible()
        assert installation.kind() is not None


@pytest.mark.parametrize("width", ["phone", "desktop"])
def test_the_pages_of_the_set_up_are_accessible(transactional_db: None, open_as: Open, width: str) -> None:
    page = open_as(width=width)
    page.goto(f"/oppsett/?nokkel={setup_token.ensure()}")
    axe_finds_nothing(page)
    page.get_by_role("button", name="Begynn").click()
    axe_finds_nothing(page)
    page.get_by_role("button", name="Gå videre").click()
    axe_finds_nothing(page)
    page.get_by_label("Navnet på politidistriktet").fill("Innlandet politidistrikt")
    page.get_by_label("Kort kjennetegn").fill("innlandet")
    page.get_by_role("button", name="Gå videre").click()
    axe_finds_nothing(page)
    page.get_by_role("button", name="Gå videre").click()
    axe_finds_nothing(page)
