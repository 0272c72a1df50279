"""Sending a worry: all or nothing, once, encrypted, and only when somebody receives it."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from avklar.followup.concerns import actions
from avklar.followup.concerns.content import ObservationContent
from avklar.followup.concerns.models import Concern, Message, Observation
from avklar.followup.concerns.states import State
from avklar.foundation import clock, journal
from avklar.foundation.access.errors import Conflict, Denied, Invalid
from avklar.foundation.access.scope import scope
from avklar.foundation.drafts import drafts
from avklar.foundation.journal.models import Entry
from avklar.foundation.vault.models import WrappedRecordKey
from avklar.people.organisations.models import Appointment
from tests.followup.concerns import reads, worries


def test_send_is_received(house: Any, sent: Any) -> None:
    sent()
    page = reads.inbox(house.contact.actor())
    assert [(line.reference, line.state) for line in page.lines] == [("B-0001", State.NEW)]


def test_send_numbers_follow_each_other(house: Any, sent: Any) -> None:
    for _ in range(3):
        sent()
    sent(house.stranger_teacher)
    assert [line.number for line in reads.inbox(house.contact.actor()).lines] == [3, 2, 1]


def test_send_texts_come_back(house: Any, sent: Any) -> None:
    opened = reads.opened(house.contact.actor(), sent(ordinary="Vanlig 😀 \u202eabc <b>"))
    assert opened.ordinary == "Vanlig 😀 \u202eabc <b>"
    assert [seen.fact for seen in opened.observations] == [worries.SAID, worries.FACT]


def test_send_stores_no_text_in_clear(house: Any, sent: Any) -> None:
    sent()
    with scope(house.teacher.organisation.pk), connection.cursor() as cursor:
        for table in ("concerns_concern", "concerns_observation"):
            cursor.execute(f"SELECT * FROM {table}")
            for row in cursor.fetchall():
                assert not any(b"sl\xc3\xb8yd" in bytes(cell) for cell in row if isinstance(cell, bytes | memoryview))
                assert "sløyd" not in str([cell for cell in row if not isinstance(cell, bytes | memoryview)])


def test_send_is_due_after_two_working_days(house: Any, content: Any) -> None:
    friday = datetime(2026, 11, 20, 12, tzinfo=clock.OSLO)
    with clock.frozen(friday):
        actions.send(house.teacher.actor(), content=content(), submission=clock.new_id())
        line = reads.inbox(house.contact.actor()).lines[0]
    assert line.due_at == friday + timedelta(days=4)


def test_send_twice_is_one_concern(house: Any, content: Any) -> None:
    submission = clock.new_id()
    first = actions.send(house.teacher.actor(), content=content(), submission=submission)
    second = actions.send(house.teacher.actor(), content=content(), submission=submission)
    assert (second.id, second.again) == (first.id, True)
    assert len(reads.inbox(house.contact.actor()).lines) == 1


def test_send_removes_the_draft(house: Any, content: Any) -> None:
    drafts.save(house.teacher.user.pk, "concern", {"saved": clock.now().isoformat()})
    actions.send(house.teacher.actor(), content=content(), submission=clock.new_id(), draft_form="concern")
    assert drafts.load(house.teacher.user.pk, "concern") is None


def test_send_is_journalled(house: Any, sent: Any) -> None:
    concern_id = sent()
    with scope(house.teacher.organisation.pk):
        entry = Entry.objects.get(object_id=concern_id)
    assert (entry.verb, entry.kind, entry.user_id) == ("sent", "concern", house.teacher.user.pk)


def test_send_when_nobody_receives_is_refused(house: Any, content: Any) -> None:
    Appointment.objects.filter(municipality=house.organisation("alvdal")).delete()
    with pytest.raises(Conflict):
        actions.send(house.teacher.actor(), content=content(), submission=clock.new_id())


@pytest.mark.parametrize("who", ["editor", "moderator", "district_lead", "administrator", "police_contact"])
def test_send_by_others_is_refused(house: Any, content: Any, who: str) -> None:
    with pytest.raises(Denied):
        actions.send(getattr(house, who).actor(), content=content(), submission=clock.new_id())


@pytest.mark.parametrize(
    "changes",
    [
        {"observations": ()},
        {"observations": (ObservationContent(""),)},
        {"observations": (ObservationContent("x" * 8001),)},
        {"observations": (ObservationContent("null\x00byte"),)},
        {"observations": tuple(ObservationContent(worries.FACT) for _ in range(9))},
        {"ordinary": "x" * 200_000},
        {"wish": "Ring meg på 47 60 12 34."},
        {"done": "Snakket med 12 12 12 12, altså ola.nordmann@example.com."},
    ],
)
def test_send_what_cannot_be_received_is_refused(house: Any, content: Any, changes: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        actions.send(house.teacher.actor(), content=content(**changes), submission=clock.new_id())
    assert not WrappedRecordKey.objects.exists()


def test_send_with_an_explained_find_is_received(house: Any, content: Any) -> None:
    text = "Eleven gikk på Solvang skole før."
    given = content(ordinary=text)
    with pytest.raises(Invalid):
        actions.send(house.teacher.actor(), content=given, submission=clock.new_id())
    from avklar.followup.concerns.content import finds_in

    reasons = {find.text: "Mange har gått der." for finds in finds_in(given.texts()).values() for find in finds}
    sent = actions.send(house.teacher.actor(), content=content(ordinary=text, kept=reasons), submission=clock.new_id())
    assert reads.opened(house.contact.actor(), sent.id).kept[0]["reason"] == "Mange har gått der."


def test_send_with_an_explained_phone_number_is_refused(house: Any, content: Any) -> None:
    given = content(wish="Ring 47 60 12 34 i dag.", kept={"47 60 12 34": "Må stå."})
    with pytest.raises(Invalid):
        actions.send(house.teacher.actor(), content=given, submission=clock.new_id())


@pytest.mark.django_db(transaction=True)
def test_send_killed_in_the_middle_leaves_only_a_key_to_sweep(house: Any, content: Any, monkeypatch: Any) -> None:
    drafts.save(house.teacher.user.pk, "concern", {"saved": clock.now().isoformat()})

    def killed(*given: Any, **options: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(journal, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        actions.send(house.teacher.actor(), content=content(), submission=clock.new_id(), draft_form="concern")
    with scope(house.teacher.organisation.pk):
        left = [model.objects.count() for model in (Concern, Observation, Message)]
    assert left == [0, 0, 0]
    assert WrappedRecordKey.objects.count() == 1
    assert drafts.load(house.teacher.user.pk, "concern") is not None


@pytest.mark.django_db(transaction=True)
def test_send_by_eight_clicks_at_once_is_one_concern(house: Any, content: Any) -> None:
    submission, actor, results = clock.new_id(), house.teacher.actor(), []

    def click() -> None:
        try:
            results.append(actions.send(actor, content=content(), submission=submission).id)
        finally:
            connection.close()
            from django.db import connections

            connections["keys"].close()

    threads = [threading.Thread(target=click) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 8
    assert len(set(results)) == 1
    assert WrappedRecordKey.objects.count() == 1
    assert len(reads.inbox(house.contact.actor()).lines) == 1
