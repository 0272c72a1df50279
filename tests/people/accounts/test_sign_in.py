"""Signing in: password, second factor, throttles, sign-out everywhere; what lies in the session and the cache."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from avklar.foundation.access.actor import Actor
from avklar.people.accounts.adapters import MFAAdapter, hashed_address
from avklar.people.accounts.models import User
from tests.cast import PASSWORD, House, Person
from tests.cast_fixtures import SIGN_IN

SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def _empty_counters(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def sign_in(client: Client, person: Person, password: str = PASSWORD) -> object:
    return client.post(reverse("account_login"), {"login": person.user.email, "password": password})


def code_for(secret: str) -> str:
    counter = int(time.time()) // 30
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def enrol(client: Client) -> str:
    """Add an app in this session; the secret."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page.content.decode()).group(1)  # type: ignore[union-attr]
    response = client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    assert response.headers["Location"] == reverse("mfa_view_recovery_codes")
    return secret


def actor_in(client: Client) -> Actor | None:
    return client.get(reverse("accounts:own")).wsgi_request.actor  # type: ignore[attr-defined, no-any-return]


def test_a_password_signs_in_with_one_factor(house: House, client: Client) -> None:
    sign_in(client, house.contact)
    actor = actor_in(client)
    assert actor
    assert (actor.user_id, actor.second_factor) == (house.contact.user.pk, False)


def test_a_wrong_password_says_so_without_saying_which(house: House, client: Client) -> None:
    response = sign_in(client, house.contact, "feil passord her")
    assert "E-posten eller passordet stemmer ikke." in response.content.decode()  # type: ignore[attr-defined]


def test_the_session_holds_no_email(house: House, client: Client) -> None:
    sign_in(client, house.contact)
    assert house.contact.user.email not in str(dict(client.session))


def test_a_closed_account_does_not_sign_in(house: House, client: Client) -> None:
    house.contact.user.is_active = False
    house.contact.user.save()
    sign_in(client, house.contact)
    assert "_auth_user_id" not in client.session


def test_an_app_is_enrolled_and_passes_at_once(house: House, client: Client) -> None:
    sign_in(client, house.contact)
    enrol(client)
    actor = actor_in(client)
    assert actor
    assert actor.second_factor


def test_the_secret_is_encrypted(house: House, client: Client) -> None:
    sign_in(client, house.contact)
    secret = enrol(client)
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored
    assert MFAAdapter().decrypt(stored) == secret


def test_the_secret_waits_encrypted_in_the_session(house: House, client: Client) -> None:
    sign_in(client, house.contact)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page).group(1)  # type: ignore[union-attr]
    assert secret not in str(dict(client.session))


def test_a_wrong_first_code_keeps_the_secret(house: House, client: Client) -> None:
    sign_in(client, house.contact)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    again = client.post(reverse("mfa_activate_totp"), {"code": "000000"}).content.decode()
    pattern = r"<code>([A-Z2-7]+)</code>"
    assert re.findall(pattern, page) == re.findall(pattern, again)


def test_the_next_sign_in_asks_for_the_code(house: House, client: Client) -> None:
    sign_in(client, house.contact)
    secret = enrol(client)
    fresh = Client()
    response = sign_in(fresh, house.contact)
    assert response.headers["Location"].startswith(reverse("mfa_authenticate"))  # type: ignore[attr-defined]
    assert fresh.get(reverse("mfa_authenticate")).status_code == 200
    fresh.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "_auth_user_id" not in fresh.session
    fresh.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    actor = actor_in(fresh)
    assert actor
    assert actor.second_factor


def test_a_recovery_code_is_a_second_factor_once(house: House, client: Client) -> None:
    sign_in(client, house.contact)
    enrol(client)
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    code = re.findall(r"<li><code>([\w-]+)</code>", page)[0]
    for passes in (True, False):
        fresh = Client()
        sign_in(fresh, house.contact)
        fresh.post(reverse("mfa_authenticate"), {"code": code})
        assert ("_auth_user_id" in fresh.session) is passes


def test_the_guard_asks_whoever_has_no_second_factor_to_add_one(house: House, client_as: SignIn) -> None:
    client = client_as(house.administrator, second_factor=False)
    target = reverse("organisations:manage")
    response = client.get(target)
    assert response.headers["Location"] == f"{reverse('accounts:second_factor')}?next={target}"
    page = client.get(response.headers["Location"]).content.decode()
    assert reverse("mfa_activate_totp") in page


def test_the_guard_asks_for_the_code_where_an_app_is_enrolled(house: House, client: Client) -> None:
    sign_in(client, house.administrator)
    secret = enrol(client)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.save()
    target = reverse("organisations:manage")
    page = client.get(client.get(target).headers["Location"]).content.decode()
    way = re.search(rf'href="({reverse("mfa_reauthenticate")}[^"]+)"', page).group(1)  # type: ignore[union-attr]
    assert client.get(way).status_code == 200
    answer = client.post(way, {"code": code_for(secret), "next": target})
    assert answer.headers["Location"] == target
    assert client.get(target).status_code == 200


