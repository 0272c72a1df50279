"""The observation: the fact apart from how it is understood, where it comes from, and its class (R3)."""

from __future__ import annotations

from typing import Any

from django import forms as plain
from django.utils.translation import gettext_lazy as _

from avklar.followup.cases.content import ObservationContent
from avklar.followup.cases.forms.fields import at_their_fields
from avklar.followup.cases.states import Hand, Kind, LegalClass, Source
from avklar.followup.concerns import provisions
from avklar.followup.concerns.forms import PICK, Pick
from avklar.foundation import clock
from avklar.foundation.ui import forms


class ObserveForm(forms.Form):
    """One thing that was seen or heard."""

    fact = forms.PlainText(
        label=_("Hva ble sett eller hørt?"),
        help_text=_("Det noen gjorde eller sa, så nær ordene som mulig. Skriv «personen», ikke navnet."),
        rows=4,
        say_limit=False,
        error_messages={"required": _("Skriv hva som ble sett eller hørt. Én setning holder.")},
    )
    interpretation = forms.PlainText(
        label=_("Hvordan kan det forstås?"),
        help_text=_("Det du tenker om det, og hva annet det kan være. Det holdes for seg."),
        rows=3,
        required=False,
        say_limit=False,
    )
    seen_on = forms.Day(label=_("Når var det?"), help_text=_("Dag og måned, for eksempel 28. februar."))
    source = Pick(label=_("Hvem kommer det fra?"), choices=Source.choices)
    hand = forms.Options(label=_("Så eller hørte kilden det selv?"), choices=Hand.choices)
    verified = forms.Tick(
        label=_("Opplysningen er bekreftet"),
        help_text=_("Kryss av når noen har kontrollert den. Ellers står det «ikke bekreftet» på alle kopier."),
        required=False,
    )
    kind = forms.Options(
        label=_("Hva slags ting er det?"),
        help_text=_(
            "Tro, klær, symboler, det noen leser, hvem noen er sammen med og demonstrasjoner er uttrykk. "
            "Uttrykk som er lovlige, åpner ingenting."
        ),
        choices=Kind.choices,
    )
    legal_class = forms.Options(
        label=_("Er det lovlig?"),
        help_text=_("Det meste folk sier og gjør, er lovlig. «Vet ikke» teller som lovlig."),
        choices=LegalClass.choices,
    )
    provision = forms.sometimes(
        Pick(
            label=_("Hvilken bestemmelse i straffeloven?"), help_text=_("Bare når det kan være straffbart."), choices=()
        )
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        field = self.fields["provision"]
        assert isinstance(field, Pick)
        field.choices = [PICK, *((each.code, each.label) for each in provisions.in_force(clock.today()))]

    def clean(self) -> dict[str, Any]:
        """The room's own rules, said at the field."""
        given = super().clean() or {}
        if not self.errors:
            with at_their_fields(self):
                self.content.check(clock.today())
        return given

    @property
    def content(self) -> ObservationContent:
        """What the room takes; call it when the fields are valid."""
        given = self.cleaned_data
        return ObservationContent(
            fact=given["fact"],
            seen_on=given["seen_on"],
            interpretation=given["interpretation"],
            source=Source(given["source"]),
            hand=Hand(given["hand"]),
            verified=given["verified"],
            kind=Kind(given["kind"]),
            legal_class=LegalClass(given["legal_class"]),
            provision=given["provision"],
            copied_from=given.get("copied_from"),
        )


class ObservationCard(ObserveForm):
    """The same as one of several cards when a case is opened; it may be copied from a concern, one by one."""

    submission = None  # type: ignore[assignment]  # the page has one of its own
    kept_for = None  # type: ignore[assignment]
    copied_from = plain.UUIDField(required=False, widget=plain.HiddenInput)
