"""The ladder of a case: what is open and why the rest is shut, what is chosen now, and what waits (R5)."""

from __future__ import annotations

from uuid import UUID

from django.template.defaultfilters import linebreaksbr
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from avklar.followup.casefile.cards import CaseFile
from avklar.followup.casefile.presenting.assessed import signed
from avklar.followup.casefile.presenting.ways import to
from avklar.followup.cases import ladder as rules
from avklar.followup.cases.cards import Decided
from avklar.followup.cases.states import Answer, Step
from avklar.foundation.ui.casework import Rung, RungKind
from avklar.foundation.ui.components import Link, State

OPEN_SAYS: dict[Step, Promise] = {
    Step.CLOSE: gettext_lazy("Kan velges når som helst, med en grunn. Da fjernes det som ikke skal arkiveres."),
    Step.SUPPORT: gettext_lazy("Skole, helse, fritid og andre vanlige tjenester hjelper, i en plan dere avtaler."),
    Step.TALK: gettext_lazy("Politiet inviterer, og det er frivillig. Er personen under 18 år, er foresatte med."),
    Step.POLICE: gettext_lazy("Politiet vurderer om noe skal anmeldes. Krever at en person til bekrefter."),
    Step.PST: gettext_lazy("Politiet tar kontakt med PST. Krever at en person til bekrefter."),
}
OPEN, SHUT = State("new", gettext_lazy("Åpent"), "unlock"), State("shut", gettext_lazy("Lukket"))
CHOSEN, WAITS = State("done", gettext_lazy("Valgt nå")), State("wait", gettext_lazy("Venter på person nummer to"))
HOLDS = State("wait", gettext_lazy("Gjelder nå, bekreftes etterpå"))


def ladder(file: CaseFile, reader: UUID) -> list[Rung]:
    """The steps from the lowest, as the component wants them."""
    return [_rung(file, each, reader) for each in rules.ladder(file.situation)]


def _rung(file: CaseFile, rung: rules.Rung, reader: UUID) -> Rung:
    decision = _standing(file, rung.step)
    if decision is not None and decision.second.answer is Answer.WAITING:
        return _decided(file, rung, decision, reader, "waiting")
    if decision is not None and file.opened.line.step == rung.step:
        return _decided(file, rung, decision, reader, "here")
    if rung.shut is None:
        choose = _choose(file, rung.step, _("Velg og begrunn"))
        return Rung(str(rung.step.label), str(OPEN_SAYS[rung.step]), OPEN, link=choose)
    link = None if rung.shut.firm else _choose(file, rung.step, _("Velg likevel, med grunn"))
    rule = _("regel %(rule)s") % {"rule": rung.shut.rule}
    return Rung(str(rung.step.label), str(rung.shut.why), SHUT, "shut", rule, link)


def _standing(file: CaseFile, step: Step) -> Decided | None:
    """The last decision on a step that nobody has refused."""
    found = [each for each in file.opened.decisions if each.step is step and each.second.answer is not Answer.REFUSED]
    return found[-1] if found else None


def _decided(file: CaseFile, rung: rules.Rung, decision: Decided, reader: UUID, kind: RungKind) -> Rung:
    """A rung that is chosen, or waits to be; in danger it holds already and is confirmed afterwards (R1)."""
    sign = signed(file, decision, reader, "answer-decision")
    state = CHOSEN if kind == "here" else HOLDS if decision.effective_at else WAITS
    link = Link(_("Se på den og svar"), sign.answer_url) if sign.answer_url else None
    return Rung(str(rung.step.label), _said(decision, sign.text), state, kind, link=link)


def _said(decision: Decided, signed_by: str) -> SafeString:
    """The reason, who stands behind it, and for a step that was shut why it was chosen all the same."""
    parts = [format_html("«{}» {}", linebreaksbr(decision.reason), signed_by)]
    if decision.deviates:
        told = _("Trinnet var lukket («%(shut)s»), og ble valgt likevel:") % {"shut": decision.shut_because}
        parts.append(format_html("{} «{}»", told, linebreaksbr(decision.deviation)))
    return format_html_join(mark_safe("<br>"), "{}", ((part,) for part in parts))


def _choose(file: CaseFile, step: Step, label: str) -> Link:
    """Where a step is chosen; closing has a page of its own."""
    if step is Step.CLOSE:
        return Link(label, to("cases:close", file.id))
    return Link(label, f"{to('cases:decide', file.id)}?trinn={step}")
