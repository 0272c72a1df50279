"""The filter over the log."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from avklar.foundation.journal.labels import KINDS, VERBS
from avklar.foundation.journal.queries import Filter
from avklar.foundation.ui.forms import speak_plainly


def _choices(words: dict[str, Promise]) -> list[tuple[str, Any]]:
    """By label, in the present language; several codes may share one."""
    return [("", _("Alle")), *sorted(words.items(), key=lambda word: str(word[1]))]


class FilterForm(forms.Form):
    """Sent by GET; carries no draft and no submission, since it changes nothing."""

    use_required_attribute = False

    verb = forms.ChoiceField(label=_("Hva ble gjort"), choices=lambda: _choices(VERBS), required=False)
    kind = forms.ChoiceField(label=_("Med hva"), choices=lambda: _choices(KINDS), required=False)
    person = forms.UUIDField(widget=forms.HiddenInput, required=False)
    thing = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for field in self.fields.values():
            speak_plainly(field)

    @property
    def wanted(self) -> Filter:
        """What was asked for; what can't be read counts as not asked."""
        self.is_valid()
        given = self.cleaned_data
        return Filter(given.get("verb", ""), given.get("kind", ""), given.get("person"), given.get("thing"))
