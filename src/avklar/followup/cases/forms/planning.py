"""The plan: a measure, how it goes, how it ended, and what the person says of it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from avklar.followup.cases.content import MeasureContent
from avklar.followup.cases.forms.fields import ComingDay, Reason, VersionedForm, at_their_fields
from avklar.followup.cases.states import Effect, MeasureState, Service
from avklar.followup.concerns.forms import Pick
from avklar.foundation import clock
from avklar.foundation.ui import forms


class MeasureForm(forms.Form):
    """Support that is agreed: what, who, and when it is good enough."""

    what = Reason(label=_("Hva skal gjøres?"), help_text=_("Ett tiltak om gangen, så konkret du kan."), rows=3)
    service = Pick(label=_("Hvilken tjeneste har ansvaret?"), choices=Service.choices)
    who = Reason(label=_("Hvem i tjenesten?"), help_text=_("For eksempel «helsesykepleieren på skolen»."), rows=2)
    good_enough = Reason(
        label=_("Når er det bra nok?"),
        help_text=_("Noe alle kan se, for eksempel «på trening to ganger i uken»."),
        rows=3,
    )
    starts_on = forms.Day(label=_("Når begynner det?"), help_text=_("For eksempel 28. februar."))
    next_on = ComingDay(label=_("Når ser dere på det igjen?"), required=False)
    certificate_seen_on = forms.Day(
        label=_("For en mentor: når så du den utvidede politiattesten?"),
        help_text=_("Trengs bare for en mentor. Attesten lagres aldri, bare datoen og at du så den. (Regel R11.)"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """The room's own rules, said at the field."""
        given = super().clean() or {}
        if not self.errors:
            with at_their_fields(self):
                self.content.check(clock.today())
        return given

    @property
    def content(self) -> MeasureContent:
        """What the room takes; call it when the fields are valid."""
        names = ("what", "who", "good_enough", "starts_on", "next_on", "certificate_seen_on")
        given = {name: self.cleaned_data[name] for name in names}
        return MeasureContent(service=Service(self.cleaned_data["service"]), **given)


class FollowUpForm(forms.Form):
    """One entry of how a measure goes."""

    on = forms.Day(label=_("Hvilken dag gjelder det?"))
    effect = forms.Options(label=_("Hvordan går det?"), choices=Effect.choices)
    text = Reason(label=_("Hva har skjedd?"), help_text=_("Noen setninger. Skriv «personen», ikke navnet."))


class EndForm(VersionedForm):
    """A measure is reached or stopped. `version` is the measure's."""

    state = forms.Options(
        label=_("Hvordan endte tiltaket?"),
        choices=[
            (MeasureState.REACHED, pgettext_lazy("tiltak", "Målet er nådd")),
            (MeasureState.STOPPED, pgettext_lazy("tiltak", "Det er stanset")),
        ],
    )
    effect = Reason(label=_("Hva kom ut av det?"), help_text=_("Hva hjalp, og hva hjalp ikke?"))


class AgreeForm(VersionedForm):
    """The plan is agreed: when, with whom, and the person's own words."""

    on = forms.Day(label=_("Når ble dere enige?"))
    agreed_with = Reason(
        label=_("Hvem er enige om planen?"),
        help_text=_("For eksempel «personen og mor». Er personen under 18 år, er de foresatte med."),
        rows=2,
    )
    own_words = Reason(
        label=_("Hva sier personen selv om planen?"),
        help_text=_("Med personens egne ord. Det er greit å være uenig, og det skrives også her."),
        required=False,
    )
