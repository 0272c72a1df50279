"""A passkey is added and signs in alone, with a telephone that the browser plays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from tests.cast import PASSWORD, House
from tests.journeys.browser import axe_finds_nothing
from tests.journeys.steps import given, then, when


@pytest.fixture(autouse=True)
def _empty_counters(transactional_db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


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


def test_a_passkey_is_added_and_signs_in(house: House, open_as: Callable[..., Page], live_server: Any) -> None:
    base = live_server.url.replace("127.0.0.1", "localhost")  # passkeys belong to a name, not to a number
    with given("a contact with a telephone that holds passkeys"):
        page = open_as()
        give_a_passkey_holder(page)
        page.goto(f"{base}/konto/logg-inn/")
        page.get_by_role("textbox", name="E-post").fill(house.contact.user.email)
        page.get_by_role("textbox", name="Passord").fill(PASSWORD)
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
