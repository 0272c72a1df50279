"""A routine and an action plan as PDF: tagged, from one template; the words are handed over as data."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from avklar.foundation import clock
from avklar.foundation.paper import pdf
from avklar.foundation.ui.markdown import blocks
from avklar.network.routines import presenting
from avklar.network.routines.cards import PlanCard, Version
from avklar.network.routines.states import Code

TEMPLATE = Path(__file__).parent / "routine.typ"


def routine(code: Code, version: Version, sender: str, language: str) -> bytes:
    """An approved version, with who approved it and when it is to be reviewed."""
    facts = [
        [_("Utgave"), str(version.position)],
        [_("Godkjent"), f"{presenting.day(version.approved_at)}, {version.approved_by}"],
        [_("Gjennomgås innen"), presenting.day(version.due)],
    ]
    words = blocks(version.text)
    if words and words[0][0] == "heading":
        words = words[1:]  # the routine's own title stands on top
    return pdf(TEMPLATE, _content(sender, str(code.label), facts, words, language=language))


def plan(card: PlanCard, sender: str, today: date) -> bytes:
    """The plan of a year: each goal with its measures."""
    facts = [[_("År"), str(card.year)]]
    if card.closed_at:
        facts.append([_("Lukket"), presenting.day(card.closed_at)])
    rows = [
        [
            each.goal,
            each.text,
            each.responsible,
            presenting.day(each.deadline),
            str(presenting.status(each, today).text),
        ]
        for _goal, measures in card.goals
        for each in measures
    ]
    columns = [_("Mål"), _("Tiltak"), _("Ansvar"), _("Frist"), _("Status")]
    return pdf(TEMPLATE, _content(sender, _("Lokal handlingsplan"), facts, [], columns=columns, rows=rows))


def _content(
    sender: str, title: str, facts: list[list[str]], words: list[list[str]], *, language: str = "", **table: Any
) -> dict[str, Any]:
    return {
        "language": language or get_language() or "nb",
        "sender": sender,
        "date": presenting.day(clock.today()),
        "title": title,
        "facts": facts,
        "blocks": words,
        "columns": table.get("columns", []),
        "rows": table.get("rows", []),
    }
