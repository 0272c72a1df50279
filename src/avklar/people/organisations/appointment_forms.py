"""Forms about appointments: ending one, and handing over what goes with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from avklar.foundation.ui import forms
from avklar.people.organisations.forms import version_field
from avklar.people.organisations.lengths import LONGEST_POINT
from avklar.people.organisations.rules import norwegian_order
from avklar.people.organisations.states import Ended, GoesTo

NOBODY, LATER = "nobody", "later"


def by_name(names: Mapping[UUID, str]) -> list[tuple[str, Any]]:
    """People as choices, in Norwegian alphabetical order."""
    return [(str(key), names[key]) for key in sorted(names, key=lambda each: norwegian_order(names[each]))]


class EndAppointment(forms.Form):
    """The last day, why, and who takes over."""

    last_day = forms.Day(label=_("Siste dag"), help_text=_("Sett gjerne en dag som kommer, så de to rekker å møtes."))
    why = forms.Options(label=_("Hvorfor?"), choices=Ended.choices)
    taker = forms.Options(label=_("Hvem skal få det som følger med?"))

    def __init__(self, *arguments: Any, takers: Mapping[UUID, str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["taker"].choices = [  # type: ignore[attr-defined]
            *by_name(takers),
            (LATER, _("Lag overleveringslista nå, og velg hvem senere")),
            (NOBODY, _("Ingen overlevering")),
        ]


class StartHandover(forms.Form):
    """Who takes over, when it is known."""

    taker = forms.Options(label=_("Hvem tar over?"))

    def __init__(self, *arguments: Any, takers: Mapping[UUID, str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        later = [(LATER, _("Det er ikke bestemt ennå"))]
        self.fields["taker"].choices = [*by_name(takers), *later]  # type: ignore[attr-defined]


class ChooseTaker(forms.Form):
    """Who takes over an existing list."""

    taker = forms.Options(label=_("Hvem tar over?"))
    version = version_field()

    def __init__(self, *arguments: Any, takers: Mapping[UUID, str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["taker"].choices = by_name(takers)  # type: ignore[attr-defined]


class AddPoint(forms.Form):
    """An own point of the list."""

    text = forms.PlainLine(
        label=_("Hva skal overleveres?"),
        max_length=LONGEST_POINT,
        help_text=_("Skriv hva det er, uten navn. Det som handler om noen, går dere gjennom i Avklar."),
    )
    goes_to = forms.Options(label=_("Hvem skal ha det?"), choices=GoesTo.choices, initial=GoesTo.SUCCESSOR)
    version = version_field()


def chosen(value: str) -> UUID | None:
    """The person chosen, or None for nobody yet."""
    return None if value in (LATER, NOBODY) else UUID(value)
