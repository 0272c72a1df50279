"""From the rows below the headings to lines: one person each, as written, with the row's number. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass

from django.utils.translation import gettext_lazy as _

from avklar.people.organisations.importing import cells, headers
from avklar.people.organisations.importing.files import Sheet, refused
from avklar.people.organisations.importing.headers import Column, Layout
from avklar.people.organisations.states import AppointmentKind

NO_HEADINGS = _("Vi fant ingen rad med overskrifter. Fila trenger minst én kolonne for kommune og én for navn.")
NO_LINES = _("Fila har overskrifter, men ingen linjer under dem.")


@dataclass(frozen=True)
class Line:
    """One person as the file has it. `kind` is set where the heading said it; otherwise `role` is the cell's words."""

    row: int
    number: str = ""
    place: str = ""
    kind: str = ""
    role: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    first_day: str = ""
    last_day: str = ""

    def packed(self) -> tuple[int | str, ...]:
        """As JSON can hold it; `Line(*packed)` is the line again."""
        return astuple(self)


def lines_in(sheets: Sequence[Sheet]) -> list[Line]:
    """Every person in the sheet whose headings say the most; Invalid at `file` without headings or without lines."""
    found = [(sheet, each) for sheet in sheets if (each := headers.layout(sheet.rows)) is not None]
    if not found:
        raise refused(NO_HEADINGS)
    sheet, best = max(found, key=lambda pair: len(pair[1].columns))
    lines = list(_lines(sheet, best))
    if not lines:
        raise refused(NO_LINES)
    return lines


def _lines(sheet: Sheet, layout: Layout) -> Iterator[Line]:
    """A row without a municipality of its own belongs to the one above, as when cells are merged."""
    of_row = [column for column in layout.columns if column.field in (headers.NUMBER, headers.PLACE, headers.KIND)]
    kinds = list(dict.fromkeys(column.kind for column in layout.columns if column not in of_row))
    heading, above = sheet.rows[layout.row], ("", "")
    for index, row in enumerate(sheet.rows[layout.row + 1 :], layout.row + 1):
        if not any(cell.strip() for cell in row) or row == heading:
            continue
        own = _cell(row, of_row, headers.NUMBER), _cell(row, of_row, headers.PLACE)
        above = own if any(own) else above
        role = _cell(row, of_row, headers.KIND)
        people = [line for kind in kinds for line in _people(row, layout, kind, role)]
        for line in people or [{}]:
            yield Line(row=sheet.first + index, number=above[0], place=above[1], **line)


def _people(row: Sequence[str], layout: Layout, kind: AppointmentKind | None, role: str) -> Iterator[dict[str, str]]:
    """The persons of one kind in a row; two in one cell, with their e-mails in the same order, are two."""
    columns = [column for column in layout.columns if column.kind == kind]
    whole = _cell(row, columns, headers.NAME)
    parts = (_cell(row, columns, headers.FIRST), _cell(row, columns, headers.LAST))
    names = whole or " ".join(part for part in parts if part)
    fields = {headers.EMAIL: "email", headers.PHONE: "phone", headers.FROM: "first_day", headers.TO: "last_day"}
    given = {name: _cell(row, columns, field) for field, name in fields.items()}
    if not names and not any(given.values()):
        return
    several, addresses = cells.SPLIT.split(names.strip()), cells.SPLIT.split(given["email"].strip())
    if len(several) == 1 or len(addresses) not in (1, len(several)):
        several, addresses = [names], [given["email"]]
    numbers = cells.SPLIT.split(given["phone"].strip())
    for index, name in enumerate(several):
        own = dict(given)
        if len(several) > 1:
            own["email"] = addresses[index] if len(addresses) == len(several) else ""
            own["phone"] = numbers[index] if len(numbers) == len(several) else ""
        if not own["email"] and (inside := cells.ADDRESS.search(name)):
            own["email"] = inside[0]
        yield {"kind": str(kind or ""), "role": "" if kind else role, "name": name, **own}


def _cell(row: Sequence[str], columns: Sequence[Column], field: str) -> str:
    """The first cell with text among the columns of a field."""
    texts = (row[column.index].strip() for column in columns if column.field == field and column.index < len(row))
    return next((text for text in texts if text), "")
