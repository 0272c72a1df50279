"""The one-time link of frontline employees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from avklar.foundation import clock
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.roles import Role
from avklar.people.accounts.models import SignInLink, User
from avklar.people.organisations.models import Membership
from tests.cast import House


@pytest.fixture(autouse=True)
def _empty_counters(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def ask(client: Client, email: str) -> object:
    return client.post(reverse("accounts:ask_for_link"), {"email": email})


def link() -> str:
    found = re.search(r"https?://[^/]+(/konto/lenke/\S+)", str(mail.outbox[-1].body))
    assert found
    return found.group(1)


def test_a_listed_domain_gets_a_link(house: House, client: Client) -> None:
    ask(client, "Ny.Laerer@Alvdal.example")
    assert mail.outbox[0].to == ["ny.laerer@alvdal.example"]


def test_a_domain_that_is_not_listed_gets_the_same_answer(house: House, client: Client) -> None:
    listed, other = ask(client, "ny@alvdal.example"), ask(client, "ny@et-annet-sted.example")
    assert listed.headers["Location"] == other.headers["Location"]  # type: ignore[attr-defined]
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("email", ["ny@evilalvdal.example", "ny@alvdal.example.evil.example"])
def test_a_domain_that_only_looks_alike_gets_nothing(house: House, client: Client, email: str) -> None:
    ask(client, email)
    assert mail.outbox == []


def test_opening_the_link_uses_nothing(house: House, client: Client) -> None:
    ask(client, "ny@alvdal.example")
    assert client.get(link()).status_code == 200
    assert SignInLink.objects.get().used_at is None


def test_the_first_visit_makes_a_frontline_employee(house: House, client: Client) -> None:
    ask(client, "ny@alvdal.example")
    client.post(link(), {"name": "Nina Ny"})
    membership = Membership.objects.get(user__email="ny@alvdal.example")
    assert (membership.role, membership.organisation_id) == (Role.FRONTLINE, house.organisation("alvdal").pk)


def test_the_first_visit_asks_for_a_name(house: House, client: Client) -> None:
    ask(client, "ny@alvdal.example")
    assert client.post(link(), {"name": ""}).status_code == 422
    assert not User.objects.filter(email="ny@alvdal.example").exists()


def test_somebody_known_signs_in_and_keeps_the_role(house: House, client: Client) -> None:
    ask(client, house.teacher.user.email)
    client.post(link())
    actor = client.get(reverse("accounts:own")).wsgi_request.actor  # type: ignore[attr-defined]
    assert (actor.user_id, Membership.objects.filter(user=house.teacher.user).count()) == (house.teacher.user.pk, 1)


def test_the_link_works_once(house: House, client: Client) -> None:
    ask(client, house.teacher.user.email)
    client.post(link())
    assert Client().post(link()).status_code == 404


def test_the_link_is_too_old_after_twenty_minutes(house: House, client: Client) -> None:
    ask(client, house.teacher.user.email)
    with clock.frozen(clock.now() + timedelta(minutes=21)):
        assert client.get(link()).status_code == 404


def test_only_a_digest_is_kept(house: House, client: Client) -> None:
    ask(client, house.teacher.user.email)
    token = link().rstrip("/").rpartition("/")[2]
    assert token.encode() not in bytes(SignInLink.objects.get().digest)


def test_a_contact_who_comes_by_link_reads_nothing(house: House, client: Client) -> None:
    ask(client, house.contact.user.email)
    client.post(link())
    actor = client.get(reverse("accounts:own")).wsgi_request.actor  # type: ignore[attr-defined]
    assert not actor.may(Permission.CONCERN_READ)


def test_a_closed_account_gets_no_link(house: House, client: Client) -> None:
    User.objects.filter(pk=house.teacher.user.pk).update(is_active=False)
    ask(client, house.teacher.user.email)
    assert mail.outbox == []


def test_asking_many_times_is_stopped(house: House, client: Client) -> None:
    for _ in range(3):
        ask(client, house.teacher.user.email)
    assert ask(client, house.teacher.user.email).status_code == 429  # type: ignore[attr-defined]
    assert len(mail.outbox) == 3


def test_an_email_that_is_none_is_asked_for_again(house: House, client: Client) -> None:
    response = ask(client, "ikke en adresse")
    assert response.status_code == 422  # type: ignore[attr-defined]
    assert "ikke en adresse" in response.content.decode()  # type: ignore[attr-defined]
