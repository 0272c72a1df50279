"""The observations of a case: fact apart from interpretation, unverified said in words, corrections as history."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from avklar.followup.casefile import words
from avklar.followup.casefile.cards import CaseFile
from avklar.followup.casefile.presenting.ways import to
from avklar.followup.cases.cards import Fact
from avklar.followup.cases.states import Hand, Kind, LegalClass
from avklar.followup.concerns import provisions
from avklar.foundation.ui import components as ui


@dataclass(frozen=True)
class Shown:
    """An observation that stands, the wordings it has replaced (the latest first), and where it is corrected."""

    number: int
    observation: ui.Observation
    provision: str
    earlier: tuple[Fact, ...]
    correct_url: str


def shown(file: CaseFile) -> list[Shown]:
    """The observations that stand, the latest first."""
    by_id = {each.id: each for each in file.opened.facts}
    standing = sorted(file.opened.standing_facts, key=lambda each: (each.seen_on, each.position), reverse=True)
    return [
        Shown(
            number=each.position,
            observation=_drawn(each),
            provision=provisions.label(each.provision) if each.provision else "",
            earlier=tuple(_history(each, by_id)),
            correct_url=to("cases:correct", file.id, each.id),
        )
        for each in standing
    ]


def _history(fact: Fact, by_id: dict) -> list[Fact]:
    found, now = [], fact
    while now.replaces is not None and now.replaces in by_id:
        now = by_id[now.replaces]
        found.append(now)
    return found


def _drawn(fact: Fact) -> ui.Observation:
    return ui.Observation(
        when=_("Observasjon %(number)s") % {"number": fact.position},
        hand=f"{words.day(fact.seen_on)} · {fact.hand.label} · {words.inside(str(fact.source.label))}",
        fact=fact.text,
        interpretation=fact.interpretation,
        utterance=_class(fact),
        interpretation_heading=_("Slik det tolkes"),
        seen=fact.hand is Hand.FIRST and fact.kind is Kind.ACT,
        unsure="" if fact.verified else _("Ikke bekreftet"),
    )


def _class(fact: Fact) -> ui.State | None:
    """Lawful, possibly punishable, or nobody knows; what somebody did lawfully needs no tag (R3)."""
    if fact.legal_class is LegalClass.PUNISHABLE:
        return ui.State("soon", _("Mulig straffbart"), "quote" if fact.kind is Kind.EXPRESSION else "care")
    if fact.kind is not Kind.EXPRESSION:
        return None
    if fact.legal_class is LegalClass.DONT_KNOW:
        return ui.State("soon", _("Ytring, ikke klasset ennå"), "quote")
    return ui.State("new", _("Lovlig ytring"), "quote")
