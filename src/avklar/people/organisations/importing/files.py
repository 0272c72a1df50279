"""From an uploaded file to sheets of text, or a sentence about what is wrong with the file."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from avklar.foundation.access.errors import Invalid, Sentence
from avklar.people.organisations.importing import spreadsheet

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_PARTS = 500
MOST_ROWS = 10_000
TIMEOUT = 60
DELIMITERS = ";\t,"
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")

TOO_LARGE = _("Fila er større enn 5 MB. Ta bort bilder og ark som ikke trengs, og prøv igjen.")
EMPTY = _("Fila er tom.")
NO_SHEET = _("Dette er ikke et regneark. Last opp en Excel-fil (.xlsx eller .xls), en .ods-fil eller en CSV-fil.")
MACROS = _("Fila har makroer. Lagre den som en vanlig Excel-fil (.xlsx), og last opp den.")
SWOLLEN = _("Fila pakker ut til noe mye større enn en kontaktliste. Lagre lista på nytt i en ny fil, og prøv igjen.")
LOCKED = _("Fila er låst med passord. Lagre den uten passord, og prøv igjen.")
BROKEN = _("Fila kan ikke åpnes. Den kan være skadet. Lagre den på nytt, og prøv igjen.")
BAD_TEXT = _("CSV-fila har tegn som ikke hører hjemme i tekst. Lagre den på nytt som CSV (UTF-8), og prøv igjen.")
TOO_LONG = _("Fila har mer enn %(most)s linjer. Del den i flere filer, og ta én om gangen.") % {"most": "10 000"}
ENDS = {spreadsheet.PASSWORD: LOCKED, spreadsheet.UNREADABLE: BROKEN}


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet; `first` is what the first row is numbered in the file."""

    first: int
    rows: Sequence[Sequence[str]]


def sheets_in(content: bytes) -> list[Sheet]:
    """Every visible sheet of an Excel, OpenDocument or CSV file. What it is called doesn't count; Invalid at `file`."""
    if len(content) > LARGEST_FILE:
        raise refused(TOO_LARGE)
    if not content.strip():
        raise refused(EMPTY)
    if content.startswith(b"PK\x03\x04"):
        _check_zip(content)
        return _opened(content)
    if content.startswith(OLD_EXCEL):
        if "_VBA_PROJECT".encode("utf-16-le") in content:
            raise refused(MACROS)
        return _opened(content)
    return [_csv(content)]


def refused(sentence: Sentence) -> Invalid:
    """The error that stands at the file's field."""
    return Invalid(sentence, fields={"file": sentence})


def _check_zip(content: bytes) -> None:
    """Is it a spreadsheet, without macros, and of a sensible size when unpacked?"""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise refused(BROKEN) from None
    names = {part.filename for part in parts}
    if not names & {"xl/workbook.xml", "content.xml"} or any(name.startswith("word/") for name in names):
        raise refused(NO_SHEET)
    if any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in names):
        raise refused(MACROS)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise refused(SWOLLEN)


def _opened(content: bytes) -> list[Sheet]:
    """The sheets, read in a process of its own: what its zip says of sizes is only what it says."""
    command = [sys.executable, "-I", str(Path(spreadsheet.__file__))]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=TIMEOUT, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise refused(SWOLLEN) from None
    if done.returncode:
        raise refused(ENDS.get(done.returncode, SWOLLEN))
    found = json.loads(done.stdout)
    if any(sheet["all"] > MOST_ROWS for sheet in found):
        raise refused(TOO_LONG)
    return [Sheet(sheet["first"], sheet["rows"]) for sheet in found]


def _csv(content: bytes) -> Sheet:
    text = _decoded(content)
    if CONTROL.search(text):
        raise refused(BAD_TEXT)
    if text.lstrip().startswith(("<", "%PDF", "{\\rtf")):
        raise refused(NO_SHEET)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error:
        raise refused(BAD_TEXT) from None
    if len(rows) > MOST_ROWS:
        raise refused(TOO_LONG)
    longest = spreadsheet.LONGEST_CELL
    return Sheet(1, [[cell[:longest] for cell in row[: spreadsheet.MOST_COLUMNS]] for row in rows])


def _decoded(content: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, otherwise Windows-1252, as Excel in Norway writes CSV."""
    encodings = ("utf-16",) if content.startswith(UTF_16) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refused(BAD_TEXT)


def _delimiter(text: str) -> str:
    """The delimiter that gives the most lines with one and the same number of cells."""
    lines = [line for line in text.splitlines()[:40] if line.strip()]

    def agreement(delimiter: str) -> tuple[int, int]:
        counts = Counter(line.count(delimiter) for line in lines if delimiter in line)
        count, alike = max(counts.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
        return alike, count

    return max(DELIMITERS, key=agreement)
