"""Kept text: encrypted, its owner's only, expiring, and thrown away by exactly one."""

from __future__ import annotations

import threading
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connections

from avklar.foundation import clock
from avklar.foundation.access.errors import Invalid
from avklar.foundation.access.scope import owning
from avklar.foundation.drafts import drafts
from avklar.foundation.retention import engine
from avklar.foundation.vault.errors import Tampered
from tests.unsent import every_draft

pytestmark = pytest.mark.django_db(databases="__all__")
TEXT = {"text": "hun virker redd", "tick": ["a", "b"]}


def test_draft_comes_back_as_saved(owner: UUID) -> None:
    drafts.save(owner, "concern", TEXT)
    assert drafts.load(owner, "concern") == TEXT


@pytest.mark.parametrize("text", ["", "x", "x" * 200_000, "\x00אבג 👩‍👩‍👧 =1+1 <b>", "å" * 190_000])
def test_any_text_comes_back(owner: UUID, text: str) -> None:
    drafts.save(owner, "concern", {"text": text})
    assert drafts.load(owner, "concern") == {"text": text}


def test_draft_of_an_organisation_comes_back(owner: UUID) -> None:
    drafts.save(owner, "concern", TEXT, organisation_id=clock.new_id())
    assert drafts.load(owner, "concern") == TEXT


def test_saving_again_replaces_the_text(owner: UUID) -> None:
    drafts.save(owner, "concern", {"text": "før"})
    drafts.save(owner, "concern", {"text": "etter"}, organisation_id=clock.new_id())
    assert drafts.load(owner, "concern") == {"text": "etter"}
    assert len(every_draft()) == 1


def test_nothing_lies_in_clear(owner: UUID) -> None:
    drafts.save(owner, "concern", TEXT)
    assert b"redd" not in bytes(every_draft()[0].body)


def test_somebody_else_has_no_draft(owner: UUID) -> None:
    drafts.save(owner, "concern", TEXT)
    assert drafts.load(clock.new_id(), "concern") is None


def test_another_form_has_no_draft(owner: UUID) -> None:
    drafts.save(owner, "concern", TEXT)
    assert drafts.load(owner, "concern-answer:1") is None


def test_draft_moved_to_another_owner_is_refused(owner: UUID) -> None:
    other = clock.new_id()
    drafts.save(owner, "concern", TEXT)
    moved = every_draft()[0]
    moved.pk, moved.owner_id = clock.new_id(), other
    with owning(other):
        moved.save(force_insert=True)
    with pytest.raises(Tampered):
        drafts.load(other, "concern")


def test_draft_past_its_date_is_not_shown(owner: UUID) -> None:
    drafts.save(owner, "concern", TEXT)
    with clock.frozen(clock.now() + drafts.KEPT_FOR):
        assert drafts.load(owner, "concern") is None


def test_only_drafts_past_their_date_are_removed(owner: UUID) -> None:
    with clock.frozen(clock.now() - drafts.KEPT_FOR - timedelta(minutes=1)):
        drafts.save(owner, "old", TEXT)
    drafts.save(owner, "new", TEXT)
    assert engine.run() == {"draft removed": 1}
    assert [draft.form for draft in every_draft()] == ["new"]


def test_saving_again_gives_a_new_date(owner: UUID) -> None:
    with clock.frozen(clock.now() - timedelta(days=13)):
        drafts.save(owner, "concern", TEXT)
    drafts.save(owner, "concern", TEXT)
    with clock.frozen(clock.now() + timedelta(days=13)):
        assert drafts.load(owner, "concern") == TEXT


def test_discard_is_true_once(owner: UUID) -> None:
    drafts.save(owner, "concern", TEXT)
    assert [drafts.discard(owner, "concern"), drafts.discard(owner, "concern")] == [True, False]


def test_too_long_text_is_refused(owner: UUID) -> None:
    with pytest.raises(Invalid):
        drafts.save(owner, "concern", {"text": "x" * drafts.MOST_BYTES})


def test_too_many_drafts_are_refused(owner: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST_PER_OWNER", 2)
    for number in range(2):
        drafts.save(owner, f"form-{number}", TEXT)
    with pytest.raises(Invalid):
        drafts.save(owner, "form-2", TEXT)
    drafts.save(owner, "form-1", TEXT)


@pytest.mark.parametrize("form", ["", "x" * 81, "Kari Nordmoen", "bekymring\n", "å"])
def test_code_that_is_no_code_is_refused(owner: UUID, form: str) -> None:
    with pytest.raises(ValueError, match="code"):
        drafts.save(owner, form, TEXT)


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_of_two_discarding_at_once_one_wins(owner: UUID) -> None:
    drafts.save(owner, "concern", TEXT)
    start, won = threading.Barrier(2), []

    def click() -> None:
        start.wait()
        won.append(drafts.discard(owner, "concern"))
        connections.close_all()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert sorted(won) == [False, True]
