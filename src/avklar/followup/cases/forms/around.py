"""Telling the person, looking the case through, and closing it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from avklar.followup.cases.forms.fields import ComingDay, Reason, VersionedForm
from avklar.followup.cases.forms.telling import TellingFields
from avklar.followup.cases.states import Outcome
from avklar.foundation.ui import forms


class TellForm(TellingFields, VersionedForm):
    """When the person was told, or why not yet (R20)."""


class ReviewForm(VersionedForm):
    """The case was looked through; when the next time?"""

    review_on = ComingDay(
        label=_("Når skal saken gås gjennom igjen?"), help_text=_("En dag i løpet av det neste halve året.")
    )


class CloseForm(VersionedForm):
    """How it ended, why, and what is kept."""

    outcome = forms.Options(label=_("Hvordan endte det?"), choices=Outcome.choices)
    reason = Reason(
        label=_("Hvorfor avslutter dere?"),
        error_messages={"required": _("Skriv kort hvorfor. Det holder med én setning.")},
    )
    kept = Reason(
        label=_("Hva skal tas vare på, og hvor?"),
        help_text=_("For eksempel «planen ligger i skolens mappe». Er det ingenting, lar du feltet stå."),
        required=False,
    )
