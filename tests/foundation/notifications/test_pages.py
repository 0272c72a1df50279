"""Opening a note: by POST, one's own only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from avklar.foundation import notifications

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]


@pytest.fixture
def note(house: Any) -> Any:
    """A note to the contact, from the teacher's worry."""
    contact = house.contact.actor()
    notifications.notify(house.privacy_officer.actor(), [contact.person], "concern_new", "/logg/")
    return notifications.unread(contact)[0]


def test_opened_note_leads_on_and_is_read(house: Any, client_as: SignIn, note: Any) -> None:
    answer = client_as(house.contact).post(reverse("notifications:open", args=[note.id]))
    assert (answer.status_code, answer["Location"], notifications.unread_count(house.contact.actor())) == (
        302,
        "/logg/",
        0,
    )


def test_note_of_somebody_else_does_not_exist(house: Any, client_as: SignIn, note: Any) -> None:
    answer = client_as(house.privacy_officer).post(reverse("notifications:open", args=[note.id]))
    assert answer.status_code == 404


def test_looking_does_not_mark_a_note_as_read(house: Any, client_as: SignIn, note: Any) -> None:
    answer = client_as(house.contact).get(reverse("notifications:open", args=[note.id]))
    assert (answer.status_code, notifications.unread_count(house.contact.actor())) == (405, 1)


def test_all_notes_are_read_at_once(house: Any, client_as: SignIn, note: Any) -> None:
    client_as(house.contact).post(reverse("notifications:read_all"))
    assert notifications.unread_count(house.contact.actor()) == 0
