"""Whoever owns the database can harm the journal, but not unseen: every kind of harm is found and named (R13)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import machine
from avklar.foundation.access.scope import writing
from avklar.foundation.journal.anchors import AnchorsUnreadable
from avklar.foundation.journal.faults import Fault, FaultKind
from tests.foundation.journal import tampering

OURS = UUID(int=0xA1)
NEIGHBOUR = UUID(int=0xB2)
MONTH = "2026-11"
ROWS = 12

pytestmark = pytest.mark.django_db(transaction=True)


def rows(count: int, *, of: UUID = OURS, month: int = 11, verb: str = "sent") -> None:
    with clock.frozen(datetime(2026, month, 5, 9, tzinfo=UTC)):
        for _time in range(count):
            with writing(machine(of)):
                journal.write(machine(of), verb, kind="concern", object_id=uuid4())


@pytest.fixture(autouse=True)
def _two_journals() -> None:
    rows(ROWS)
    rows(3, of=NEIGHBOUR)


def found(anchors: Path | None = None) -> list[tuple[str, int, str]]:
    faults = journal.verify(OURS, anchors=anchors)
    return [(fault.segment, fault.number, str(fault.kind)) for fault in faults]


@pytest.fixture
def anchors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An anchor file with both heads as they are now."""
    monkeypatch.setattr("avklar.foundation.journal.anchors.organisation_ids", lambda: [OURS, NEIGHBOUR])
    path = tmp_path / "anchors.jsonl"
    journal.anchor(path)
    return path


def test_whole_chain_has_no_fault(anchors: Path) -> None:
    rows(4, month=12)
    assert found(anchors) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("verb", "read"),
        ("kind", "consultation"),
        ("reason", "forged"),
        ("user_id", tampering.written(UUID(int=9))),
        ("object_id", tampering.written(UUID(int=9))),
        ("at", "2026-11-05 09:00:01+00:00"),
        ("previous", b"\x01" * 32),
        ("mac", b"\x01" * 32),
    ],
)
def test_changed_row_is_found(column: str, value: object) -> None:
    tampering.change(OURS, 5, column, value)
    assert found() == [(MONTH, 5, FaultKind.CHANGED)]


@pytest.mark.parametrize("number", [1, 5, ROWS - 1])
def test_removed_row_is_found(number: int) -> None:
    tampering.remove(OURS, number)
    assert found() == [(MONTH, number, FaultKind.REMOVED)]


@pytest.mark.parametrize("number", [1, 5, ROWS - 1])
def test_removed_row_is_found_when_the_gap_is_closed(number: int) -> None:
    tampering.remove(OURS, number, close_the_gap=True)
    assert found() == [(MONTH, number, FaultKind.REMOVED)]


@pytest.mark.parametrize("number", [1, 5, ROWS])
def test_inserted_row_is_found(number: int) -> None:
    tampering.insert(OURS, number, 3, uuid4())
    assert found() == [(MONTH, number, FaultKind.INSERTED)]


def test_row_inserted_at_the_end_is_found() -> None:
    tampering.insert(OURS, ROWS + 1, 3, uuid4())
    assert found() == [(MONTH, ROWS + 1, FaultKind.INSERTED)]


@pytest.mark.parametrize(("one", "other"), [(5, 6), (3, 9), (1, ROWS)])
def test_reordered_rows_are_found(one: int, other: int) -> None:
    tampering.swap(OURS, one, other)
    assert found() == [(MONTH, one, FaultKind.REORDERED), (MONTH, other, FaultKind.REORDERED)]


def test_cut_tail_is_found() -> None:
    tampering.cut(OURS, ROWS - 3)
    assert found() == [(MONTH, ROWS - 2, FaultKind.CUT)]


def test_cut_tail_of_a_closed_month_is_found() -> None:
    rows(2, month=12)
    with tampering.intruder() as database:
        database.execute(
            "DELETE FROM journal_entry WHERE organisation_id = ? AND segment = ? AND number > ?",
            (tampering.written(OURS), MONTH, ROWS - 2),
        )
    assert found() == [(MONTH, ROWS - 1, FaultKind.CUT)]


