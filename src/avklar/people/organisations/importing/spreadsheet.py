"""Opens one spreadsheet in a process of its own, which may take only so much memory and time. Imports nothing of ours.

Reads the file from stdin and writes sheets as JSON to stdout. A file made to fill the memory ends this process and
nothing else. Every cell is text: days as 2026-01-31, whole numbers without a decimal point.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import date, datetime
from io import BytesIO
from typing import Any

MEMORY = 768 * 1024 * 1024
SECONDS = 20
MOST_SHEETS, MOST_ROWS, MOST_COLUMNS, LONGEST_CELL, LARGEST_MERGE = 12, 10_100, 60, 500, 20_000
REFUSED, PASSWORD, UNREADABLE = 4, 5, 6


def main() -> int:
    """Limits first, then the file; the exit code says what was wrong."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import python_calamine

    try:
        sheets = _sheets(python_calamine.CalamineWorkbook.from_object(BytesIO(sys.stdin.buffer.read())))
    except MemoryError:
        return REFUSED
    except python_calamine.PasswordError:
        return PASSWORD
    except Exception:
        return UNREADABLE
    json.dump(sheets, sys.stdout, ensure_ascii=True)
    return 0


def _sheets(book: Any) -> list[dict[str, Any]]:
    visible = [each for each in book.sheets_metadata if str(each.visible).endswith("Visible")]
    return [_sheet(book.get_sheet_by_name(each.name)) for each in visible[:MOST_SHEETS]]


def _sheet(sheet: Any) -> dict[str, Any]:
    """{"first": number of the first row, "rows": …}; a merged cell's text stands in every cell that it covers."""
    top, left = sheet.start or (0, 0)
    rows = [[_text(cell) for cell in row[:MOST_COLUMNS]] for row in sheet.to_python(nrows=MOST_ROWS)]
    for (first, start), (last, end) in sheet.merged_cell_ranges or []:
        if (last - first + 1) * (end - start + 1) <= LARGEST_MERGE:
            _spread(rows, first - top, last - top, start - left, end - left)
    return {"first": top + 1, "rows": rows, "all": sheet.height}


def _spread(rows: list[list[str]], first: int, last: int, start: int, end: int) -> None:
    if not (0 <= first < len(rows) and 0 <= start < len(rows[first])):
        return
    for row in rows[first : last + 1]:
        for column in range(start, min(end + 1, len(row))):
            row[column] = row[column] or rows[first][start]


def _text(cell: object) -> str:
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)[:LONGEST_CELL]


if __name__ == "__main__":
    sys.exit(main())
