"""The form with which a quarter's draft is asked for."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from avklar.foundation.ui import forms
from avklar.foundation.ui.components import Card
from avklar.insight.statistics.presenting import quarter_words
from avklar.insight.statistics.states import Rounding


class PrepareForm(forms.Form):
    """Which quarter, and how the district rounds."""

    quarter = django_forms.ChoiceField(
        label=_("Kvartal eller år"), help_text=_("Kvartaler som er over, og år der alle kvartalene er publisert.")
    )
    rounding = forms.CardChoice(
        label=_("Avrunding"),
        cards=[
            Card(str(Rounding.NONE.value), _("Ingen avrunding"), _("Tallene vises som de er. Små tall er skjult.")),
            Card(str(Rounding.FIVE.value), _("Til nærmeste fem"), _("Summene stemmer da ikke alltid på en prikk.")),
        ],
        initial=str(Rounding.NONE.value),
    )

    def __init__(self, *arguments: Any, quarters: list[str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        field = self.fields["quarter"]
        if isinstance(field, django_forms.ChoiceField):
            field.choices = [(quarter, quarter_words(quarter)) for quarter in quarters]
