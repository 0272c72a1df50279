"""The certificate as PDF: tagged, without a grade; and the gaps as an Excel file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from avklar.foundation.paper import pdf
from avklar.foundation.sheets import Cell, Sheet, workbook
from avklar.network.competence import presenting
from avklar.network.competence.cards import Certificate, CompetenceStanding, PersonLine
from avklar.people.organisations.cards import OrganisationCard

TEMPLATE = Path(__file__).parent / "certificate.typ"


def certificate(card: Certificate) -> bytes:
    """Who, what, when, what it was about, and the number that the organisation can look up."""
    learnt = card.learnt
    facts = [
        [_("Tema"), f"{learnt.topic.label}, {str(learnt.level.label).lower()}"],
        [_("Fullført"), presenting.day(learnt.done_on)],
        [_("Gyldig til"), presenting.day(learnt.valid_to) if learnt.valid_to else _("Går ikke ut")],
        [_("Virksomhet"), card.organisation],
        [_("Nummer"), presenting.grouped(learnt.number)],
    ]
    return pdf(
        TEMPLATE,
        {
            "language": get_language() or "nb",
            "label": _("Kursbevis"),
            "title": learnt.title,
            "said": _("%(name)s har fullført kurset.") % {"name": card.name},
            "facts": facts,
            "contents_title": _("Dette handlet kurset om"),
            "contents": card.contents,
            "closing": _(
                "Kurset har ingen karakter. Alle spørsmål er besvart, og hvert svar er forklart. "
                "Virksomheten kan slå opp nummeret i Avklar."
            ),
        },
    )


def gaps(
    people: Sequence[PersonLine], places: Iterable[OrganisationCard], found: Mapping[UUID, CompetenceStanding]
) -> bytes:
    """The own organisation with names, and for a district its municipalities in figures, each on a sheet of its own."""
    own = Sheet(
        _("Egen virksomhet"),
        (_("Navn"), _("Rolle"), _("Tema"), _("Nivå"), _("Status"), _("Til")),
        [
            (
                line.name,
                ", ".join(str(role.label) for role in line.roles),
                str(need.topic.label),
                str(need.level.label),
                str(need.standing.label),
                need.until,
            )
            for line in people
            for need in line.needs
        ],
    )
    rows: list[tuple[Cell, ...]] = [
        (card.number, card.name, each.wanted, each.valid, each.expired, each.missing)
        for card in places
        for each in (found.get(card.id, CompetenceStanding()),)
    ]
    headings = (_("Kommunenr"), _("Kommune"), _("Skal ha"), _("Gyldig"), _("Har gått ut"), _("Mangler"))
    return workbook(*([Sheet(_("Kommunene"), headings, rows)] if rows else []), own)
