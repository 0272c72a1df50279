"""The form of a target."""

from __future__ import annotations

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from avklar.foundation.ui import forms


class TargetForm(forms.Form):
    """So many per cent of the municipalities by a day."""

    percent = django_forms.IntegerField(
        label=_("Hvor mange prosent av kommunene?"),
        help_text=_("Et helt tall fra 1 til 100."),
        min_value=1,
        max_value=100,
    )
    due = forms.Day(label=_("Innen"), help_text=_("Skriv året med, for eksempel 1. juni 2027."))
    version = django_forms.IntegerField(widget=django_forms.HiddenInput({"id": False}))
