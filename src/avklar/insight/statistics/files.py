"""The published tables as files: CSV for a spreadsheet, JSON-stat 2.0 for a program. Hidden figures carry «:»."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from avklar.insight.statistics.presenting import HIDDEN, quarter_words, rounded, words_of
from avklar.insight.statistics.queries import Version
from avklar.insight.statistics.tables import Figure, Row, Table, Why
from avklar.insight.statistics.topics import BY_KEY

TOTAL = "total"
DISTRICT = "district"


def as_csv(table: Table, version: Version, names: Mapping[str, str], district: str) -> str:
    """A line per figure, with semicolons and a byte order mark, as Norwegian spreadsheets open it."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [_("periode"), _("versjon"), _("tabell"), _("kommunenummer"), _("sted"), _("kategori"), _("antall"), _("merke")]
    )
    heading, columns = str(BY_KEY[table.topic].heading), _columns(table)
    for number, name, row in _rows(table, names, district):
        for (_key, label), figure in zip(columns.items(), _figures(row, len(columns)), strict=True):
            shown = "" if isinstance(figure, Why) else rounded(figure, version.rounding)
            mark = HIDDEN if isinstance(figure, Why) else ""
            place = "" if number == DISTRICT else number
            writer.writerow([version.quarter, version.number, heading, place, name, label, shown, mark])
    return out.getvalue()


def as_json_stat(table: Table, version: Version, names: Mapping[str, str], district: str) -> dict[str, Any]:
    """A JSON-stat 2.0 dataset: quarter × place × category."""
    columns = _columns(table)
    rows = list(_rows(table, names, district))
    figures = [figure for _number, _name, row in rows for figure in _figures(row, len(columns))]
    places = {number: name for number, name, _row in rows}
    topic = BY_KEY[table.topic]
    return {
        "version": "2.0",
        "class": "dataset",
        "label": f"{topic.heading}, {quarter_words(version.quarter)}",
        "source": district,
        "updated": version.prepared_at.date().isoformat(),
        "note": [_("«:» er et tall under fem, eller et tall som ville røpet et slikt.")],
        "id": ["quarter", "place", "category"],
        "size": [1, len(places), len(columns)],
        "role": {"time": ["quarter"], "geo": ["place"]},
        "dimension": {
            "quarter": _dimension(_("periode"), {version.quarter: quarter_words(version.quarter)}),
            "place": _dimension(_("sted"), places),
            "category": _dimension(_("kategori"), columns),
        },
        "value": [None if isinstance(each, Why) else rounded(each, version.rounding) for each in figures],
        "status": {str(position): HIDDEN for position, each in enumerate(figures) if isinstance(each, Why)},
        "extension": {"version": version.number, "rounding": int(version.rounding)},
    }


def _dimension(label: str, categories: Mapping[str, str]) -> dict[str, Any]:
    return {"label": label, "category": {"index": list(categories), "label": dict(categories)}}


def _columns(table: Table) -> dict[str, str]:
    """Code → label; the total first."""
    words = words_of(table)
    named = {"+".join(column): " + ".join(str(words[each]) for each in column) for column in table.columns}
    return {TOTAL: _("I alt"), **named}


def _rows(table: Table, names: Mapping[str, str], district: str) -> Iterator[tuple[str, str, Row]]:
    yield DISTRICT, district, table.total
    yield from ((number, name, table.rows[number]) for number, name in names.items() if number in table.rows)


def _figures(row: Row, columns: int) -> tuple[Figure, ...]:
    cells = row.cells or (Why.ROW,) * (columns - 1)
    return row.total, *cells
