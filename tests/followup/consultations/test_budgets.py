"""How few questions the pages ask of the data, whatever stands on them."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from avklar.followup.consultations import actions
from tests.cast import House

ClientAs = Callable[..., Client]
NEW = "/droftinger/ny/"


def questions(client: Client, path: str) -> int:
    """How many questions a page asks of the data; what sets the scope and opens transactions isn't counted."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    quiet = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")
    said = [query["sql"] for query in asked.captured_queries]
    return len([sql for sql in said if "avklar.organisation" not in sql and not sql.startswith(quiet)])


@pytest.mark.parametrize(("path", "most"), [("/droftinger/", 13), ("/droftinger/liste/mine/", 10), (NEW, 23)])
def test_pages_ask_few_questions(
    house: House, ask: Callable[..., UUID], client_as: ClientAs, path: str, most: int
) -> None:
    for _number in range(5):
        ask()
    assert questions(client_as(house.contact), path) <= most


def test_open_page_asks_as_few_questions_for_forty_messages(
    house: House, consultation: UUID, client_as: ClientAs
) -> None:
    for number in range(40):
        person = house.contact if number % 2 else house.police_contact
        actions.write(person.actor(), consultation, "Hva trenger han nå?")
    assert questions(client_as(house.contact), f"/droftinger/{consultation}/") <= 18
