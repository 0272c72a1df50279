"""`avklar contacts import` on a real installation: all or nothing, and again without doubles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from avklar.people.organisations.shipped import SHIPPED
from tests.cli.conftest import Done

GOOD = "Kommune;Navn;E-post\nAlvdal;Kari Øien;kari@alvdal.example\nTynset;Ola Bø;\n"


def test_contacts_are_imported_all_or_nothing(avklar: Callable[..., Done], installation: Path, tmp_path: Path) -> None:
    assert avklar("organisations", "load", str(SHIPPED), "--district", "Innlandet").returncode == 0
    file = tmp_path / "liste.csv"
    file.write_text(GOOD + "Alvdall;Liv Aas;\n")
    words = ("contacts", "import", "liste.csv", "--district")
    refused = avklar(*words, "Innlandet")
    assert refused.returncode == 1
    assert "Linje 4: Vi kjenner ingen kommune" in refused.stderr
    assert "2 Ny" in avklar(*words, "Innlandet", "--leave-out").stdout
    file.write_text(GOOD)
    again = avklar(*words, "innlandet politidistrikt")
    assert again.returncode == 0
    assert "2 Uendret" in again.stdout
    assert "Ny\n" not in again.stdout
    assert avklar(*words, "Ukjent").returncode == 3
    file.write_bytes(b"\x00\x01")
    assert "CSV-fila har tegn" in avklar(*words, "Innlandet").stderr
