"""Reads a list of municipalities: the shipped one, or another file of the same shape. Pure but for opening the file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from avklar.foundation.access.errors import Invalid
from avklar.people.organisations.states import LanguageDecision

SHIPPED = Path(__file__).parent / "data" / "innlandet.csv"
COLUMNS = ("number", "name", "language_decision", "organisation_number", "population_about")
LARGEST_FILE = 200_000
_NUMBER = re.compile(r"\d{4}")
_ORGANISATION_NUMBER = re.compile(r"(\d{9})?")
_POPULATION = re.compile(r"\d{0,8}")


@dataclass(frozen=True)
class MunicipalityRow:
    """One line of the list, checked. Keyed on the four-digit number, never on the name."""

    number: str
    name: str
    language: LanguageDecision
    organisation_number: str
    population: int


def shipped() -> list[MunicipalityRow]:
    """The list that comes with Avklar."""
    return read(SHIPPED.read_bytes())


def read(content: bytes) -> list[MunicipalityRow]:
    """The municipalities in a csv file (UTF-8, columns as in `COLUMNS`); Invalid, naming the line."""
    if len(content) > LARGEST_FILE:
        raise Invalid(_("Fila er for stor til å være en liste over kommuner."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid(_("Fila må være lagret som UTF-8.")) from None
    if "\0" in text:
        raise Invalid(_("Fila må være ren tekst med komma mellom kolonnene (csv)."))
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise Invalid(_("Fila mangler kolonnen «%(column)s» i første linje.") % {"column": missing[0]})
    rows = [_row(reader.line_num, line) for line in reader]
    _check_unique(rows)
    return rows


def chosen(rows: Iterable[MunicipalityRow], numbers: Iterable[str]) -> list[MunicipalityRow]:
    """The rows with these numbers."""
    wanted = set(numbers)
    return [row for row in rows if row.number in wanted]


def _row(line_number: int, line: dict[str, str | None]) -> MunicipalityRow:
    values = {name: (line.get(name) or "").strip() for name in COLUMNS}
    checks = (
        (_NUMBER.fullmatch(values["number"]), _("Linje %(line)s: kommunenummeret må være fire sifre.")),
        (0 < len(values["name"]) <= 80, _("Linje %(line)s: navnet mangler eller er for langt.")),
        (
            values["language_decision"] in LanguageDecision.values,
            _("Linje %(line)s: målvedtaket må være nb, nn eller neutral."),
        ),
        (
            _ORGANISATION_NUMBER.fullmatch(values["organisation_number"]),
            _("Linje %(line)s: organisasjonsnummeret må være ni sifre eller tomt."),
        ),
        (
            _POPULATION.fullmatch(values["population_about"]),
            _("Linje %(line)s: folketallet må være et helt tall eller tomt."),
        ),
    )
    for holds, sentence in checks:
        if not holds:
            raise Invalid(sentence % {"line": line_number})
    return MunicipalityRow(
        number=values["number"],
        name=values["name"],
        language=LanguageDecision(values["language_decision"]),
        organisation_number=values["organisation_number"],
        population=int(values["population_about"] or 0),
    )


def _check_unique(rows: list[MunicipalityRow]) -> None:
    if not rows:
        raise Invalid(_("Fila har ingen kommuner."))
    seen: set[str] = set()
    for row in rows:
        if row.number in seen:
            raise Invalid(_("Kommunenummer %(number)s står to ganger.") % {"number": row.number})
        seen.add(row.number)