def test_month_taken_out_of_the_middle_is_found() -> None:
    rows(2, month=12)
    with clock.frozen(datetime(2027, 1, 5, tzinfo=UTC)), writing(machine(OURS)):
        journal.write(machine(OURS), "sent", kind="concern", object_id=uuid4())
    tampering.erase(OURS, "2026-12")
    assert found() == [(MONTH, ROWS + 1, FaultKind.CUT)]


def test_oldest_month_taken_away_is_found() -> None:
    rows(2, month=12)
    tampering.erase(OURS, MONTH)
    assert found() == [(MONTH, 1, FaultKind.REMOVED)]


def test_head_set_back_by_hand_is_found() -> None:
    tampering.cut(OURS, ROWS - 3)
    with tampering.intruder() as database:
        of = tampering.written(OURS)
        database.execute("UPDATE journal_head SET number = ? WHERE organisation_id = ?", (ROWS - 3, of))
    assert (MONTH, ROWS - 3, FaultKind.HEAD) in found()


def test_removed_head_is_found() -> None:
    with tampering.intruder() as database:
        database.execute("DELETE FROM journal_head WHERE organisation_id = ?", (tampering.written(OURS),))
    assert found() == [(MONTH, 0, FaultKind.HEAD)]


def test_tail_cut_together_with_an_old_head_is_found_by_the_anchor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("avklar.foundation.journal.anchors.organisation_ids", lambda: [OURS])
    earlier = tampering.head_of(OURS)
    rows(2)
    journal.anchor(tmp_path / "anchors")
    tampering.cut(OURS, ROWS)
    tampering.put_head_back(OURS, earlier)
    assert (found(), found(tmp_path / "anchors")) == ([], [(MONTH, ROWS + 2, FaultKind.CUT)])


def test_chain_rewritten_with_the_key_is_found_by_the_anchor(anchors: Path) -> None:
    tampering.erase(OURS)
    rows(ROWS, verb="changed-history")
    assert (found(), found(anchors)) == ([], [(MONTH, ROWS, FaultKind.REWRITTEN)])


def test_erased_journal_is_found_by_the_anchor(anchors: Path) -> None:
    tampering.erase(OURS)
    assert (found(), found(anchors)) == ([], [(MONTH, ROWS, FaultKind.CUT)])


def test_several_faults_are_all_named() -> None:
    tampering.change(OURS, 2, "verb", "read")
    tampering.remove(OURS, 6)
    tampering.swap(OURS, 8, 9)
    assert found() == [
        (MONTH, 2, FaultKind.CHANGED),
        (MONTH, 6, FaultKind.REMOVED),
        (MONTH, 8, FaultKind.REORDERED),
        (MONTH, 9, FaultKind.REORDERED),
    ]


def test_fault_stays_with_its_own_organisation(anchors: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("avklar.foundation.journal.verification.organisation_ids", lambda: [OURS, NEIGHBOUR])
    tampering.change(OURS, 2, "verb", "read")
    assert journal.verify(anchors=anchors) == [Fault(OURS, MONTH, 2, FaultKind.CHANGED)]


def test_row_moved_to_the_neighbour_is_found_in_both() -> None:
    with tampering.intruder() as database:
        database.execute(
            "UPDATE journal_entry SET organisation_id = ? WHERE organisation_id = ? AND number = ?",
            (tampering.written(NEIGHBOUR), tampering.written(OURS), 4),
        )
    neighbours = [(fault.number, fault.kind) for fault in journal.verify(NEIGHBOUR)]
    assert (found(), neighbours) == ([(MONTH, 4, FaultKind.REMOVED)], [(4, FaultKind.INSERTED)])


def test_damaged_anchor_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "anchors"
    path.write_text("{}\n")
    with pytest.raises(AnchorsUnreadable):
        journal.verify(OURS, anchors=path)


def test_progress_ends_at_all_rows() -> None:
    said: list[tuple[int, int]] = []
    journal.verify(OURS, progress=lambda done, rows: said.append((done, rows)))
    assert said[-1] == (ROWS, ROWS)
