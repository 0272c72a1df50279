"""The link that switches news off: works without signing in, for one kind of one person, and never by looking."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import signing
from django.test import Client

from avklar.foundation import clock
from avklar.foundation.notifications.links import ALL, LASTS, link
from avklar.foundation.notifications.models import Preference
from tests.cast import House

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def path(house: House, kind: str = "meetings") -> str:
    return "/varsler/" + link(house.contact.user.pk, kind).partition("/varsler/")[2]


@pytest.fixture
def mail_program() -> Client:
    """Posts without a cookie, as a mail program does."""
    return Client(enforce_csrf_checks=True)


def off() -> dict[Any, list[str]]:
    return dict(Preference.objects.values_list("user_id", "off"))


def test_looking_changes_nothing_and_a_click_switches_off_that_kind_for_that_person(
    house: House, mail_program: Client
) -> None:
    looked = mail_program.get(path(house))
    assert (looked.status_code, off()) == (200, {})
    assert "møter" in looked.content.decode()
    assert house.contact.user.name not in looked.content.decode()
    for _time in range(2):
        assert mail_program.post(path(house), ONE_CLICK).status_code == 200
        assert off() == {house.contact.user.pk: ["meetings"]}
    mail_program.post(path(house, "routines"), ONE_CLICK)
    assert off() == {house.contact.user.pk: ["meetings", "routines"]}


def test_it_can_be_taken_back_from_the_page_only(house: House, client: Client, mail_program: Client) -> None:
    client.post(path(house), ONE_CLICK)
    back = path(house) + "angre/"
    assert back in client.post(path(house), ONE_CLICK).content.decode()
    assert mail_program.post(back).status_code == 403
    assert client.get(back).status_code == 405
    assert (client.post(back).status_code, off()) == (200, {house.contact.user.pk: []})


def test_gathered_mail_is_ended_as_a_whole_and_keeps_what_was_chosen(house: House, client: Client) -> None:
    Preference.objects.create(user_id=house.contact.user.pk, pace="daily", off=["routines"])
    client.post(path(house, ALL), ONE_CLICK)
    assert Preference.objects.values_list("pace", "off").get() == ("never", ["routines"])
    client.post(path(house, ALL) + "angre/")
    assert Preference.objects.values_list("pace", "off").get() == ("daily", ["routines"])


def test_link_that_is_not_ours_or_too_old_does_not_exist(house: House, client: Client) -> None:
    token = path(house).strip("/").rpartition("/")[2]
    person, today = house.contact.user.pk.hex, clock.today().toordinal()
    signer = signing.Signer(salt="avklar.notifications.unsubscribe")
    forged = [
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        token.partition(":")[0],
        signing.Signer(salt="another").sign_object([person, "meetings", today]),
        signing.dumps([person, "meetings", today]),
        signer.sign_object([person, "concern", today]),
        signer.sign_object([uuid4().hex, "meetings", today]),
        signer.sign_object([person, "meetings", 10**12]),
        signer.sign_object({"a": 1}),
        signer.sign_object([person]),
        "x" * 5000,
        "%00",
    ]
    for each in forged:
        for method in (client.get, client.post):
            assert method(f"/varsler/av/{each}/").status_code == 404, each
    with clock.frozen(clock.now() + LASTS + timedelta(days=1)):
        assert client.post(path(house).replace(token, token)).status_code == 200
        assert client.post(f"/varsler/av/{token}/").status_code == 404
    house.contact.user.is_active = False
    house.contact.user.save()
    assert client.post(f"/varsler/av/{token}/").status_code == 404
