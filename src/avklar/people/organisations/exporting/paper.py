"""Contacts as a sheet to print and pin up: one line for each municipality, tagged PDF."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from avklar.foundation import clock
from avklar.foundation.paper import pdf
from avklar.people.organisations.queries import ContactLine
from avklar.people.organisations.states import AppointmentKind

TEMPLATE = Path(__file__).parent / "contacts.typ"


def contacts(lines: Sequence[ContactLine], *, organisation: str) -> bytes:
    """The sheet. A kind that nobody in the list has gets no column; a star marks who is listed only."""
    kinds = [kind for kind in AppointmentKind if any(line.contact.kind == kind for line in lines)]
    people: dict[UUID, dict[AppointmentKind, list[list[str]]]] = defaultdict(lambda: defaultdict(list))
    names: dict[UUID, str] = {}
    for line in lines:
        contact, mark = line.contact, "*" if line.listed else ""
        names[line.municipality.id] = line.municipality.name
        people[line.municipality.id][contact.kind].append([contact.name + mark, contact.phone or contact.email])
    return pdf(
        TEMPLATE,
        {
            "language": get_language() or "nb",
            "title": _("Kontakter mot radikalisering"),
            "organisation": organisation,
            "date": date_format(clock.today(), pgettext("datoformat", "j. F Y")),
            "headings": [_("Kommune"), *(str(kind.label) for kind in kinds)],
            "rows": [[name, [people[place][kind] for kind in kinds]] for place, name in names.items()],
            "none": _("Ingen"),
            "note": _("* Meldt inn, har ikke tatt Avklar i bruk ennå.") if any(line.listed for line in lines) else "",
            "danger": _("Er noen i fare nå? Ring 112."),
        },
    )
