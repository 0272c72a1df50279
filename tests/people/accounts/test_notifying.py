"""The page «Varsler»: one's own choice, kept as it was seen, whatever is sent to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from avklar.foundation.notifications import returned
from avklar.foundation.notifications.models import Preference, ReturnedAddress
from tests.cast import House

SignIn = Callable[..., Client]


def saved() -> dict[Any, tuple[str, list[str], int]]:
    return {row.pk: (row.pace, row.off, row.version) for row in Preference.objects.all()}


def test_choice_is_kept_for_that_person_and_an_older_page_is_told_what_is_new(house: House, client_as: SignIn) -> None:
    client, page = client_as(house.teacher, second_factor=False), reverse("accounts:notifications")
    assert "Det kan ikke slås av" in client.get(page).content.decode()
    chosen = {"pace": "daily", "on": ["meetings", "routines"], "version": "0"}
    assert client.post(page, chosen).status_code == 302
    off = ["competence", "contacts", "agreements", "activities", "statistics", "comments"]
    assert saved() == {house.teacher.user.pk: ("daily", off, 1)}
    stale = client.post(page, {"pace": "never", "version": "0"})
    html = stale.content.decode()
    assert (stale.status_code, "Dette er lagret nå" in html, 'name="version" value="1"' in html) == (409, True, True)
    assert saved()[house.teacher.user.pk][0] == "daily"
    assert client.post(page, {"pace": "never", "version": "1"}).status_code == 302
    assert saved()[house.teacher.user.pk][0] == "never"
    assert client.post(page, {"pace": "daily", "version": "1"}).status_code == 409


def test_what_the_page_does_not_offer_is_refused_at_its_field(house: House, client_as: SignIn) -> None:
    client = client_as(house.contact)
    good = {"pace": "daily", "version": "0"}
    for wrong in (
        {"pace": ""},
        {"pace": "x" * 200_000},
        {"on": ["concern"]},
        {"on": ["<b>"]},
        {"pace": "\x00"},
        {"version": ""},
        {"version": "-1"},
        {"version": "x"},
    ):
        assert client.post(reverse("accounts:notifications"), good | wrong).status_code == 422, wrong
    assert saved() == {}


def test_address_that_comes_back_is_said_on_the_page_and_to_the_administrator(house: House, client_as: SignIn) -> None:
    for _time in range(2):
        returned.count(returned.digest_of(house.contact.user.email), house.contact.user.pk)
    page, manage = reverse("accounts:notifications"), reverse("organisations:manage")
    assert "kommer i retur" in client_as(house.contact).get(page).content.decode()
    assert "kommer i retur" not in client_as(house.stranger).get(page).content.decode()
    assert client_as(house.administrator).get(manage).content.decode().count("E-posten kommer i retur") == 1
    client_as(house.stranger).post(reverse("accounts:confirm_address"))
    assert ReturnedAddress.objects.count() == 1
    client_as(house.contact).post(reverse("accounts:confirm_address"))
    assert not ReturnedAddress.objects.exists()
