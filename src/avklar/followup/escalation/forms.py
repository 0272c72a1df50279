"""The forms of step 4. They only read what was typed; what may be recorded is decided in `rules`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from avklar.followup.escalation import moments
from avklar.followup.escalation.states import (
    HOURS,
    LONGEST_OFFICE,
    LONGEST_REASON,
    LONGEST_WHAT,
    How,
    Kind,
    Outcome,
)
from avklar.foundation import clock
from avklar.foundation.access.errors import Invalid
from avklar.foundation.ui import forms
from avklar.foundation.ui.components import Card


class RecordForm(forms.Form):
    """A contact that took place. Day and hour stand at now."""

    kind = forms.CardChoice(label=_("Hvem har dere kontaktet?"))
    danger = forms.Tick(
        label=_("Noen var i fare da vi tok kontakt"),
        help_text=_("Da er trinnet åpent på stigen, og person nummer to svarer etterpå."),
        required=False,
    )
    day = forms.Day(label=_("Hvilken dag?"))
    hour = forms.PlainLine(label=_("Når på dagen?"), help_text=_("For eksempel 14.30."))
    how = forms.Options(label=_("Hvordan?"), choices=How.choices)
    handed_to = forms.PlainLine(
        label=_("Hvilket kontor fikk det?"),
        help_text=_("Kontoret eller vakten i ord. Skriv aldri navnet på noen i PST."),
        max_length=LONGEST_OFFICE,
    )
    what = forms.PlainText(
        label=_("Hva ble overlevert?"),
        help_text=_("Kort, for eksempel «Observasjon 1 til 3 er ført i politiets eget system». Ikke selve innholdet."),
        max_length=LONGEST_WHAT,
        rows=3,
    )
    outcome = forms.sometimes(
        forms.Options(
            label=_("Hva ble resultatet hos straffesakssiden?"),
            help_text=_("Bare når det er politiets straffesaksside dere har kontaktet."),
            choices=[("", _("Gjelder ikke")), *Outcome.choices],
        )
    )
    reason = forms.sometimes(
        forms.PlainText(
            label=_("Hvorfor tok dere kontakt likevel?"),
            help_text=_("Bare når stigen sier at trinnet er lukket."),
            max_length=LONGEST_REASON,
            rows=3,
        )
    )

    def __init__(self, *arguments: Any, cards: Sequence[Card] = (), **options: Any) -> None:
        super().__init__(*arguments, **options)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.CardChoice)
        kind.cards = cards

    def clean(self) -> dict[str, Any]:
        """Day and hour together are a moment on a Norwegian clock."""
        given = super().clean() or {}
        if given.get("day") and given.get("hour"):
            try:
                given["happened_at"] = moments.moment(given["day"], given["hour"], not_after=clock.now())
            except Invalid as problem:
                self.add_error("hour", str(problem.fields["hour"]))
        return given


def at_first(kind: Kind | None, now: datetime) -> dict[str, Any]:
    """What stands in an empty form: this day and minute."""
    local = now.astimezone(clock.OSLO)
    return {"kind": kind or "", "day": local.date(), "hour": moments.hour_of(now)}


class AnswerForm(forms.Form):
    """The second person's answer; the button says which."""

    reason = forms.sometimes(
        forms.PlainText(
            label=_("Hvorfor?"), help_text=_("Må fylles ut når du avviser."), max_length=LONGEST_REASON, rows=3
        )
    )


class OpenForm(forms.Form):
    """Asking that a locked case be opened for a time."""

    hours = forms.Options(
        label=_("Hvor lenge må den være åpen?"),
        help_text=_("Tiden løper fra nå. Så låses saken av seg selv."),
        choices=lambda: [(hours, lasts(hours)) for hours in HOURS],
    )
    reason = forms.PlainText(
        label=_("Hvorfor må den åpnes?"),
        help_text=_("Personen som svarer, leser dette."),
        max_length=LONGEST_REASON,
        rows=3,
    )


class PackageForm(forms.Form):
    """Which facts go into the sealed package."""

    facts = forms.ManyOptions(label=_("Hvilke opplysninger skal med?"))

    def __init__(self, *arguments: Any, choices: Iterable[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*arguments, **options)
        facts = self.fields["facts"]
        assert isinstance(facts, forms.ManyOptions)
        facts.choices = list(choices)


def lasts(hours: int) -> str:
    """«4 timer»."""
    return ngettext("%(hours)s time", "%(hours)s timer", hours) % {"hours": hours}
