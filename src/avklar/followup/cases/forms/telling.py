"""The questions about telling the person that the case exists, or why not yet (R20)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from avklar.followup.cases.content import Telling
from avklar.followup.cases.forms.fields import ComingDay, Reason, at_their_fields
from avklar.followup.cases.states import Waiting
from avklar.followup.concerns.forms import Pick
from avklar.foundation import clock
from avklar.foundation.ui import forms

YES, NO = "yes", "no"


class TellingFields(forms.Form):
    """Has the person been told, and when; otherwise the ground for waiting and the day it is looked at again."""

    told = forms.Options(
        label=_("Vet personen at saken finnes?"),
        help_text=_("Den saken gjelder, har rett til å vite det. Under 18 år gjelder det også de foresatte."),
        choices=[(YES, _("Ja")), (NO, _("Nei, ikke ennå"))],
    )
    told_on = forms.sometimes(
        forms.Day(label=_("Hvis ja: når fikk personen vite det?"), help_text=_("For eksempel 28. februar."))
    )
    waiting = forms.sometimes(Pick(label=_("Hvis nei: hvorfor venter dere?"), choices=Waiting.choices))
    waiting_reason = forms.sometimes(
        Reason(label=_("Hvis nei: hva er det ved situasjonen som gjør at dere venter?"), rows=3)
    )
    look_again = forms.sometimes(
        ComingDay(label=_("Hvis nei: når ser dere på det igjen?"), help_text=_("En dag i løpet av de neste 90 dagene."))
    )

    def clean(self) -> dict[str, Any]:
        """Yes asks for a day, no for a ground and a day (R20)."""
        given = super().clean() or {}
        answered = {"told", "told_on", "waiting", "waiting_reason", "look_again"} & set(self.errors)
        if answered:
            return given
        if given["told"] == YES and given["told_on"] is None:
            self.add_error("told_on", _("Skriv dagen personen fikk vite det."))
            return given
        with at_their_fields(self):
            self.telling.check(clock.today())
        return given

    @property
    def telling(self) -> Telling:
        """What the room takes; call it when the fields are valid."""
        given = self.cleaned_data
        if given["told"] == YES:
            return Telling(told_on=given["told_on"])
        return Telling(waiting=given["waiting"], waiting_reason=given["waiting_reason"], look_again=given["look_again"])
