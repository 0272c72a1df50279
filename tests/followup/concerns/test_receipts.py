"""The receipt: random, told apart from a slip of the pen, and the only thing that opens its sender's side."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avklar.followup.concerns import receipts
from avklar.foundation import clock
from avklar.foundation.access.errors import Invalid
from avklar.foundation.vault import keys
from avklar.foundation.vault.keys import Code, Record
from avklar.foundation.vault.models import LookupHash

ALL_FIFTEEN = st.text("0123456789", min_size=15, max_size=15)


def whole(fifteen: str) -> str:
    return fifteen + receipts.check_digit(fifteen)


@given(ALL_FIFTEEN, st.integers(0, 15), st.integers(1, 9))
def test_one_wrong_digit_is_told(fifteen: str, place: int, by: int) -> None:
    right = whole(fifteen)
    wrong = right[:place] + str((int(right[place]) + by) % 10) + right[place + 1 :]
    with pytest.raises(Invalid):
        receipts.read(wrong)


@given(ALL_FIFTEEN)
def test_receipt_is_read_as_it_is_shown(fifteen: str) -> None:
    right = whole(fifteen)
    assert receipts.read(f" {receipts.spoken(right)}\n") == right
    assert receipts.read("-".join(right[place : place + 4] for place in range(0, 16, 4))) == right


def test_check_digit_is_that_of_luhn() -> None:
    assert receipts.check_digit("7992739871") == "3"


@pytest.mark.parametrize("text", ["", "1234", "x" * 16, "0" * 17, "\x00" * 16, "१" * 15, "0" * 10**5])
def test_what_cannot_be_a_receipt_is_told(text: str) -> None:
    with pytest.raises(Invalid) as problem:
        receipts.read(text)
    assert "receipt" in problem.value.fields


def test_receipt_is_the_same_for_the_same_page_only(db: None) -> None:
    here, there, seed = clock.new_id(), clock.new_id(), clock.new_id()
    first = receipts.made(here, seed)
    assert receipts.made(here, seed) == first
    assert len({receipts.made(here, clock.new_id())[0] for _ in range(20)} | {receipts.made(there, seed)[0]}) == 21
    assert re.fullmatch(r"\d{16}", first[0])
    assert receipts.read(first[0]) == first[0]
    assert first[1] != seed


def test_code_opens_its_record_and_no_other(db: None) -> None:
    record, code = Record(clock.new_id(), clock.new_id()), Code("receipt", "1")
    key = keys.create(record, code=code)
    found = keys.open_with(record.organisation_id, code)
    assert found is not None
    assert found.record_id == record.record_id
    assert found.key is not None
    assert found.key.decrypt(key.encrypt(b"x", "here"), "here") == b"x"
    assert keys.open_with(record.organisation_id, Code("receipt", "2")) is None
    assert keys.open_with(record.organisation_id, Code("other", "1")) is None
    assert keys.open_with(clock.new_id(), code) is None


def test_code_finds_a_sealed_record_and_opens_it_no_more(db: None) -> None:
    record, code = Record(clock.new_id(), clock.new_id()), Code("receipt", "1")
    keys.create(record, code=code)
    keys.seal(record.record_id)
    assert keys.open_with(record.organisation_id, code) == (record.record_id, None)
    keys.unseal(record.record_id)
    assert keys.open_with(record.organisation_id, code) == (record.record_id, None)


def test_code_dies_with_its_record_or_before(db: None) -> None:
    record, code = Record(clock.new_id(), clock.new_id()), Code("receipt", "1")
    keys.create(record, code=code)
    assert keys.forget_lookups("receipt", record.record_id) == 1
    assert keys.open_with(record.organisation_id, code) is None
    other = Record(record.organisation_id, clock.new_id())
    keys.create(other, code=code)
    keys.destroy(other.record_id)
    assert not LookupHash.objects.exists()


def test_table_of_codes_alone_opens_nothing(db: None) -> None:
    """Whoever tries all receipts on a copy of the table lacks the municipality's secret, which is in both keys."""
    record, code = Record(clock.new_id(), clock.new_id()), Code("receipt", "1")
    keys.create(record, code=code)
    row: Any = LookupHash.objects.get(record_id=record.record_id)
    LookupHash.objects.update(organisation_id=(elsewhere := clock.new_id()), digest=keys.lookup_hash(elsewhere, *code))
    from avklar.foundation.vault.errors import Tampered

    with pytest.raises(Tampered):
        keys.open_with(elsewhere, code)
    assert bytes(row.wrapped) != bytes(row.digest)