def test_adding_an_app_later_asks_for_the_password_again(house: House, client_as: SignIn) -> None:
    response = client_as(house.contact, second_factor=False).get(reverse("mfa_activate_totp"))
    assert response.headers["Location"].startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize("name", ["mfa_add_webauthn", "mfa_generate_recovery_codes", "mfa_deactivate_totp"])
def test_pages_after_a_fresh_sign_in_are_shown(house: House, client: Client, name: str) -> None:
    sign_in(client, house.contact)
    if name != "mfa_add_webauthn":
        enrol(client)
    assert client.get(reverse(name)).status_code == 200


def test_signing_out_everywhere_ends_every_session(house: House, client: Client) -> None:
    other = Client()
    sign_in(client, house.contact)
    sign_in(other, house.contact)
    client.post(reverse("accounts:sign_out_everywhere"))
    assert other.get(reverse("accounts:own")).status_code == 302


ENDS: dict[str, Callable[[User], int]] = {
    "its time is over": lambda user: Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1)),
    "the account is closed": lambda user: User.objects.filter(pk=user.pk).update(is_active=False),
    "the password is another": lambda user: User.objects.filter(pk=user.pk).update(password="!"),
}


@pytest.mark.parametrize("why", ENDS)
def test_a_session_ends(house: House, client: Client, why: str) -> None:
    client.force_login(house.contact.user, backend=SIGN_IN)
    assert client.get(reverse("accounts:own")).status_code == 200
    assert ENDS[why](house.contact.user) == 1
    assert client.get(reverse("accounts:own")).status_code == 302


def test_many_wrong_passwords_are_stopped(house: House, client: Client) -> None:
    for _ in range(5):
        sign_in(client, house.contact, "feil passord her")
    response = sign_in(client, house.contact)
    assert "Det kom mange forsøk på kort tid." in response.content.decode()  # type: ignore[attr-defined]


def test_addresses_in_counters_are_hashed(db: None) -> None:
    found = hashed_address("192.0.2.17")
    assert "192.0.2.17" not in found
    assert found == hashed_address("192.0.2.17") != hashed_address("192.0.2.18")


def test_address_hashes_change_every_day(db: None) -> None:
    from avklar.foundation import clock

    today = hashed_address("192.0.2.17")
    with clock.frozen(clock.now() + timedelta(days=1)):
        assert hashed_address("192.0.2.17") != today


def test_a_new_password_comes_by_mail(house: House, client: Client) -> None:
    client.post(reverse("account_reset_password"), {"email": house.contact.user.email})
    link = re.search(r"https?://[^/]+(/\S+)", str(mail.outbox[0].body)).group(1)  # type: ignore[union-attr]
    page = client.get(link, follow=True)
    assert "Velg et nytt passord" in page.content.decode()
    chosen = "tre-røde-ski-i-snøen"
    client.post(page.request["PATH_INFO"], {"password1": chosen, "password2": chosen})
    fresh = Client()
    sign_in(fresh, house.contact, chosen)
    assert "_auth_user_id" in fresh.session


def test_an_unknown_email_gets_no_mail_and_the_same_page(house: House, client: Client) -> None:
    response = client.post(reverse("account_reset_password"), {"email": "ukjent@alvdal.example"})
    assert (response.headers["Location"], mail.outbox) == (reverse("account_reset_password_done"), [])


def test_the_mail_about_a_change_names_nobody(house: House, client: Client) -> None:
    sign_in(client, house.contact)
    chosen = "tre-røde-ski-i-snøen"
    values = {"oldpassword": PASSWORD, "password1": chosen, "password2": chosen}
    client.post(reverse("account_change_password"), values)
    assert "127.0.0.1" not in str(mail.outbox[-1].body)


def test_a_chosen_organisation_is_acted_for(house: House, client_as: SignIn) -> None:
    from avklar.foundation.access.roles import Role
    from avklar.people.organisations.models import Membership

    tynset = house.organisation("tynset")
    Membership.objects.create(organisation=tynset, user=house.teacher.user, role=Role.EDITOR)
    client = client_as(house.teacher)
    client.post(reverse("accounts:choose_organisation"), {"organisation": tynset.pk})
    actor = actor_in(client)
    assert actor
    assert actor.organisation_id == tynset.pk


@pytest.mark.parametrize("wanted", ["tynset", "nonsense", ""])
def test_an_organisation_one_does_not_belong_to_cannot_be_chosen(house: House, client_as: SignIn, wanted: str) -> None:
    value = str(house.organisation("tynset").pk) if wanted == "tynset" else wanted
    response = client_as(house.teacher).post(reverse("accounts:choose_organisation"), {"organisation": value})
    assert response.status_code == 404
