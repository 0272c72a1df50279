"""The ladder of a case: what is open and why the rest is shut, what is chosen now, and what waits (R5)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from avklar.followup.casefile.cards import CaseFile
from avklar.followup.casefile.presenting.assessed import Signed, signed
from avklar.followup.casefile.presenting.ways import to
from avklar.followup.cases import ladder as rules
from avklar.followup.cases.cards import Decided
from avklar.followup.cases.states import Answer, Step
from avklar.foundation.ui import components as ui

OPEN_SAYS: dict[Step, Promise] = {
    Step.CLOSE: gettext_lazy("Kan velges når som helst, med en grunn. Da fjernes det som ikke skal arkiveres."),
    Step.SUPPORT: gettext_lazy("Skole, helse, fritid og andre vanlige tjenester hjelper, i en plan dere avtaler."),
    Step.TALK: gettext_lazy("Politiet inviterer, og det er frivillig. Er personen under 18 år, er foresatte med."),
    Step.POLICE: gettext_lazy("Politiet vurderer om noe skal anmeldes. Krever at en person til bekrefter."),
    Step.PST: gettext_lazy("Politiet tar kontakt med PST. Krever at en person til bekrefter."),
}
RULES: dict[str, Promise] = {
    "R3": gettext_lazy("Regel R3: lovlige ytringer åpner ingenting"),
    "R5": gettext_lazy("Regel R5: stigen"),
}


@dataclass(frozen=True)
class Rung:
    """One step: its words, its tag, and what can be done. kind: "" open, "shut", "here" chosen now, "waits"."""

    step: Step
    title: str
    text: str
    kind: str
    state: ui.State
    rule: str = ""
    url: str = ""
    decided: Decided | None = None
    signed: Signed | None = None


def ladder(file: CaseFile, reader: UUID) -> list[Rung]:
    """The steps from the highest, as one sees a ladder."""
    return [_rung(file, each, reader) for each in reversed(rules.ladder(file.situation))]


def _rung(file: CaseFile, rung: rules.Rung, reader: UUID) -> Rung:
    step, decision = rung.step, _last(file, rung.step)
    waits = decision is not None and decision.second.answer is Answer.WAITING
    chosen = file.opened.line.step == step
    shown = decision if waits or chosen else None
    return Rung(
        step=step,
        title=str(step.label),
        text=str(rung.shut.why if rung.shut else OPEN_SAYS[step]),
        kind=_kind(open_now=rung.open, chosen=chosen, waits=waits),
        state=_state(open_now=rung.open, chosen=chosen, waits=waits),
        rule=str(RULES[rung.shut.rule]) if rung.shut else "",
        url="" if chosen else _choose(file, rung),
        decided=shown,
        signed=signed(file, shown, reader, "answer-decision") if shown else None,
    )


def _last(file: CaseFile, step: Step) -> Decided | None:
    """The last decision on a step that nobody has refused."""
    standing = [
        each for each in file.opened.decisions if each.step is step and each.second.answer is not Answer.REFUSED
    ]
    return standing[-1] if standing else None


def _kind(*, open_now: bool, chosen: bool, waits: bool) -> str:
    if chosen:
        return "here"
    if waits:
        return "waits"
    return "" if open_now else "shut"


def _state(*, open_now: bool, chosen: bool, waits: bool) -> ui.State:
    if waits:
        said = _("Valgt, venter på person nummer to") if chosen else _("Venter på person nummer to")
        return ui.State("wait", said)
    if chosen:
        return ui.State("done", _("Valgt nå"))
    return ui.State("new", _("Åpent"), "unlock") if open_now else ui.State("shut", _("Lukket"))


def _choose(file: CaseFile, rung: rules.Rung) -> str:
    """Where the step is chosen; none for a step that no reason to deviate can open (R3)."""
    if rung.shut is not None and rung.shut.firm:
        return ""
    if rung.step is Step.CLOSE:
        return to("cases:close", file.id)
    return f"{to('cases:decide', file.id)}?trinn={rung.step}"
