"""Choosing a step of the ladder (R5), and the second person's answer. A human decides and writes why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from avklar.followup.cases.actions.deciding import Choice
from avklar.followup.cases.forms.fields import Reason, VersionedForm
from avklar.followup.cases.ladder import Rung, Situation, ladder
from avklar.followup.cases.states import Step
from avklar.foundation.ui import forms

CONFIRM, REFUSE = "confirm", "refuse"

SAYS: dict[Step, Promise] = {
    Step.SUPPORT: _("Skole, helse, fritid og andre vanlige tjenester hjelper, i en plan dere avtaler med personen."),
    Step.TALK: _("Politiet inviterer til en frivillig samtale. Er personen under 18 år, er foresatte med."),
    Step.POLICE: _("Politiet vurderer om noe skal anmeldes. En person til må bekrefte."),
    Step.PST: _("PST kontaktes. En person til må bekrefte. Da låses politiets egen sak."),
}


class DecideForm(VersionedForm):
    """The steps as cards. A shut one stays visible with its reason; one that can be deviated from asks for a text."""

    danger = forms.Tick(
        label=_("Noen er i fare nå"),
        help_text=_(
            "Ring 112 først. Da åpnes det som beskytter, valget gjelder med en gang, og person nummer to "
            "bekrefter etterpå."
        ),
        required=False,
    )
    step = forms.CardChoice(label=_("Hva velger du?"))
    reason = Reason(
        label=_("Hvorfor velger du dette?"),
        error_messages={"required": _("Skriv kort hvorfor. Det holder med én setning.")},
    )
    deviation = forms.sometimes(
        Reason(
            label=_("Er trinnet lukket: hvorfor velger du det likevel?"),
            help_text=_("Bare når du velger et lukket trinn. Da må en person til bekrefte, uansett trinn."),
            rows=3,
        )
    )

    def __init__(self, *given: Any, situation: Situation, **options: Any) -> None:
        super().__init__(*given, **options)
        field = self.fields["step"]
        assert isinstance(field, forms.CardChoice)
        field.cards = list(cards(situation))

    @property
    def choice(self) -> Choice:
        """What the room takes; call it when the fields are valid."""
        given = self.cleaned_data
        return Choice(Step(given["step"]), given["reason"], given["deviation"], given["danger"])


def cards(situation: Situation) -> Iterable[forms.Card]:
    """A card for each step but closing, which has its own page; the highest last."""
    calm = ladder(situation)
    alarmed = ladder(Situation(situation.basis, situation.attitude, situation.willingness, situation.talk, danger=True))
    return [_card(*pair) for pair in zip(calm, alarmed, strict=True) if pair[0].step is not Step.CLOSE]


def _card(rung: Rung, in_danger: Rung) -> forms.Card:
    label = str(rung.step.label)
    if rung.shut is None:
        return forms.Card(str(rung.step), label, SAYS[rung.step])
    told = {"why": str(rung.shut.why), "rule": rung.shut.rule}
    shut_label = gettext("%(step)s – lukket nå") % {"step": label}
    if in_danger.open:
        says = gettext("%(why)s (Regel %(rule)s.) Trinnet er åpent hvis noen er i fare nå.") % told
    else:
        says = gettext("%(why)s (Regel %(rule)s.)") % told
    if rung.shut.firm and not in_danger.open:
        return forms.Card(str(rung.step), shut_label, shut=says)
    if not rung.shut.firm:
        says = gettext("%(says)s Velger du det likevel, skriver du hvorfor nederst.") % {"says": says}
    return forms.Card(str(rung.step), shut_label, says)


class AnswerForm(forms.Form):
    """The second person confirms, or refuses and says why."""

    answer = forms.Options(
        label=_("Hva svarer du?"),
        help_text=_("Du svarer på om grunnen holder. Du trenger ikke å ville det samme selv."),
        choices=[(CONFIRM, _("Jeg bekrefter")), (REFUSE, _("Jeg er ikke enig"))],
    )
    reason = forms.sometimes(Reason(label=_("Hvorfor?"), help_text=_("Må fylles ut når du ikke er enig.")))

    def clean(self) -> dict[str, Any]:
        """Refusing asks for a reason."""
        given = super().clean() or {}
        if given.get("answer") == REFUSE and "reason" in given and not given["reason"].strip():
            self.add_error("reason", _("Skriv hvorfor du ikke er enig. Det hjelper den som skrev det."))
        return given

    @property
    def confirmed(self) -> bool:
        """The answer as a truth."""
        return bool(self.cleaned_data["answer"] == CONFIRM)
