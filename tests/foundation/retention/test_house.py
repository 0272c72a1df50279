"""The retention run on the real rooms: every rule can be carried out, on both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps

from avklar.foundation import clock
from avklar.foundation.access.scope import owning, scope
from avklar.foundation.retention import engine

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _journal_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal's expiry has tests of its own."""
    monkeypatch.setattr(engine.expiry, "available", lambda: False)


def test_nothing_is_due_in_a_new_house(house: Any) -> None:
    assert engine.run() == {}


def test_every_model_with_a_date_is_asked_for_every_organisation(house: Any) -> None:
    asked = {(job.model._meta.label, job.organisation_id) for job in engine.jobs()}
    organisations = {organisation.pk for organisation in house.organisations.values()}
    assert {of for label, of in asked if label == "concerns.Concern"} == organisations


def test_draft_of_no_organisation_is_removed_at_its_date(house: Any) -> None:
    draft = apps.get_model("drafts", "Draft")
    with owning(house.contact.user.pk):
        draft._base_manager.create(
            owner_id=house.contact.user.pk,
            form="test",
            body=b"x",
            updated=clock.now(),
            expires=clock.now() - timedelta(days=1),
        )
    assert engine.run() == {"draft removed": 1}


def test_link_that_has_run_out_is_removed(house: Any) -> None:
    link = apps.get_model("accounts", "SignInLink")
    organisation = house.contact.organisation.pk
    with scope(organisation):
        link._base_manager.create(
            organisation_id=organisation, email="a@alvdal.example", digest=b"x" * 32, expires=clock.now()
        )
    assert engine.run() == {"sign_in_link removed": 1}
