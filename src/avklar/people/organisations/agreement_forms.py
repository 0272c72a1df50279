"""Forms of agreements: a new version with its file, and a yearly evaluation."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from avklar.foundation.access.errors import Invalid
from avklar.foundation.ui import forms
from avklar.people.organisations import agreements
from avklar.people.organisations.forms import version_field
from avklar.people.organisations.lengths import (
    LONGEST_EVALUATION,
    LONGEST_GOAL,
    LONGEST_NAME,
    LONGEST_REFERENCE,
    MOST_GOALS,
)

AGAIN = _("Velg fila en gang til. Nettleseren husker den ikke når noe annet må rettes.")


class Agreement(forms.Form):
    """The signed file, from–to, the goals and who answers for the archive."""

    file = django_forms.FileField(
        label=_("Den underskrevne avtalen"), help_text=_("En PDF på høyst 10 MB. Den lagres kryptert.")
    )
    valid_from = forms.Day(label=_("Gjelder fra og med"))
    valid_to = forms.Day(label=_("Gjelder til og med"), help_text=_("Skriv året med, for eksempel 31.12.2028."))
    goals = forms.PlainText(
        label=_("Mål"),
        rows=5,
        max_length=(LONGEST_GOAL + 2) * MOST_GOALS,
        say_limit=False,
        help_text=_("Ett mål på hver linje, for eksempel: Alle ansatte vet hvem de skal ringe."),
    )
    archive = forms.PlainLine(
        label=_("Hvem har ansvar for arkivet?"),
        max_length=LONGEST_REFERENCE,
        help_text=_("Avklar er felles. Avtalen skal si hvem som har arkivansvar for hva."),
    )
    version = version_field()

    def clean_file(self) -> bytes:
        """The file's bytes, when it is a PDF of a size that can be kept."""
        given = self.cleaned_data["file"]
        content: bytes = given.read(agreements.LARGEST_FILE + 1)
        try:
            agreements.check_file(content)
        except Invalid as problem:
            raise django_forms.ValidationError(str(problem.fields["file"])) from None
        self.file_name = str(given.name)
        return content

    def clean_goals(self) -> list[str]:
        """The goals, one for each line."""
        goals = agreements.goals_in(self.cleaned_data["goals"])
        try:
            agreements.check_goals(goals)
        except Invalid as problem:
            raise django_forms.ValidationError(str(problem.fields["goals"])) from None
        return goals

    def clean(self) -> dict[str, Any] | None:
        """A file is lost when the page is shown again: say so at the field."""
        if self.errors and "file" in self.cleaned_data:
            self.add_error("file", AGAIN)
        return self.cleaned_data


class Evaluate(forms.Form):
    """What the two sides found."""

    held_on = forms.Day(label=_("Når ble avtalen evaluert?"))
    held_by = forms.PlainLine(
        label=_("Hvem evaluerte?"),
        max_length=LONGEST_NAME,
        help_text=_("Navn eller funksjon på dem som var med, fra begge sider."),
    )
    worked = forms.PlainText(
        label=_("Hva virket?"),
        rows=4,
        max_length=LONGEST_EVALUATION,
        help_text=_("Skriv om samarbeidet, ikke om personer dere er bekymret for."),
    )
    changes = forms.PlainText(label=_("Hva endrer dere?"), rows=4, max_length=LONGEST_EVALUATION)
