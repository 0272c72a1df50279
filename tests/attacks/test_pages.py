"""What every answer carries: nothing to keep or to frame, no cookie for scripts; and no POST without a token."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tests.attacks.conftest import PHRASE, Booty, everything
from tests.cast import PASSWORD, House
from tests.test_urls import _routes

pytestmark = pytest.mark.on_postgresql


def _pages(booty: Booty) -> list[tuple[str, str]]:
    return [
        ("contact", reverse("concerns:concern", args=[booty.concern])),
        ("contact", reverse("concerns:classify", args=[booty.other_concern, booty.observation])),
        ("teacher", reverse("concerns:own", args=[booty.concern])),
        ("teacher", reverse("concerns:mine")),
        ("contact", reverse("concerns:inbox")),
        ("contact", reverse("consultations:page", args=[booty.consultation])),
        ("police_contact", reverse("consultations:page", args=[booty.hidden])),
        ("contact", reverse("consultations:start")),
        ("contact", reverse("consultations:advice", args=[booty.consultation])),
        ("privacy_officer", reverse("journal:list")),
        ("administrator", reverse("organisations:manage")),
        ("contact", reverse("home:my_day")),
        ("contact", reverse("accounts:own")),
        ("contact", reverse("danger")),
    ]


def test_no_page_with_data_is_kept_by_anybody(house: House, client_as: Any, booty: Booty) -> None:
    kept = []
    for who, url in _pages(booty):
        response = client_as(house.people[who]).get(url)
        assert response.status_code == 200, url
        if "no-store" not in response.headers.get("Cache-Control", ""):
            kept.append(url)
    assert kept == []


def test_a_turned_away_text_is_not_kept_either(house: House, client_as: Any, booty: Booty) -> None:
    response = client_as(house.contact).post(
        reverse("concerns:concern", args=[booty.concern]), {"do": "answer", "text": f"Ring 22 22 55 55 om {PHRASE}."}
    )
    assert (response.status_code, "no-store" in response.headers["Cache-Control"]) == (422, True)


@pytest.mark.parametrize("path", ["/min-dag/", "/fare/", "/konto/logg-inn/", "/finnes-ikke/", "/bekymringer/"])
def test_headers_stand_on_every_page(house: House, client_as: Any, path: str) -> None:
    headers = client_as(house.teacher).get(path).headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@override_settings(LANGUAGE_COOKIE_SECURE=True)
def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(house: House, production: None) -> None:
    client = Client()
    client.get("/konto/logg-inn/", secure=True)
    client.post("/konto/logg-inn/", {"login": house.teacher.user.email, "password": PASSWORD}, secure=True)
    client.post("/utseende/", {"look": "dark"}, secure=True)
    client.post("/sprak/", {"language": "nn"}, secure=True)
    client.post("/konto/", {"name": "Kari Nordmoen", "phone": "", "language": "nn"}, secure=True)
    assert len(client.cookies) >= 4
    loose = [
        name
        for name, cookie in client.cookies.items()
        if not (cookie["httponly"] and cookie["secure"] and cookie["samesite"] in ("Lax", "Strict"))
    ]
    assert loose == []


FROM_ELSEWHERE = {"sec-fetch-site": "cross-site", "origin": "https://evil.example"}
HARMLESS_CHOICES = {"ui:look", "set_language"}
"""A token would need a cookie on every public page, and neither choice can harm anybody."""


def test_no_post_of_another_site_is_taken(house: House, client_as: Any) -> None:
    """Without a token, or, on the pages that have none, by the browser's own word on where it comes from."""
    client = client_as(house.contact, enforce_csrf_checks=True)
    taken = [
        f"{route.url} → {status}"
        for route in _routes()
        if (status := client.post(route.url, headers=FROM_ELSEWHERE).status_code) not in {400, 403, 404, 405}
        and route.name not in HARMLESS_CHOICES
    ]
    assert taken == []


def test_get_changes_nothing(house: House, client_as: Any, booty: Booty) -> None:
    """A GET with the fields of a POST."""
    from avklar.people.accounts.models import User
    from avklar.people.organisations.models import Appointment, Membership

    tables = (Membership, Appointment, User)
    fields = {"do": "send", "text": "Hei", "outcome": "nothing", "reason": "Nei", "version": "1", "organisation": "x"}
    clients = [client_as(house.people[who]) for who in ("contact", "administrator", "teacher")]
    before = everything() + [list(table.objects.order_by("pk").values()) for table in tables]
    for client in clients:
        for route in _routes():
            if route.name != "account_logout":
                client.get(route.url, fields)
        for name in ("concerns:concern", "concerns:own"):
            client.get(reverse(name, args=[booty.concern]), fields)
        for name in ("consultations:send", "consultations:end", "consultations:advice"):
            client.get(reverse(name, args=[booty.consultation]), fields)
        client.get(reverse("organisations:end_membership", args=[house.editor.membership.pk]), fields)
    assert everything() + [list(table.objects.order_by("pk").values()) for table in tables] == before


def test_the_browser_remembers_no_text(house: House, client_as: Any, booty: Booty) -> None:
    """What is typed about somebody is not offered again to the next one at the machine."""
    offered = []
    for who, url in _pages(booty):
        html = client_as(house.people[who]).get(url).content.decode()
        offered += [f"{url}: {tag}" for tag in re.findall(r"<textarea[^>]*>", html) if 'autocomplete="off"' not in tag]
    assert offered == []


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1@evil.example", "evil.example:8000"])
def test_a_foreign_host_is_refused(house: House, host: str) -> None:
    assert Client().get("/konto/logg-inn/", headers={"host": host}).status_code == 400


def test_mail_leads_home_whatever_the_header_says(house: House) -> None:
    from django.core import mail

    client = Client(headers={"host": "localhost", "x-forwarded-host": "evil.example"})
    client.post("/konto/passord/glemt/", {"email": house.contact.user.email})
    client.post("/konto/lenke/", {"email": "ny@alvdal.example"})
    bodies = [message.body for message in mail.outbox]
    assert len(bodies) == 2
    assert all("http://127.0.0.1:8000/" in body for body in bodies)
