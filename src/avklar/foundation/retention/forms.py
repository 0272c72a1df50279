"""The form with which a retention decision is entered."""

from __future__ import annotations

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.ui import forms
from avklar.foundation.ui.components import Card

NUMBER = _("Skriv et helt tall fra 0 til 3650.")


class DecisionForm(forms.Form):
    """What the organisation has decided for one kind of record."""

    choice = forms.CardChoice(
        label=_("Hva skal skje?"),
        cards=[
            Card("destroy", _("Innholdet slettes"), _("Teksten kan aldri leses igjen. Bare et tall blir igjen.")),
            Card("seal", _("Innholdet forsegles"), _("Teksten tas bort fra det daglige arbeidet, men slettes ikke.")),
        ],
    )
    days = django_forms.IntegerField(
        label=_("Antall dager etter avslutning"),
        help_text=_("0 betyr med en gang. Brukes bare når innholdet slettes."),
        min_value=0,
        max_value=3650,
        initial=0,
        error_messages={"invalid": NUMBER, "min_value": NUMBER, "max_value": NUMBER},
    )
    reference = forms.PlainLine(
        label=_("Hvor står vedtaket?"),
        help_text=_("For eksempel saksnummer og dato. Skriv ingen navn."),
        max_length=200,
    )
    valid_from = forms.Day(label=_("Gjelder fra"), help_text=_("For eksempel 1.1.2026."), initial=clock.today)
