"""Property: whatever is done to a chain without the key, the walk sees it; where nothing was done it sees nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from avklar.foundation.journal.chain import START, mac_of
from avklar.foundation.journal.models import Entry
from avklar.foundation.journal.walk import Walk

KEY = b"k" * 32
OURS = UUID(int=0xA1)
MONTH = "2026-11"
ROWS = 8

Chain = list[Entry]
Harm = Callable[[Chain], Chain]


def chain(rows: int = ROWS) -> Chain:
    """A whole segment."""
    made: Chain = []
    for number in range(1, rows + 1):
        entry = Entry(
            id=UUID(int=number),
            organisation_id=OURS,
            segment=MONTH,
            number=number,
            at=datetime(2026, 11, 5, 9, number, tzinfo=UTC),
            user_id=None,
            verb="sent",
            kind="concern",
            object_id=UUID(int=number),
            reason="",
            previous=bytes(made[-1].mac) if made else START,
        )
        entry.mac = mac_of(KEY, entry.row)
        made.append(entry)
    return made


def walked(entries: Chain) -> Walk:
    """The walk after all rows, as the database would hand them out."""
    by_mac = {bytes(entry.mac): entry.number for entry in entries}
    walk = Walk(OURS, MONTH, KEY, START, by_mac.get)
    for _entry in walk.through(sorted(entries, key=lambda entry: entry.number)):
        pass
    return walk


def numbered(entries: Chain) -> Chain:
    """The same rows under the numbers of their places."""
    for number, entry in enumerate(entries, start=1):
        entry.number = number
    return entries


def remove(places: list[int]) -> Harm:
    return lambda rows: [entry for place, entry in enumerate(rows) if place not in places]


def change(place: int, column: str, value: object) -> Harm:
    def harm(rows: Chain) -> Chain:
        setattr(rows[place], column, value)
        return rows

    return harm


def shuffle(order: list[int]) -> Harm:
    return lambda rows: numbered([rows[place] for place in order])


def forge(place: int, source: int) -> Harm:
    def harm(rows: Chain) -> Chain:
        copied = chain()[source]
        copied.id = UUID(int=99)
        return numbered([*rows[:place], copied, *rows[place:]])

    return harm


PLACES = st.integers(0, ROWS - 1)
CHANGES = st.one_of(
    st.tuples(st.just("verb"), st.sampled_from(["read", "closed"])),
    st.tuples(st.just("reason"), st.sampled_from(["forged", "x"])),
    st.tuples(st.just("user_id"), st.just(UUID(int=9))),
    st.tuples(st.just("previous"), st.binary(min_size=32, max_size=32)),
    st.tuples(st.just("mac"), st.binary(min_size=32, max_size=32)),
    st.tuples(st.just("at"), st.just(datetime(2020, 1, 1, tzinfo=UTC))),
)
HARM = st.one_of(
    st.lists(PLACES, min_size=1, max_size=ROWS - 1, unique=True).map(remove),
    st.lists(PLACES, min_size=1, max_size=ROWS - 1, unique=True).map(
        lambda places: lambda rows: numbered(remove(places)(rows))
    ),
    st.builds(lambda place, changed: change(place, *changed), PLACES, CHANGES),
    st.permutations(range(ROWS)).filter(lambda order: list(order) != list(range(ROWS))).map(shuffle),
    st.builds(forge, st.integers(0, ROWS), PLACES),
)


@given(st.integers(1, 20))
def test_whole_segment_has_no_fault(rows: int) -> None:
    walk = walked(chain(rows))
    assert (walk.faults, walk.last) == ([], rows)


@given(HARM)
def test_harm_without_the_key_is_seen(harm: Harm) -> None:
    walk = walked(harm(chain()))
    assert walk.faults or walk.last < ROWS


@given(st.lists(HARM, min_size=2, max_size=3))
def test_several_harms_are_seen_unless_they_undo_each_other(harms: list[Harm]) -> None:
    rows = chain()
    for harm in harms:
        try:
            rows = harm(rows)
        except IndexError:  # a row that an earlier harm took away
            continue
    whole = [(entry.row, entry.mac) for entry in rows] == [(entry.row, entry.mac) for entry in chain()]
    walk = walked(rows)
    assert whole or walk.faults or walk.last != ROWS
