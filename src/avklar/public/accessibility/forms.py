"""The form for what doesn't work."""

from __future__ import annotations

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from avklar.foundation.ui import forms
from avklar.public.accessibility.models import LONGEST_PAGE, LONGEST_TEXT


class FeedbackForm(forms.Form):
    """What doesn't work, where, and an address if one wants an answer."""

    text = forms.PlainText(
        label=_("Hva virker ikke for deg?"),
        max_length=LONGEST_TEXT,
        help_text=_("Skriv gjerne hva du prøvde, og hva du bruker: skjermleser, tastatur eller forstørring."),
    )
    page = forms.PlainLine(label=_("Hvilken side gjelder det?"), required=False, max_length=LONGEST_PAGE)
    email = django_forms.EmailField(
        label=_("E-postadressen din"),
        required=False,
        max_length=254,
        help_text=_("Bare hvis du vil ha svar. Den slettes sammen med meldingen, senest etter ett år."),
        widget=django_forms.EmailInput({"autocomplete": "email"}),
        error_messages={"invalid": _("Skriv en hel adresse, for eksempel navn@eksempel.no.")},
    )
