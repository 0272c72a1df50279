"""How long an import of five thousand contacts takes: the file read, every line judged, everything written.

Half of the lines are messy: other spellings, e-mails in capitals, days as text. Then the same file once more, when
everything is there.
"""

from __future__ import annotations

import time
from io import BytesIO
from uuid import UUID

import xlsxwriter

from avklar.people.organisations import actions
from avklar.people.organisations.importing.files import sheets_in
from avklar.people.organisations.importing.lines import lines_in
from avklar.people.organisations.importing.verdicts import Verdict
from avklar.people.organisations.shipped import shipped

ROWS = 5_000
LIMIT_SECONDS = 10.0


def spreadsheet(rows: int) -> bytes:
    """An Excel file with so many different contacts, spread over the municipalities."""
    file, places = BytesIO(), shipped()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Kontakter i distriktet"])
        page.write_row(1, 0, ["Tlf.", "Navn", "Komm.nr", "Kommune", "Rolle/funksjon", "E-post", "Fra", "Til"])
        for number in range(rows):
            place, letters = places[number % len(places)], _letters(number)
            name = place.name.upper() if number % 2 else f"{place.name} kommune"
            page.write_row(
                number + 2,
                0,
                [
                    40_000_000 + number,
                    f"Bench {letters}" if number % 2 else f"{letters}, Bench",
                    "" if number % 3 else int(place.number),
                    name,
                    ("Kontakt", "vara", "Politikontakt")[number % 3],
                    f"Bench{number}@BENCH.example",
                    "1.1.2026",
                    "31. desember 2028",
                ],
            )
    return file.getvalue()


def seconds(district_id: UUID, rows: int = ROWS) -> tuple[float, float]:
    """Seconds for the first import of a file, and for the same file again; all that the page and the command do."""
    content = spreadsheet(rows)
    return _once(district_id, content, Verdict.NEW), _once(district_id, content, Verdict.UNCHANGED)


def _once(district_id: UUID, content: bytes, expected: Verdict) -> float:
    begun = time.perf_counter()
    lines = lines_in(sheets_in(content))
    preview = actions.import_file(district_id, lines=lines, source="bench.xlsx", leave_out=False)
    taken = time.perf_counter() - begun
    if preview.counts != {expected: len(lines)}:
        raise RuntimeError(f"the bench's own file is not read as it should be: {preview.counts}")
    return taken


def _letters(number: int) -> str:
    """A name without digits, another for each number."""
    letters = ""
    for _place in range(4):
        number, rest = divmod(number, 26)
        letters = chr(ord("a") + rest) + letters
    return letters.capitalize()
