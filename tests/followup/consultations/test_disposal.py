"""An ended consultation leaves at its date, for both organisations, key and rows (R12)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from avklar.followup.consultations import actions, counts, disposal
from avklar.followup.consultations.models import Access, Consultation, Message, Ownership
from avklar.foundation import clock
from avklar.foundation.access.actor import machine
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.clock.quarters import quarter_of
from avklar.foundation.vault import keys
from tests.cast import House


def rows(person: Any, consultation_id: UUID) -> int:
    with scope(person.organisation.pk):
        found = Consultation.objects.filter(pk=consultation_id).count()
        for model in (Access, Message, Ownership):
            found += model.objects.filter(consultation_id=consultation_id).count()
    return found


def dispose(house: House, consultation_id: UUID) -> bool:
    actor = machine(house.contact.organisation.pk)
    with scope(actor.organisation_id):
        owned = Ownership.objects.filter(consultation_id=consultation_id).first()
    with writing(actor):
        return disposal.dispose(actor, object_id=owned.pk if owned else consultation_id, verb="remove")


@pytest.fixture
def ended(house: House, consultation: UUID) -> UUID:
    actions.write(house.police_contact.actor(), consultation, "Hva trenger han?")
    actions.end(house.contact.actor(), consultation)
    return consultation


def test_disposal_leaves_no_row_and_no_key(house: House, ended: UUID) -> None:
    assert dispose(house, ended)
    assert not keys.exists(ended)
    assert rows(house.contact, ended) == rows(house.police_contact, ended) == 0


def test_disposal_twice_is_harmless(house: House, ended: UUID) -> None:
    dispose(house, ended)
    assert not dispose(house, ended)


def test_disposal_leaves_the_others(house: House, ended: UUID, ask: Callable[..., UUID], page_of: Any) -> None:
    other = ask()
    dispose(house, ended)
    assert page_of(house.police_contact, other).line.id == other


@pytest.mark.parametrize("key", ["contact", "police_contact"])
def test_consultation_whose_key_is_gone_is_not_found(house: House, ended: UUID, page_of: Any, key: str) -> None:
    keys.destroy(ended)
    with pytest.raises(NotFound):
        page_of(house.people[key], ended)


@pytest.mark.parametrize(("days", "gone"), [(29, False), (31, True)])
def test_engine_removes_it_30_days_after_the_end(house: House, ended: UUID, days: int, gone: bool) -> None:
    from avklar.foundation.retention import engine

    with clock.frozen(clock.now() + timedelta(days=days)):
        run_engine(engine)
    assert keys.exists(ended) is not gone
    assert (rows(house.police_contact, ended) == 0) is gone


@pytest.mark.parametrize(("days", "gone"), [(119, False), (121, True)])
def test_engine_removes_an_open_one_120_days_after_the_owner_wrote(
    house: House, consultation: UUID, days: int, gone: bool
) -> None:
    from avklar.foundation.retention import engine

    with clock.frozen(clock.now() + timedelta(days=days)):
        run_engine(engine)
    assert keys.exists(consultation) is not gone


def test_engine_counts_from_the_owners_last_word(house: House, consultation: UUID) -> None:
    from avklar.foundation.retention import engine

    with clock.frozen(clock.now() + timedelta(days=100)):
        actions.write(house.contact.actor(), consultation, "Vi venter fortsatt på et råd.")
    with clock.frozen(clock.now() + timedelta(days=219)):
        run_engine(engine)
    assert keys.exists(consultation)


def run_engine(engine: Any) -> None:
    list(engine.run() or [])


def test_disposal_leaves_a_count_with_the_one_who_asked(house: House, ended: UUID) -> None:
    place, quarter = house.contact.organisation.pk, quarter_of(clock.now())
    with scope(place):
        before = counts.asked_in(place, quarter)
    assert sum(before["setting"].values()) == sum(before["result"].values()) == 1
    dispose(house, ended)
    with scope(place):
        assert counts.asked_in(place, quarter) == before
    police = house.police_contact.organisation.pk
    with scope(police):
        assert counts.asked_in(police, quarter)["setting"] == {}
