"""The assessment: two worded axes, a reason for each tied to observations, and what else must be asked (R4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from avklar.followup.cases import wording
from avklar.followup.cases.cards import Fact
from avklar.followup.cases.content import AssessmentContent
from avklar.followup.cases.forms.fields import Reason, VersionedForm, at_their_fields
from avklar.followup.cases.states import Attitude, Motive, Willingness
from avklar.foundation.ui import forms

SHORT = 90


class AssessForm(VersionedForm):
    """Both axes are asked in words; «vet ikke» is a good answer. There is no sum."""

    attitude = forms.CardChoice(label=_("Holdning til vold og hat, slik den er sett"))
    attitude_reason = Reason(label=_("Hvorfor vurderer du holdningen slik?"))
    attitude_grounds = forms.sometimes(
        forms.ManyOptions(
            label=_("Hvilke observasjoner bygger det på?"), help_text=_("Trengs ikke for «ikke sett» og «vet ikke».")
        )
    )
    willingness = forms.CardChoice(label=_("Vilje til å bruke vold, slik den er sett"))
    willingness_reason = Reason(label=_("Hvorfor vurderer du voldsviljen slik?"))
    willingness_grounds = forms.sometimes(
        forms.ManyOptions(
            label=_("Hvilke observasjoner bygger dette på?"), help_text=_("Trengs ikke for «ikke sett» og «vet ikke».")
        )
    )
    ordinary = Reason(
        label=_("Hvilke vanlige forklaringer finnes?"),
        help_text=_("For eksempel flytting, sorg, uvenner eller en fase."),
        required=False,
    )
    protects = Reason(
        label=_("Hva beskytter, og hva virker bra?"),
        help_text=_("Noe personen liker eller får til, og folk som har god kontakt."),
        required=False,
    )
    motives = forms.ManyOptions(
        label=_("Hvilke behov kan ligge bak?"),
        help_text=_("Kryss av det som kan stemme. Det åpner og lukker ingenting; det hjelper dere å velge tiltak."),
        choices=Motive.choices,
        required=False,
    )

    def __init__(self, *given: Any, facts: Iterable[Fact], **options: Any) -> None:
        super().__init__(*given, **options)
        self.known = {each.id for each in facts}
        ticks = [(str(each.id), _tick(each)) for each in facts]
        for name, steps in (("attitude", Attitude), ("willingness", Willingness)):
            axis, grounds = self.fields[name], self.fields[f"{name}_grounds"]
            assert isinstance(axis, forms.CardChoice)
            assert isinstance(grounds, forms.ManyOptions)
            axis.cards = [forms.Card(str(each), wording.label(each), wording.explanation(each)) for each in steps]
            grounds.choices = ticks

    def clean(self) -> dict[str, Any]:
        """The room's own rules, said at the field."""
        given = super().clean() or {}
        if not self.errors:
            with at_their_fields(self):
                self.content.check(self.known)
        return given

    @property
    def content(self) -> AssessmentContent:
        """What the room takes; call it when the fields are valid."""
        given = self.cleaned_data
        return AssessmentContent(
            attitude=Attitude(given["attitude"]),
            willingness=Willingness(given["willingness"]),
            attitude_reason=given["attitude_reason"],
            willingness_reason=given["willingness_reason"],
            attitude_grounds=tuple(UUID(each) for each in given["attitude_grounds"]),
            willingness_grounds=tuple(UUID(each) for each in given["willingness_grounds"]),
            ordinary=given["ordinary"],
            protects=given["protects"],
            motives=tuple(Motive(each) for each in given["motives"]),
        )


def _tick(fact: Fact) -> str:
    return gettext("Observasjon %(number)s: %(text)s") % {
        "number": fact.position,
        "text": Truncator(" ".join(fact.text.split())).chars(SHORT),
    }
