"""Forms that draw themselves: renderer, base form and the fields. Knows no domain; stores nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from avklar.foundation import clock
from avklar.foundation.ui import dates
from avklar.foundation.ui.components import Card, Text

LONGEST_TEXT = 8000
HIDDEN = ("submission", "kept_for")
REQUIRED = _("Fyll ut dette feltet.")
CHOOSE = _("Velg ett av svarene.")
UNKNOWN_CHOICE = _("Dette svaret finnes ikke lenger. Velg et av svarene på siden.")
TOO_OLD = _("Siden var for gammel til å tas imot. Last den på nytt, og send en gang til.")
UNREADABLE = _("Teksten har et tegn vi ikke kan ta imot. Slett det siste du limte inn, og skriv det på nytt.")
HOUR = re.compile(r"(?:kl\.?\s*)?(\d{1,2}(?=[.:]|$)|\d{2}(?=\d{2}$))[.:]?(\d{2})?", re.ASCII)


class Renderer(TemplatesSetting):
    """Draws every form of the house with the templates in ui/forms."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"


class Form(forms.Form):
    """The form all pages build on.

    `submission` (UUID) is the same for two clicks on the same button: actions refuse the second. `kept_for` is the
    token of the encrypted draft that holds the text if the session ends meanwhile; empty when there is none.
    """

    use_required_attribute = False
    # True when the only visible field's label is the page's heading (one question a page)
    asks_in_legend = False
    # the summary of errors takes the focus when the page opens, so that it is read aloud
    focus_errors = True

    # no ids: a page may hold several forms
    submission = forms.UUIDField(
        required=False,
        widget=forms.HiddenInput({"id": False}),
        initial=clock.new_id,
        error_messages={"invalid": TOO_OLD},
    )
    kept_for = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput({"id": False}))

    def __init__(self, *arguments: Any, kept_for: str = "", **options: Any) -> None:
        super().__init__(*arguments, **options)
        if kept_for:
            self.initial["kept_for"] = kept_for
        for field in self.fields.values():
            speak_plainly(field)

    def add_prefix(self, field_name: str) -> str:
        """The hidden fields are called alike in every form: the rescue of unsent text looks for them by name."""
        return field_name if field_name in HIDDEN else super().add_prefix(field_name)


def speak_plainly(field: forms.Field) -> None:
    """Give a field our own sentences where it still has the library's."""
    ours: dict[str, Any] = {"required": REQUIRED}
    if isinstance(field, forms.ChoiceField):
        ours = {"required": CHOOSE, "invalid_choice": UNKNOWN_CHOICE}
    for code, sentence in ours.items():
        if code in field.error_messages and field.error_messages[code] == _library_sentence(field, code):
            field.error_messages[code] = sentence


def _library_sentence(field: forms.Field, code: str) -> object:
    for kind in type(field).__mro__:
        known = getattr(kind, "default_error_messages", {})
        if kind.__module__.startswith("django.") and code in known:
            return known[code]
    return None


NO_SIGNS = "\ufffe\uffff"
"""Come along from damaged PDFs. No XML may hold them: one would make a whole feed unreadable."""


class PlainText(forms.CharField):
    """Free text as people write it: line breaks as \\n, letters composed (NFC), nothing cut off, nothing lost.

    Too long is an error that says by how many characters; zero bytes and other control characters are refused.
    """

    def __init__(
        self, *, max_length: int = LONGEST_TEXT, rows: int = 6, say_limit: bool = True, **options: Any
    ) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}))
        super().__init__(**options)
        self.longest = max_length
        self.say_limit = say_limit
        self.validators = [self._check_readable, self._check_length]

    def to_python(self, value: Any) -> str:
        text: str = super().to_python(value) or ""
        return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))

    @staticmethod
    def _check_readable(text: str) -> None:
        controls = (sign for sign in text if unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t")
        if any(controls) or any(sign in text for sign in NO_SIGNS):
            raise ValidationError(UNREADABLE, code="unreadable")

    def _check_length(self, text: str) -> None:
        over = len(text) - self.longest
        if over > 0:
            sentence = ngettext(
                "Teksten er %(over)s tegn for lang. Den kan ha høyst %(longest)s tegn.",
                "Teksten er %(over)s tegn for lang. Den kan ha høyst %(longest)s tegn.",
                over,
            )
            raise ValidationError(sentence % {"over": over, "longest": self.longest}, code="too_long")


class PlainLine(PlainText):
    """The same in one line."""

    def __init__(self, *, max_length: int = 200, say_limit: bool = False, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput)
        super().__init__(max_length=max_length, say_limit=say_limit, **options)

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split("\n")).strip()


class CardChoice(forms.ChoiceField):
    """A choice with consequences: radio cards. A shut card is shown with its reason and can't be sent."""

    def __init__(self, *, cards: Sequence[Card] = (), **options: Any) -> None:
        options.setdefault("widget", forms.RadioSelect)
        super().__init__(**options)
        self.cards = cards

    @property
    def cards(self) -> Sequence[Card]:
        return self._cards

    @cards.setter
    def cards(self, cards: Iterable[Card]) -> None:
        """Set them in a form's `__init__` when they depend on the case at hand."""
        self._cards = tuple(cards)
        self.choices = [(card.value, card.label) for card in self._cards if not card.shut]


class Options(forms.ChoiceField):
    """A plain choice: radio buttons under a legend. `choices` as (value, label)."""

    widget = forms.RadioSelect


class ManyOptions(forms.MultipleChoiceField):
    """Several ticks under a legend."""

    widget = forms.CheckboxSelectMultiple


class Day(forms.DateField):
    """A date as people write it: 28.2.2026, 28. februar, 2026-02-28. What was typed stays when it can't be read."""

    default_error_messages = {
        "invalid": _("Skriv datoen som dag, måned og år, for eksempel 28. februar 2026."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(format="%d.%m.%Y"))
        super().__init__(**options)

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        return dates.read(value, not_after=clock.today())


class Hour(forms.TimeField):
    """An hour as people write it: 14.30, 14:30, 1430, kl. 14."""

    default_error_messages = {"invalid": _("Skriv klokkeslettet med timer og minutter, for eksempel 14.30.")}

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TimeInput(format="%H.%M"))
        super().__init__(**options)

    def to_python(self, value: Any) -> time | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        hour, minute = self._read(value.strip().lower())
        if hour > 23 or minute > 59:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return time(hour, minute)

    def _read(self, text: str) -> tuple[int, int]:
        """Two numbers; a single one or two are hours. The library would read 14 as four minutes past one."""
        found = HOUR.fullmatch(text)
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(found[1]), int(found[2] or 0)


class Tick(forms.BooleanField):
    """One box to tick, drawn as a card with its consequence as help text."""


def asked(field: forms.Field) -> forms.Field:
    """Draw the field's label as the page's heading: one question a page."""
    field.big = True  # type: ignore[attr-defined]
    return field


def sometimes(field: forms.Field) -> forms.Field:
    """A field that must be filled in for some answers only: its help says which, and "optional" would mislead."""
    field.required = field.widget.is_required = False
    field.sometimes = True  # type: ignore[attr-defined]
    return field


__all__ = [
    "Card",
    "CardChoice",
    "Day",
    "Form",
    "Hour",
    "ManyOptions",
    "Options",
    "PlainLine",
    "PlainText",
    "Renderer",
    "Text",
    "Tick",
    "asked",
    "sometimes",
    "speak_plainly",
]
