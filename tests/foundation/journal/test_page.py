"""The log's page: the privacy officer's own organisation, in words, page by page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from avklar.foundation import journal
from avklar.foundation.access.actor import Actor, machine
from avklar.foundation.access.errors import Denied, NotFound
from avklar.foundation.access.roles import Role
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.journal import queries
from avklar.foundation.journal.queries import PAGE, Filter

pytestmark = pytest.mark.django_db

OFFICER = Actor(uuid4(), uuid4(), frozenset({Role.PRIVACY_OFFICER}), second_factor=True)
NEIGHBOUR = uuid4()


def wrote(times: int = 1, *, verb: str = "sent", actor: Actor = OFFICER) -> None:
    with writing(actor):
        for _time in range(times):
            journal.write(actor, verb, kind="concern", object_id=uuid4())


def seen(wanted: Filter | None = None, after: str = "") -> queries.Page:
    with scope(OFFICER.organisation_id):
        return queries.page(OFFICER, wanted=wanted, after=after)


def test_line_is_in_words() -> None:
    wrote(verb="answered")
    line = seen().lines[0]
    assert (line.did, line.kind, line.user_id) == ("svarte", "bekymring", OFFICER.user_id)


def test_neighbours_rows_are_not_there() -> None:
    wrote(actor=machine(NEIGHBOUR))
    assert seen().lines == []


def test_pages_hold_every_row_once() -> None:
    wrote(PAGE + 7)
    first = seen()
    second = seen(after=first.next)
    places = [line.place for line in first.lines + second.lines]
    assert (len(places), len(set(places)), second.next) == (PAGE + 7, PAGE + 7, "")


def test_filter_on_verb_shows_only_that() -> None:
    wrote(2)
    wrote(3, verb="read")
    assert len(seen(Filter(verb="read")).lines) == 3


def test_filter_on_person_shows_only_that() -> None:
    wrote(2)
    wrote(actor=machine(OFFICER.organisation))
    assert len(seen(Filter(user_id=OFFICER.user_id)).lines) == 2


@pytest.mark.parametrize("after", ["x", "2026-11.", "2026-11.1' OR 1=1", "2026-11.9999999999999999999"])
def test_place_that_is_none_is_not_found(after: str) -> None:
    with pytest.raises(NotFound):
        seen(after=after)


def test_contact_may_not_read_the_log() -> None:
    contact = Actor(OFFICER.user_id, OFFICER.organisation_id, frozenset({Role.RADICALISATION_CONTACT}), True)
    with pytest.raises(Denied):
        queries.page(contact)


@pytest.fixture
def officer(house: Any, client_as: Callable[..., Client]) -> Client:
    """The privacy officer of the cast, signed in."""
    return client_as(house.privacy_officer)


def test_page_shows_the_row_that_was_written(officer: Client, house: Any) -> None:
    wrote(verb="advised", actor=house.privacy_officer.actor())
    assert "ga råd" in officer.get(reverse("journal:list")).content.decode()


def test_looking_at_the_log_stands_in_the_log(officer: Client) -> None:
    officer.get(reverse("journal:list"))
    assert "leste" in officer.get(reverse("journal:list")).content.decode()


def test_unknown_filter_shows_everything(officer: Client, house: Any) -> None:
    wrote(verb="advised", actor=house.privacy_officer.actor())
    assert "ga råd" in officer.get(reverse("journal:list"), {"verb": "x", "person": "y"}).content.decode()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("police_contact", "Politikontakt"),
        ("lawful", "lovlig ytring"),
        ("concern", "bekymring"),
        ("before-2024-11", "før 2024-11"),
        ("something-new", "something-new"),
    ],
)
def test_reason_is_in_words(code: str, words: str) -> None:
    with writing(OFFICER):
        journal.write(OFFICER, "sent", kind="concern", object_id=uuid4(), reason=code)
    assert seen().lines[0].reason == words
