"""When things go wrong in the middle: all or nothing, one result for two clicks, and the text is still there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from avklar.followup.consultations import actions
from avklar.followup.consultations.models import Access, Consultation, Message, Ownership
from avklar.foundation.access.scope import scope
from tests.cast import House
from tests.followup.consultations.conftest import QUESTION


class Killed(Exception):
    """Stands for a process that dies just before its journal row."""


@pytest.fixture
def dying(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From the call on, the journal can't be written."""

    def die(*_arguments: Any, **_options: Any) -> None:
        raise Killed

    return lambda: monkeypatch.setattr("avklar.foundation.journal.actions.write", die)


def rows(house: House) -> int:
    with scope(house.contact.organisation.pk):
        return sum(model.objects.count() for model in (Consultation, Access, Ownership, Message))


def notes() -> int:
    from avklar.foundation.notifications.models import Note

    return Note.objects.count()


def test_start_that_dies_leaves_nothing(house: House, ask: Callable[..., UUID], dying: Callable[[], None]) -> None:
    dying()
    with pytest.raises(Killed):
        ask()
    assert (rows(house), notes()) == (0, 0)


def test_message_that_dies_leaves_nothing(house: House, consultation: UUID, dying: Callable[[], None]) -> None:
    before = rows(house), notes()
    dying()
    with pytest.raises(Killed):
        actions.write(house.police_contact.actor(), consultation, "Hva trenger han?")
    assert (rows(house), notes()) == before


def test_advice_that_dies_changes_nothing(house: House, consultation: UUID, dying: Callable[[], None]) -> None:
    dying()
    with pytest.raises(Killed):
        actions.conclude(house.police_contact.actor(), consultation, "Vent en uke.", version=1)
    with scope(house.contact.organisation.pk):
        row = Consultation.objects.get(pk=consultation)
    assert (row.version, row.conclusion, row.state) == (1, None, "asked")


def test_two_starts_at_once_become_one(house: House, ask: Callable[..., UUID], monkeypatch: pytest.MonkeyPatch) -> None:
    submission = uuid4()
    first = ask(submission=submission)
    found = actions.started
    answers = iter([None])
    monkeypatch.setattr(actions, "started", lambda actor, wanted: next(answers, found(actor, wanted)))
    assert ask(submission=submission) == first


def test_two_messages_at_once_become_one(house: House, consultation: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    submission, police = uuid4(), house.police_contact.actor()
    first = actions.write(police, consultation, "Hva trenger han?", submission=submission)
    found = actions.written
    answers = iter([None])
    monkeypatch.setattr(actions, "written", lambda *wanted: next(answers, found(*wanted)))
    assert actions.write(police, consultation, "Hva trenger han?", submission=submission) == first


def test_stale_page_keeps_the_text(house: House, client_as: Callable[..., Client]) -> None:
    from avklar.foundation.drafts import drafts

    client = client_as(house.contact, enforce_csrf_checks=True)
    data = {"kept_for": drafts.token(house.contact.user.pk, "consultation"), "text": QUESTION, "do": "check"}
    client.post("/droftinger/ny/", data)
    assert QUESTION in client.get("/droftinger/ny/").content.decode()


def test_explanation_is_shown_to_both_sides(
    house: House, ask: Callable[..., UUID], client_as: Callable[..., Client]
) -> None:
    sent = ask(question="De snakket om boka Jonas.", explanations={"Jonas": "Det er tittelen på en bok"})
    for person in (house.contact, house.police_contact):
        assert "Det er tittelen på en bok" in client_as(person).get(f"/droftinger/{sent}/").content.decode()


def test_page_says_when_the_police_contact_is_away(
    house: House, consultation: UUID, client_as: Callable[..., Client]
) -> None:
    from datetime import timedelta

    from avklar.foundation import clock
    from avklar.people.organisations.models import Absence

    today = clock.today()
    Absence.objects.create(membership=house.police_contact.membership, away_from=today, away_to=today + timedelta(2))
    html = client_as(house.contact).get(f"/droftinger/{consultation}/").content.decode()
    assert "Stian Rustad er borte" in html
    assert "Ingen andre får det i stedet" in html
