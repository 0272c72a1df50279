"""The form in which an organisation says what stands on its open page, and the filter of the open calendar."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from avklar.foundation.ui import forms
from avklar.people.organisations.cards import OrganisationCard
from avklar.people.organisations.states import OrganisationKind
from avklar.public.contacts.cards import PlaceCard, Words
from avklar.public.contacts.lengths import LONGEST_ADDRESS, LONGEST_HOURS, LONGEST_MEASURES, LONGEST_PHONE

SHOWN = (
    ("show_names", _("Navnet")),
    ("show_phones", _("Den direkte telefonen, slik den står på kontoen")),
    ("show_emails", _("E-postadressen på jobben")),
)
TEXTS = ("phone", "hours", "address", "measures")


class PlaceForm(forms.Form):
    """The open page, of which everything may stand empty. A police district has only telephone and hours."""

    phone = forms.PlainLine(
        label=_("Telefon"),
        required=False,
        max_length=LONGEST_PHONE,
        help_text=_("Et nummer der noen svarer i arbeidstiden. Står det tomt, vises sentralbordet."),
    )
    hours = forms.PlainText(
        label=_("Når svarer dere?"),
        required=False,
        rows=3,
        max_length=LONGEST_HOURS,
        help_text=_("Én linje for hver tid, for eksempel «Mandag–fredag 09:00–15:00»."),
    )
    address = forms.PlainLine(
        label=_("Besøksadresse"),
        required=False,
        max_length=LONGEST_ADDRESS,
        help_text=_("Dit folk kan komme for å snakke med noen."),
    )
    measures = forms.PlainText(
        label=_("Hva finnes i kommunen?"),
        required=False,
        rows=8,
        max_length=LONGEST_MEASURES,
        help_text=_(
            "Tilbud som kan hjelpe: ungdomsklubb, helsestasjon, foreldreveiledning. Sett en strek foran hver linje "
            "i en liste. En lenke skrives [teksten](https://adressen). Skriv aldri om enkeltpersoner."
        ),
    )
    shown = forms.ManyOptions(
        label=_("Hva skal stå om kontakten og vara?"),
        required=False,
        choices=SHOWN,
        help_text=_("Alle på nettet kan lese det. Avtal det med dem det gjelder."),
    )
    version = django_forms.IntegerField(required=False, widget=django_forms.HiddenInput({"id": False}))

    def __init__(self, *arguments: Any, kind: OrganisationKind, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if kind == OrganisationKind.POLICE_DISTRICT:
            for name in ("address", "measures", "shown"):
                del self.fields[name]
        for field in self.fields.values():
            field.sometimes = True  # type: ignore[attr-defined]

    @property
    def words(self) -> Words:
        """What was filled in."""
        values = self.cleaned_data
        shown = values.get("shown", ["show_names"])
        said: dict[str, Any] = {name: values.get(name, "").strip() for name in TEXTS}
        return Words(**said | {name: name in shown for name, _label in SHOWN})


def filled(card: PlaceCard) -> dict[str, Any]:
    """The page as the form shows it."""
    said = {name: getattr(card.words, name) for name in TEXTS}
    shown = [name for name, _label in SHOWN if getattr(card.words, name)]
    return said | {"shown": shown, "version": card.version}


class CalendarFilter(forms.Form):
    """Whose activities the open calendar shows."""

    kommune = django_forms.ChoiceField(label=_("Kommune"), required=False)

    def __init__(self, *arguments: Any, places: Iterable[OrganisationCard], **options: Any) -> None:
        super().__init__(*arguments, **options)
        del self.fields["submission"], self.fields["kept_for"]  # nothing is sent: the address says what is shown
        field = self.fields["kommune"]
        field.choices = [("", _("Alle i distriktet")), *((card.number, card.name) for card in places)]  # type: ignore[attr-defined]
        field.sometimes = True  # type: ignore[attr-defined]
