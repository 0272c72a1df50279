"""Two at once, and again: a link, an invitation, a confirmation. And people whose role was taken away."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core import mail
from django.db import connections
from django.test import Client
from django.urls import reverse

from avklar.foundation import clock
from avklar.foundation.access.errors import Problem
from avklar.foundation.access.roles import Role
from avklar.people.accounts import actions as accounts
from avklar.people.accounts.models import User
from avklar.people.organisations import actions as organisations
from avklar.people.organisations.models import Invitation, Membership
from tests.cast import House

TOKEN = re.compile(r"/(?:lenke|invitasjon)/([\w-]+)/")
NEW = "ny@alvdal.example"


def _token() -> str:
    found = TOKEN.search(str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def _at_once(verb: Callable[[], Any], times: int = 2) -> list[str]:
    """Start `verb` in as many threads at the same moment; what came of each."""
    gate = Barrier(times)

    def one(_number: int) -> str:
        try:
            gate.wait(10)
            verb()
        except Problem as problem:
            return type(problem).__name__
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(times) as pool:
        return sorted(pool.map(one, range(times)))


@pytest.mark.django_db(transaction=True)
def test_link_used_twice_at_once_works_once(house: House) -> None:
    accounts.send_link(email=NEW)
    token = _token()
    came = _at_once(lambda: accounts.use_link(token=token, name="Ny Ansatt"))
    assert came in (["Conflict", "done"], ["NotFound", "done"])
    assert User.objects.filter(email=NEW).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_links_of_one_new_person_make_one_account(house: House) -> None:
    tokens = []
    for _ in range(2):
        accounts.send_link(email=NEW)
        tokens.append(_token())
    came = _at_once(lambda: accounts.use_link(token=tokens.pop(), name="Ny Ansatt"))
    assert "done" in came
    assert set(came) <= {"done", "Conflict"}
    assert User.objects.filter(email=NEW).count() == 1
    assert Membership.objects.filter(user__email=NEW).count() == 1


@pytest.mark.django_db(transaction=True)
def test_invitation_taken_twice_at_once_works_once(house: House) -> None:
    organisations.invite(house.administrator.actor(), email=NEW, role=Role.EDITOR)
    token = _token()
    came = _at_once(lambda: organisations.accept_invitation(token=token, name="Ny", password="fjell-vidde-elv-43"))
    assert came in (["Conflict", "done"], ["NotFound", "done"])
    assert Membership.objects.filter(user__email=NEW).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_invitations_of_one_new_person_make_one_account(house: House) -> None:
    tokens = []
    for role in (Role.EDITOR, Role.MODERATOR):
        organisations.invite(house.administrator.actor(), email=NEW, role=role)
        tokens.append(_token())
    came = _at_once(
        lambda: organisations.accept_invitation(token=tokens.pop(), name="Ny", password="fjell-vidde-elv-43")
    )
    assert "done" in came
    assert set(came) <= {"done", "Conflict"}
    assert User.objects.filter(email=NEW).count() == 1


@pytest.mark.django_db(transaction=True)
def test_invitation_of_another_address_opens_nothing(house: House, client_as: Any) -> None:
    organisations.invite(house.administrator.actor(), email=house.stranger.user.email, role=Role.DEPUTY)
    token = _token()
    assert client_as(house.teacher).post(f"/konto/invitasjon/{token}/").status_code == 403
    mine = {"name": "Jeg", "password": "fjell-vidde-elv-43", "again": "fjell-vidde-elv-43"}
    Client().post(f"/konto/invitasjon/{token}/", mine)
    assert not Membership.objects.filter(organisation=house.organisation("alvdal"), user=house.stranger.user).exists()
    assert Invitation.objects.get().accepted_at is None


def test_ended_role_does_not_come_back_by_a_link(house: House) -> None:
    """Whoever still reads the old mailbox is not let in again by it."""
    organisations.end_membership(house.administrator.actor(), membership_id=house.teacher.membership.pk)
    User.objects.filter(pk=house.teacher.user.pk).update(email="kari@alvdal.example")
    accounts.send_link(email="kari@alvdal.example")
    with pytest.raises(Problem):
        accounts.use_link(token=_token())
    assert not Membership.objects.filter(user=house.teacher.user, ended_at__isnull=True).exists()


def test_ended_role_signs_out_at_once(house: House, client_as: Any) -> None:
    client = client_as(house.teacher)
    organisations.end_membership(house.administrator.actor(), membership_id=house.teacher.membership.pk)
    assert client.get("/bekymringer/mine/").headers["Location"].startswith("/konto/logg-inn/")


@pytest.mark.parametrize(
    "email", ["x@alvdal.exampıe", "x@ALVDAL.EXAMPLE.evil.example", "x@evil.example@alvdal.example", "x@alvdal。example"]
)
def test_domain_that_looks_alike_gets_no_link(house: House, email: str) -> None:
    Client().post("/konto/lenke/", {"email": email})
    assert mail.outbox == []


def test_domain_that_folds_alike_gets_no_link(house: House) -> None:
    from avklar.people.organisations.models import EmailDomain

    EmailDomain.objects.create(organisation=house.organisation("alvdal"), domain="ross.example")
    Client().post("/konto/lenke/", {"email": "x@roß.example"})
    assert mail.outbox == []


@pytest.mark.parametrize(
    "email",
    [
        "contact@alvdal.exampIe".lower(),
        "cоntact@alvdal.example",
        "contact@alvdal.example\u200b",
        "CONTACT@ALVDAL.EXAMPLE",
    ],
)
def test_new_password_is_mailed_to_the_accounts_own_address_only(house: House, email: str) -> None:
    Client().post("/konto/passord/glemt/", {"email": email})
    assert {to for message in mail.outbox for to in message.to} <= {house.contact.user.email}


def test_new_password_by_a_letter_that_folds_alike(house: House) -> None:
    User.objects.filter(pk=house.contact.user.pk).update(email="mike@alvdal.example")
    for email in ("mıke@alvdal.example", "mi\u212ae@alvdal.example", "mike@alvdal.ex\u0430mple"):
        Client().post("/konto/passord/glemt/", {"email": email})
    assert {to for message in mail.outbox for to in message.to} <= {"mike@alvdal.example"}


@pytest.mark.parametrize("has_password", [True, False])
@pytest.mark.parametrize("way", ["mfa_activate_totp", "mfa_add_webauthn"])
def test_stolen_link_enrols_no_second_factor(house: House, way: str, has_password: bool) -> None:
    """A contact who hasn't enrolled one yet: the link would open the whole municipality's concerns."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import (
        format_hotp_value,
        generate_totp_secret,
        hotp_value,
        yield_hotp_counters_from_time,
    )

    user = house.contact.user
    user.email = "berit@alvdal.example"
    if not has_password:
        user.set_unusable_password()
    user.save()
    accounts.send_link(email=user.email)
    thief = Client()
    thief.post(f"/konto/lenke/{_token()}/")
    assert thief.get("/min-dag/").status_code == 200
    page = thief.get(reverse(way))
    assert page.status_code == 302
    session = thief.session
    session["mfa.totp.secret"] = secret = generate_totp_secret()
    session.save()
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    thief.post(reverse("mfa_activate_totp"), {"code": code})
    assert not Authenticator.objects.exists()
    assert thief.get("/bekymringer/").status_code == 302


def test_one_guesser_behind_the_proxy_shuts_out_only_himself(house: House, settings: Any) -> None:
    """Behind a proxy every request comes from the proxy: the throttle counts the address that the proxy tells."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    guesser, other = Client(headers={"x-forwarded-for": "6.6.6.6"}), Client(headers={"x-forwarded-for": "7.7.7.7"})
    for number in range(25):
        last = guesser.post("/konto/lenke/", {"email": f"x{number}@evil.example"})
    assert last.status_code == 429
    forged = Client(headers={"x-forwarded-for": "9.9.9.9, 6.6.6.6"}).post("/konto/lenke/", {"email": "y@evil.example"})
    assert forged.status_code == 429
    assert other.post("/konto/lenke/", {"email": NEW}).status_code == 302


def test_settings_behind_a_proxy_count_its_addresses(tmp_path: Any) -> None:
    import os
    import subprocess
    import sys

    shown = "from avklar.config import settings; print(settings.ALLAUTH_TRUSTED_PROXY_COUNT)"
    environment = {**os.environ, "AVKLAR_DATA": str(tmp_path), "AVKLAR_BEHIND_PROXY": "1"}
    done = subprocess.run([sys.executable, "-c", shown], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"
    assert clock.now()
