"""When named cases may be switched on in an organisation, and what is missing. Pure (issue of the named steps, R8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from avklar.foundation.access.errors import Conflict, Invalid, Sentence
from avklar.people.organisations.lengths import LONGEST_BASIS, LONGEST_NAME, LONGEST_REFERENCE
from avklar.people.organisations.rules import unfit

ONLY_DEMO = _(
    "Navngitte saker kan foreløpig bare slås på i en demo. De åpnes for vanlig bruk når sikkerhetskopi, "
    "avhending og innsyn er på plass."
)
NO_RETENTION = _(
    "Virksomheten har ikke bestemt hva som skjer med avsluttede saker. Personvernombudet fører inn vedtaket "
    "under Bevaring."
)
MISSING: dict[str, Sentence] = {
    "legal_basis": _("Det rettslige grunnlaget for å føre saker mangler. Skriv hvilken lov virksomheten bygger på."),
    "dpia_reference": _("Personvernkonsekvensene er ikke vurdert. Skriv hvor vurderingen (DPIA) ligger."),
    "dpia_date": _("Datoen for personvernvurderingen mangler. Skriv når den ble ferdig."),
    "approver": _("Ingen har godkjent at saker slås på. Skriv navn og tittel på den som har bestemt det."),
    "approval_reference": _("Det står ikke hvor godkjenningen ligger. Skriv saksnummeret."),
}
"""What must stand in the form, and what to do while it doesn't."""

LONGEST = {
    "legal_basis": LONGEST_BASIS,
    "dpia_reference": LONGEST_REFERENCE,
    "approver": LONGEST_NAME,
    "approval_reference": LONGEST_REFERENCE,
}


@dataclass(frozen=True)
class Statement:
    """What named cases rest on in an organisation. Empty where it isn't known yet."""

    legal_basis: str = ""
    dpia_reference: str = ""
    dpia_date: date | None = None
    approver: str = ""
    approval_reference: str = ""


def absent(statement: Statement) -> list[str]:
    """The fields of the statement that are empty, in the form's order."""
    return [name for name in MISSING if not str(getattr(statement, name) or "").strip()]


def missing(statement: Statement, *, retention: bool, demo: bool) -> tuple[Sentence, ...]:
    """What it takes before named cases can be on, as sentences that can be acted on; empty when nothing is missing."""
    found = [MISSING[name] for name in absent(statement)]
    if not retention:
        found.append(NO_RETENTION)
    if not demo:
        found.append(ONLY_DEMO)
    return tuple(found)


def check_statement(statement: Statement, *, today: date) -> None:
    """Invalid for a text that can't be stored, and for an assessment that is dated ahead."""
    problems: dict[str, Sentence] = {}
    for name, longest in LONGEST.items():
        problems |= unfit(name, getattr(statement, name), longest)
    if statement.dpia_date is not None and statement.dpia_date > today:
        problems["dpia_date"] = _("Datoen er ikke kommet ennå. Skriv når vurderingen ble ferdig.")
    if problems:
        raise Invalid(fields=problems)


def check_on(statement: Statement, *, retention: bool, demo: bool) -> None:
    """Raise unless everything is entered, cases have a retention decision, and this is a demo."""
    if not demo:
        raise Conflict(ONLY_DEMO, rule="demo only")
    if empty := absent(statement):
        raise Invalid(fields={name: MISSING[name] for name in empty})
    if not retention:
        raise Invalid(NO_RETENTION, rule="R12")


def check_off(*, on: bool) -> None:
    """Conflict when named cases are off already."""
    if not on:
        raise Conflict(_("Navngitte saker er slått av allerede."))
