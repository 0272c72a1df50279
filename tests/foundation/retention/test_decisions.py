"""Retention decisions: entered by the privacy officer, never overwritten, the newest valid one counts (R12)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Denied, Invalid
from avklar.foundation.access.roles import Role
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.retention import decisions

OFFICER = Actor(uuid4(), uuid4(), frozenset({Role.PRIVACY_OFFICER}), second_factor=True)

pytestmark = pytest.mark.django_db


def decide(**changes: Any) -> UUID:
    given: dict[str, Any] = {
        "kind": "concern",
        "choice": "destroy",
        "days": 30,
        "reference": "sak 12/26",
        "valid_from": date(2026, 1, 1),
    }
    return decisions.decide(changes.pop("actor", OFFICER), **given | changes)


def concern() -> decisions.Kind:
    with scope(OFFICER.organisation_id):
        return next(kind for kind in decisions.kinds(OFFICER) if kind.code == "concern")


def test_no_decision_counts_until_one_is_entered() -> None:
    assert (concern().present, concern().history) == (None, ())


def test_newest_valid_decision_counts_and_the_others_stay() -> None:
    decide(days=30)
    decide(days=60, valid_from=date(2026, 2, 1))
    decide(days=90, valid_from=clock.today().replace(year=clock.today().year + 1))
    kind = concern()
    assert (kind.present and kind.present.days, len(kind.history)) == (60, 3)


def test_same_form_sent_twice_gives_one_decision() -> None:
    submission = uuid4()
    decide(submission=submission)
    decide(submission=submission)
    assert len(concern().history) == 1


def test_contact_may_not_decide() -> None:
    contact = Actor(OFFICER.user_id, OFFICER.organisation_id, frozenset({Role.RADICALISATION_CONTACT}), True)
    with pytest.raises(Denied):
        decide(actor=contact)


def test_neighbours_decision_is_not_ours() -> None:
    decide(actor=Actor(OFFICER.user_id, uuid4(), OFFICER.roles, True))
    assert concern().history == ()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "draft"}, "kind"),
        ({"choice": "burn"}, "choice"),
        ({"days": -1}, "days"),
        ({"days": 3651}, "days"),
        ({"reference": "  "}, "reference"),
    ],
)
def test_decision_that_can_not_be_used_is_refused(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        decide(**changes)
    assert list(refusal.value.fields) == [field]


@pytest.fixture
def officer(house: Any, client_as: Callable[..., Client]) -> Client:
    """The privacy officer of the cast, signed in."""
    return client_as(house.privacy_officer)


def test_page_says_what_happens_while_there_is_no_decision(officer: Client) -> None:
    assert "ikke ført inn noe vedtak ennå" in officer.get(reverse("retention:decide")).content.decode()


def test_form_enters_the_decision(officer: Client) -> None:
    given = {"choice": "destroy", "days": "30", "reference": "sak 12/26", "valid_from": "1.1.2026"}
    officer.post(reverse("retention:enter", args=["concern"]), given)
    assert "30 dager etter avslutning" in officer.get(reverse("retention:decide")).content.decode()


def test_form_keeps_what_was_typed_when_something_is_missing(officer: Client) -> None:
    answer = officer.post(reverse("retention:enter", args=["concern"]), {"reference": "sak 12/26"})
    assert (answer.status_code, "sak 12/26" in answer.content.decode()) == (422, True)


def test_kind_without_a_decision_to_take_does_not_exist(officer: Client) -> None:
    assert officer.get(reverse("retention:enter", args=["draft"])).status_code == 404


@pytest.mark.parametrize(
    "statement",
    ["UPDATE retention_retentiondecision SET days = 0", "DELETE FROM retention_retentiondecision"],
)
def test_decision_is_never_overwritten(statement: str) -> None:
    decide()
    with pytest.raises(DatabaseError, match="never overwritten"), writing(OFFICER), connection.cursor() as cursor:
        cursor.execute(statement)
