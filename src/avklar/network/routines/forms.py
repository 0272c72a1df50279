"""Forms of routines and of the action plan."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from avklar.foundation.ui import forms
from avklar.network.routines.cards import MeasureCard
from avklar.network.routines.lengths import LONGEST_LINE, LONGEST_NAME, LONGEST_NOTE, LONGEST_ROUTINE
from avklar.network.routines.states import CHOSEN, Status

MARKDOWN = _(
    "Begynn en linje med # for en overskrift og med - for et punkt. Skriv roller og tjenester, ikke navn på folk."
)


def _hidden() -> django_forms.IntegerField:
    return django_forms.IntegerField(widget=django_forms.HiddenInput({"id": False}))


class Adapt(forms.Form):
    """The working text, in Markdown."""

    text = forms.PlainText(label=_("Rutinen"), rows=24, max_length=LONGEST_ROUTINE, help_text=MARKDOWN)
    version = _hidden()
    template_position = _hidden()


class Approve(forms.Form):
    """What is new in this version, for whoever has read the one before."""

    note = forms.PlainText(
        label=_("Hva er nytt?"),
        required=False,
        rows=3,
        max_length=LONGEST_NOTE,
        help_text=_("De ansatte ser dette over rutinen."),
    )
    version = _hidden()


class Publish(forms.Form):
    """A newer version of a template, in both language forms."""

    note = forms.PlainText(label=_("Hva er endret, og hvorfor?"), rows=3, max_length=LONGEST_NOTE)
    bokmaal = forms.PlainText(label=_("Malen på bokmål"), rows=20, max_length=LONGEST_ROUTINE, help_text=MARKDOWN)
    nynorsk = forms.PlainText(label=_("Malen på nynorsk"), rows=20, max_length=LONGEST_ROUTINE)
    version = _hidden()


class NewMeasure(forms.Form):
    """A measure under a goal."""

    goal = forms.PlainLine(
        label=_("Mål"),
        max_length=LONGEST_LINE,
        help_text=_("Skriv det likt på tiltak som hører til samme mål, så står de sammen."),
    )
    text = forms.PlainLine(label=_("Tiltak"), max_length=LONGEST_LINE)
    responsible = forms.PlainLine(
        label=_("Hvem har ansvaret?"), max_length=LONGEST_NAME, help_text=_("Skriv en rolle eller en tjeneste.")
    )
    deadline = forms.Day(label=_("Frist"), help_text=_("Skriv året med, for eksempel 1. juni 2027."))


class ChangeMeasure(NewMeasure):
    """The same, and how it goes."""

    status = forms.Options(label=_("Hvordan går det?"), choices=[(each.value, each.label) for each in CHOSEN])
    version = _hidden()


def filled(card: MeasureCard) -> dict[str, Any]:
    """A measure as the form shows it."""
    names = ("goal", "text", "responsible", "deadline", "version")
    return {name: getattr(card, name) for name in names} | {"status": Status(card.status)}
