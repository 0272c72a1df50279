"""The fields of a consultation. They only read what was typed; what may be sent is decided in `actions`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from avklar.followup.consultations.parties import Party
from avklar.followup.consultations.rules import LONGEST_TEXT
from avklar.foundation.anonymity import AgeBand, Facts, Setting, SettingSize, Sex
from avklar.foundation.ui.forms import Form, PlainText

FACTS = ("receiver", "age", "sex", "setting", "size", "hide")


class TextForm(Form):
    """A text for the other side. `text` may be left out: then it stands marked on the page and is kept in the draft."""

    text = PlainText(
        label=_("Teksten"),
        required=False,
        max_length=LONGEST_TEXT,
        rows=6,
        help_text=_("Skriv om situasjonen, ikke om personen."),
    )
    reason = forms.CharField(required=False, max_length=1000)
    do = forms.CharField(required=False, max_length=60)
    explanations = forms.CharField(required=False, widget=forms.HiddenInput)
    looked_over = forms.CharField(required=False, max_length=2, widget=forms.HiddenInput)
    asking = forms.CharField(required=False, widget=forms.HiddenInput)

    def written(self) -> str | None:
        """What stands in the field, None when there was none. A text that can't be used comes as it was typed."""
        if self.add_prefix("text") not in self.data:
            return None
        if "text" in self.errors:
            return str(self.data.get(self.add_prefix("text"), ""))
        return str(self.cleaned_data["text"])

    def posted(self) -> dict[str, Any]:
        """The text with its explanations as the page had them; only what was posted."""
        names = ("explanations", "looked_over", "asking")
        found = {name: self.data.get(self.add_prefix(name), "") for name in names}
        written = self.written()
        return found if written is None else {**found, "text": written}


class AdviceForm(TextForm):
    """The advice, with the version the writer saw."""

    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


class NewForm(TextForm):
    """The coarse facts and the question."""

    receiver = forms.ChoiceField(label=_("Drøft med"))
    age = forms.ChoiceField(label=_("Alder"), choices=AgeBand.choices, initial=AgeBand.NOT_GIVEN)
    sex = forms.ChoiceField(label=_("Kjønn"), choices=Sex.choices, initial=Sex.NOT_GIVEN)
    setting = forms.ChoiceField(label=_("Hvor"), choices=Setting.choices, initial=Setting.NOT_GIVEN)
    size = forms.ChoiceField(label=_("Hvor mange er der"), choices=SettingSize.choices, initial=SettingSize.UNKNOWN)
    hide = forms.BooleanField(label=_("Skjul kommunen"), required=False)

    def __init__(self, *arguments: Any, parties: Sequence[Party] = (), **options: Any) -> None:
        super().__init__(*arguments, **options)
        receiver = self.fields["receiver"]
        assert isinstance(receiver, forms.ChoiceField)
        receiver.choices = [(party.key, _capital(party.label)) for party in parties]
        self.fields["text"].label = _("Det du vil drøfte")
        self.fields["text"].widget.attrs["rows"] = 11

    def chosen(self) -> dict[str, str]:
        """The facts as they go into the draft; what can't be used is left as it was."""
        clean = self.cleaned_data
        found = {name: str(clean[name]) for name in FACTS[:-1] if clean.get(name)}
        return {**found, "hide": "on" if clean.get("hide") else ""}


def facts_of(data: Mapping[str, Any]) -> Facts:
    """The coarse facts of a draft; unknown values count as not given, an unknown size as unknown (R2)."""
    setting = _one(Setting, data.get("setting"), Setting.NOT_GIVEN)
    sized = setting not in (Setting.NOT_GIVEN, Setting.UNKNOWN)
    return Facts(
        setting=setting,
        size=_one(SettingSize, data.get("size"), SettingSize.UNKNOWN) if sized else None,
        age=_one(AgeBand, data.get("age"), AgeBand.NOT_GIVEN),
        sex=_one(Sex, data.get("sex"), Sex.NOT_GIVEN),
        hide_municipality=bool(_first(data.get("hide"))),
    )


def party_of(data: Mapping[str, Any], parties: Sequence[Party]) -> Party | None:
    """The chosen party, or the first that is offered; None when nobody is."""
    wanted = _first(data.get("receiver"))
    return next((party for party in parties if party.key == wanted), parties[0] if parties else None)


def uuid_of(value: str) -> UUID | None:
    """A UUID as it stands in an address, or None."""
    try:
        return UUID(value)
    except ValueError:
        return None


def version_of(data: Mapping[str, Any]) -> int | None:
    """The version in a draft, or None; a form that was kept as it was posted holds whatever was posted."""
    wanted = _first(data.get("version"))
    return int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 10 else None


def _one(kind: Any, value: Any, otherwise: Any) -> Any:
    wanted = _first(value)
    return kind(wanted) if wanted in kind.values else otherwise


def _first(value: Any) -> str:
    """A kept value; a form that was kept whole holds lists."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value or "")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
