"""The inbox and what a stranger gets: pages by key, query budgets, 404 everywhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from avklar.followup.concerns import actions, counts, queries
from avklar.followup.concerns.states import Outcome, Shelf
from avklar.foundation import clock
from avklar.foundation.access.errors import Denied, NotFound
from tests.followup.concerns import reads
from tests.followup.concerns.pages import asked


@pytest.mark.parametrize("name", ["concern", "own", "receipt"])
@pytest.mark.parametrize("who", ["stranger", "hamar_contact"])
def test_stranger_gets_404(house: Any, client_as: Any, sent: Any, name: str, who: str) -> None:
    client = client_as(getattr(house, who))
    url = reverse(f"concerns:{name}", args=[sent()])
    assert client.get(url).status_code == 404


def test_stranger_posts_to_404(house: Any, client_as: Any, sent: Any) -> None:
    concern_id = sent()
    client = client_as(house.stranger)
    for do in ("answer", "ask", "note", "close", "swap"):
        data = {"do": do, "text": "Hei.", "outcome": "nothing", "reason": "x", "version": "1"}
        assert client.post(reverse("concerns:concern", args=[concern_id]), data).status_code == 404


def test_stranger_is_told_of_no_numbers(house: Any, sent: Any) -> None:
    sent()
    assert reads.unclosed(house.stranger.actor()) == counts.Counts()
    assert reads.inbox(house.stranger.actor()).lines == ()


def test_stranger_classes_nothing(house: Any, client_as: Any, sent: Any) -> None:
    concern_id = sent()
    seen = reads.opened(house.contact.actor(), concern_id).observations[0]
    url = reverse("concerns:classify", args=[concern_id, seen.id])
    assert client_as(house.stranger).post(url, {"utterance": "lawful"}).status_code == 404


def test_colleague_does_not_see_others_worries(house: Any, client_as: Any, sent: Any) -> None:
    assert client_as(house.other_teacher).get(reverse("concerns:own", args=[sent()])).status_code == 404


@pytest.mark.parametrize("who", ["editor", "moderator", "administrator", "district_lead", "police_contact", "teacher"])
def test_inbox_is_for_receivers_only(house: Any, who: str) -> None:
    with pytest.raises(Denied):
        reads.inbox(getattr(house, who).actor())


def test_unknown_id_is_404(house: Any) -> None:
    with pytest.raises(NotFound):
        reads.opened(house.contact.actor(), clock.new_id())


@pytest.mark.parametrize("cursor", ["x", "ff-zz", "1-1-1", "fffffffffffffffffffff-" + "0" * 32])
def test_inbox_with_a_made_up_cursor_is_404(contact: Any, cursor: str) -> None:
    assert contact.get(reverse("concerns:inbox"), {"after": cursor}).status_code == 404


def test_inbox_pages_meet_without_gap_or_overlap(house: Any, sent: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(queries, "PAGE", 3)
    for _ in range(7):
        sent()
    actor = house.contact.actor()
    first = reads.inbox(actor)
    second = reads.inbox(actor, after=queries.cursor(first.lines[-1]))
    third = reads.inbox(actor, after=queries.cursor(second.lines[-1]))
    assert [line.number for page in (first, second, third) for line in page.lines] == [7, 6, 5, 4, 3, 2, 1]
    assert (first.newer, first.older, third.newer, third.older) == (False, True, True, False)
    assert reads.inbox(actor, before=queries.cursor(third.lines[0])).lines == second.lines
    assert [line.number for line in reads.inbox(actor, last=True).lines] == [3, 2, 1]


@pytest.mark.django_db(transaction=True)
def test_inbox_of_fifty_takes_at_most_ten_queries(contact: Any, sent: Any) -> None:
    for _ in range(51):
        sent()
    with asked() as queries_asked:
        page = contact.get(reverse("concerns:inbox"))
    assert page.content.decode().count("B-00") == 50
    assert len(queries_asked) <= 10, queries_asked


@pytest.mark.django_db(transaction=True)
def test_page_with_forty_entries_takes_at_most_fifteen_queries(house: Any, contact: Any, sent: Any) -> None:
    concern_id = sent()
    for number in range(19):
        actions.answer(house.contact.actor(), concern_id=concern_id, text=f"Svar {number}.")
        actions.reply(house.teacher.actor(), concern_id=concern_id, text=f"Takk {number}.")
    with asked() as queries_asked:
        page = contact.get(reverse("concerns:concern", args=[concern_id]))
    assert "Takk 18." in page.content.decode()
    assert len(queries_asked) <= 15, queries_asked


@pytest.mark.parametrize("shelf", list(Shelf))
def test_inbox_empty_shelf_says_what_will_come(contact: Any, shelf: Shelf) -> None:
    page = contact.get(reverse("concerns:inbox"), {"vis": str(shelf)})
    assert "avk-empty" in page.content.decode()


def test_outcome_list_has_no_named_case() -> None:
    assert "case" not in Outcome.values
