"""Contacts as an Excel file, with headings that an import knows again."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from avklar.foundation.sheets import Cell, Sheet, workbook
from avklar.people.organisations.queries import ContactLine


def contacts(lines: Sequence[ContactLine]) -> bytes:
    """One row for each contact; a text that looks like a formula stays a text."""
    headings = (
        *(_("Kommunenr"), _("Kommune"), _("Rolle"), _("Navn"), _("E-post"), _("Telefon"), _("Fra"), _("Til")),
        _("Tilstand"),
    )
    return workbook(Sheet(_("Kontakter"), headings, [_row(line) for line in lines]))


def _row(line: ContactLine) -> tuple[Cell, ...]:
    contact = line.contact
    return (
        line.municipality.number,
        line.municipality.name,
        str(contact.kind.label),
        contact.name,
        contact.email,
        contact.phone,
        contact.valid_from,
        contact.valid_to,
        _("Meldt inn") if line.listed else _("Oppnevnt"),
    )
