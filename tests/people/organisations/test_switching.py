"""What is missing before named cases can be on: every combination."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest

from avklar.foundation.access.errors import Conflict, Invalid
from avklar.people.organisations import switching
from avklar.people.organisations.switching import MISSING, NO_RETENTION, ONLY_DEMO, Statement
from tests.law import STATEMENT

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize("empty", [c for n in range(6) for c in itertools.combinations(MISSING, n)], ids=str)
@pytest.mark.parametrize("retention", [True, False])
@pytest.mark.parametrize("demo", [True, False])
def test_everything_that_is_missing_is_said(empty: tuple[str, ...], retention: bool, demo: bool) -> None:
    statement = replace(STATEMENT, **{name: None if name == "dpia_date" else "  " for name in empty})
    wanted = [MISSING[name] for name in MISSING if name in empty]
    wanted += [] if retention else [NO_RETENTION]
    wanted += [] if demo else [ONLY_DEMO]
    assert list(switching.missing(statement, retention=retention, demo=demo)) == wanted


def test_nothing_entered_lacks_everything() -> None:
    assert len(switching.missing(Statement(), retention=False, demo=False)) == 7


@pytest.mark.parametrize("name", MISSING)
def test_switching_on_names_the_field_that_is_empty(name: str) -> None:
    statement = replace(STATEMENT, **{name: None if name == "dpia_date" else ""})
    with pytest.raises(Invalid) as told:
        switching.check_on(statement, retention=True, demo=True)
    assert told.value.fields == {name: MISSING[name]}


def test_switching_on_needs_a_retention_decision() -> None:
    with pytest.raises(Invalid) as told:
        switching.check_on(STATEMENT, retention=False, demo=True)
    assert told.value.sentence is NO_RETENTION


def test_switching_on_needs_a_demo() -> None:
    with pytest.raises(Conflict) as told:
        switching.check_on(STATEMENT, retention=True, demo=False)
    assert told.value.sentence is ONLY_DEMO


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"dpia_date": date(2026, 11, 27)}, "dpia_date"),
        ({"legal_basis": "x" * 2001}, "legal_basis"),
        ({"approver": "x" * 121}, "approver"),
        ({"dpia_reference": "a\0b"}, "dpia_reference"),
    ],
)
def test_statement_that_cannot_be_stored_is_refused(changes: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as told:
        switching.check_statement(replace(STATEMENT, **changes), today=TODAY)  # type: ignore[arg-type]
    assert set(told.value.fields) == {field}


def test_off_cannot_be_switched_off() -> None:
    with pytest.raises(Conflict):
        switching.check_off(on=False)
