"""Notes: a code and a path to one person; read by that person only."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from avklar.foundation import notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.notifications.models import Outbox
from avklar.foundation.notifications.sentences import SENTENCES, UnknownCode

SENDER = Actor(user_id=uuid4(), organisation_id=uuid4())
RECEIVER = Actor(user_id=uuid4(), organisation_id=uuid4())
STRANGER = Actor(user_id=uuid4(), organisation_id=uuid4())

pytestmark = pytest.mark.django_db


def told(code: str = "concern_new", url: str = "/bekymringer/1/") -> None:
    notifications.notify(SENDER, [RECEIVER.person], code, url)


def test_note_says_the_codes_sentence_and_where_it_leads() -> None:
    told()
    line = notifications.unread(RECEIVER)[0]
    assert (line.text, line.url) == (SENTENCES["concern_new"], "/bekymringer/1/")


def test_note_is_nobody_elses() -> None:
    told()
    assert (notifications.unread_count(RECEIVER), notifications.unread_count(STRANGER)) == (1, 0)


def test_whoever_acts_gets_no_note() -> None:
    notifications.notify(SENDER, [SENDER.person, RECEIVER.person], "concern_new", "/")
    assert (notifications.unread_count(SENDER), notifications.unread_count(RECEIVER)) == (0, 1)


def test_same_person_named_twice_gets_one_note() -> None:
    notifications.notify(SENDER, [RECEIVER.person, RECEIVER.person], "concern_new", "/")
    assert notifications.unread_count(RECEIVER) == 1


def test_read_note_leads_on_and_is_no_longer_new() -> None:
    told()
    url = notifications.mark_read(RECEIVER, note_id=notifications.unread(RECEIVER)[0].id)
    assert (url, notifications.unread_count(RECEIVER)) == ("/bekymringer/1/", 0)


def test_strangers_note_does_not_exist() -> None:
    told()
    with pytest.raises(NotFound):
        notifications.mark_read(STRANGER, note_id=notifications.unread(RECEIVER)[0].id)


def test_notes_of_one_address_are_read_together() -> None:
    for url in ("/a/", "/a/", "/b/"):
        told(url=url)
    assert (notifications.mark_all_read(RECEIVER, url="/a/"), notifications.unread_count(RECEIVER)) == (2, 1)


def test_unknown_code_is_refused() -> None:
    with pytest.raises(UnknownCode):
        told(code="Ola Nordmann")


@pytest.mark.parametrize("url", ["https://example.org/", "//example.org/", "bekymringer/"])
def test_foreign_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="path of ours"):
        told(url=url)


def test_nobody_to_tell_costs_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        notifications.notify(SENDER, [SENDER.person], "concern_new", "/")


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_sentence_does_not_say_what_it_is_about(code: str) -> None:
    telling = ("bekymring", "radikal", "politi", "sak", "drøft", "person")
    assert not [word for word in telling if word in str(SENTENCES[code]).lower()]


def test_note_without_mail_leaves_none_in_the_outbox() -> None:
    notifications.notify(SENDER, [RECEIVER.person], "concern_new", "/", mail=False)
    assert Outbox.objects.count() == 0


def test_note_and_mail_cost_at_most_two_queries(django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(2):
        notifications.notify(SENDER, [RECEIVER.person, STRANGER.person], "concern_new", "/")
