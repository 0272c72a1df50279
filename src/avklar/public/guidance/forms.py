"""Forms of the guidance's desk."""

from __future__ import annotations

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from avklar.foundation.ui import forms
from avklar.public.guidance.lengths import LONGEST_PAGE


class PageText(forms.Form):
    """A page in one language, in Markdown."""

    text = forms.PlainText(
        label=_("Teksten"),
        rows=26,
        max_length=LONGEST_PAGE,
        help_text=_(
            "Øverst står # og tittelen, og så et avsnitt som leder inn. Begynn en linje med ## for en overskrift og "
            "med - for et punkt. Skriv korte setninger, og si du."
        ),
    )
    version = django_forms.IntegerField(widget=django_forms.HiddenInput({"id": False}))
