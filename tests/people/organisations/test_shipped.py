"""The list of municipalities: the shipped one, and files that can't be used."""

from __future__ import annotations

from collections import Counter

import pytest

from avklar.foundation.access.errors import Invalid
from avklar.people.organisations import shipped

HEAD = "number,name,language_decision,organisation_number,population_about\n"


def test_the_shipped_list_has_innlandets_46() -> None:
    rows = shipped.shipped()
    decisions = Counter(row.language.value for row in rows)
    assert (len(rows), decisions) == (46, {"nb": 22, "nn": 7, "neutral": 17})


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "number"),
        (HEAD.encode(), "ingen kommuner"),
        (b"number,name\n3428,Alvdal\n", "language_decision"),
        (f"{HEAD}342,Alvdal,nb,,\n".encode(), "Linje 2"),
        (f"{HEAD}3428,,nb,,\n".encode(), "navnet"),
        (f"{HEAD}3428,Alvdal,svensk,,\n".encode(), "målvedtaket"),
        (f"{HEAD}3428,Alvdal,nb,12,\n".encode(), "organisasjonsnummeret"),
        (f"{HEAD}3428,Alvdal,nb,,mange\n".encode(), "folketallet"),
        (f"{HEAD}3428,Alvdal,nb,,1\n3428,Os,nb,,1\n".encode(), "to ganger"),
        (f"{HEAD}3428,Åmot,nb,,\n".encode("latin-1"), "UTF-8"),
        (b"\0" * 20, "ren tekst"),
        (b"x" * 300_000, "for stor"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(Invalid) as problem:
        shipped.read(content)
    assert says in str(problem.value.sentence)


def test_a_file_with_a_byte_order_mark_is_read() -> None:
    rows = shipped.read(f"\ufeff{HEAD}3428,Alvdal,nb,,2400\n".encode())
    assert [(row.number, row.population) for row in rows] == [("3428", 2400)]
