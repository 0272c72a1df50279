"""Spreadsheets: written as Excel files. A text that looks like a formula stays a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

import xlsxwriter

Cell = str | int | float | date | None
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60


@dataclass(frozen=True)
class Sheet:
    """One sheet: its tab (at most 31 signs), the headings, the rows in their order."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def workbook(*sheets: Sheet) -> bytes:
    """The sheets as an Excel file: bold headings that stay in sight, a filter, columns as wide as their text."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd.mm.yyyy"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.title[:31])
            page.write_row(0, 0, sheet.headings, bold)
            page.freeze_panes(1, 0)
            page.autofilter(0, 0, max(len(sheet.rows), 1), max(len(sheet.headings) - 1, 0))
            for number, row in enumerate(sheet.rows, 1):
                for column, cell in enumerate(row):
                    if isinstance(cell, datetime | date):
                        page.write_datetime(number, column, cell, day)
                    elif cell is not None:
                        page.write(number, column, cell)
            for column, heading in enumerate(sheet.headings):
                longest = max((len(str(row[column])) for row in sheet.rows if row[column] is not None), default=0)
                page.set_column(column, column, min(max(len(heading) + 3, longest + 1), WIDEST))
    return file.getvalue()
