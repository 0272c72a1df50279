"""Municipalities from a file: keyed on number, made once, brought up to date afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from avklar.foundation.access.errors import Invalid
from avklar.people.organisations import loading, queries
from avklar.people.organisations.shipped import COLUMNS, SHIPPED


def _file(folder: Path, *lines: str) -> Path:
    path = folder / "list.csv"
    path.write_text("\n".join([",".join(COLUMNS), *lines]) + "\n")
    return path


def test_shipped_list_makes_the_district_and_its_46(db: None) -> None:
    assert loading.load(SHIPPED, district="Innlandet") == 46
    [district] = queries.districts()
    assert district.name == "Innlandet politidistrikt"
    assert len(queries.municipalities(district.id)) == 46


def test_loading_again_changes_no_number_and_makes_no_second_district(db: None, tmp_path: Path) -> None:
    loading.load(_file(tmp_path, "5001,Trondheim,neutral,942110464,214000"), district="Trøndelag")
    loading.load(_file(tmp_path, "5001,Tråante Trondheim,nb,942110464,215000"), district="Trøndelag politidistrikt")
    assert len(queries.districts()) == 1
    assert [(each.number, each.name) for each in queries.municipalities()] == [("5001", "Tråante Trondheim")]


def test_faulty_line_loads_nothing(db: None, tmp_path: Path) -> None:
    with pytest.raises(Invalid):
        loading.load(_file(tmp_path, "5001,Trondheim,nb,,1", "50,Feil,nb,,1"), district="Trøndelag")
    assert queries.districts() == []
