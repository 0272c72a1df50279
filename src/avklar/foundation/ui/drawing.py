"""How a form's field is drawn: which kind, with which classes, ids and descriptions. Used by the tags in `ui`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from avklar.foundation.ui.components import Text
from avklar.foundation.ui.forms import CardChoice, PlainText


@dataclass(frozen=True, slots=True)
class FormError:
    """A line of the summary on top: where it is (an id, empty for the whole form) and what is wrong."""

    anchor: str
    label: str
    text: str

    @property
    def lead(self) -> str:
        """The label, with a colon unless it asks or ends by itself."""
        return self.label if self.label.endswith(("?", ".", ":")) else f"{self.label}:"


@dataclass(frozen=True, slots=True)
class DrawnCard:
    label: Text
    says: Text
    shut: Text
    id: str = ""
    input: SafeString | str = ""


def kind(field: BoundField) -> str:
    """hidden, cards, options, tick (one box), group (several boxes for one answer) or line."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(field.field, CardChoice):
        return "cards"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "options"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    return "group" if isinstance(widget, forms.MultiWidget) else "line"


def help_text(field: BoundField) -> str:
    """The help, and how long a text may be, so that nobody needs a counter."""
    said = str(field.help_text or "")
    inner = field.field
    if isinstance(inner, PlainText) and inner.say_limit:
        limit = _("Høyst %(longest)s tegn.") % {"longest": inner.longest}
        return format_html("{} {}", field.help_text, limit) if said else limit
    return said


def described_by(field: BoundField) -> str:
    """The ids that say more about the field: help, then errors."""
    ids = [f"{field.auto_id}_helptext"] if help_text(field) else []
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    return " ".join(ids)


def description(field: BoundField) -> SafeString:
    """The same as an attribute, for a fieldset."""
    ids = described_by(field)
    return flatatt({"aria-describedby": ids}) if ids else SafeString("")


def widget(field: BoundField) -> SafeString:
    """The field's widget with Designsystemet's class, its descriptions and `aria-invalid`."""
    attributes: dict[str, Any] = {}
    inner = field.field.widget
    if kind(field) != "tick":
        attributes["class"] = " ".join(["ds-input", *str(inner.attrs.get("class", "")).split()])
    if kind(field) in ("line", "tick"):
        attributes["aria-describedby"] = described_by(field) or None
        if field.errors:
            attributes["aria-invalid"] = "true"
    return field.as_widget(attrs={name: value for name, value in attributes.items() if value})


def hidden(field: BoundField) -> SafeString:
    """A hidden field as Django draws it, without going through a template: every form has two."""
    inner = field.field.widget
    if type(inner) is not forms.HiddenInput:
        return SafeString(field)
    attributes = field.build_widget_attrs({}, inner)
    if field.auto_id and "id" not in inner.attrs:
        attributes["id"] = field.auto_id
    data = inner.get_context(field.html_name, field.value(), attributes)["widget"]
    value = {} if data["value"] is None else {"value": data["value"]}
    return format_html('<input type="hidden" name="{}"{}>', data["name"], flatatt({**value, **data["attrs"]}))


def option(field: BoundField, drawn: BoundWidget) -> SafeString:
    """One radio button or box of a group."""
    attributes: dict[str, Any] = {**drawn.data["attrs"], "class": "ds-input"}
    return _input(drawn, attributes, field)


def cards(field: BoundField) -> list[DrawnCard]:
    """The cards of a `CardChoice`, open ones with their radio button, in the order they were given."""
    inner = field.field
    if not isinstance(inner, CardChoice):
        return []
    buttons = {str(drawn.data["value"]): drawn for drawn in field.subwidgets}
    return [
        DrawnCard(card.label, card.says, card.shut)
        if card.shut
        else _open_card(card.label, card.says, buttons[card.value], field)
        for card in inner.cards
    ]


def errors(form: forms.BaseForm) -> list[FormError]:
    """What stands in the summary on top: nothing for a single error at a field, which stands there alone."""
    whole = [FormError("", "", str(text)) for text in form.non_field_errors()]
    whole += [FormError("", "", str(text)) for field in form.hidden_fields() for text in field.errors]
    fields = [
        FormError(_anchor(field), str(field.label), str(text))
        for field in form.visible_fields()
        for text in field.errors
    ]
    return whole + fields if whole or len(fields) > 1 else []


def _anchor(field: BoundField) -> str:
    return field.auto_id if kind(field) in ("cards", "options", "group") else field.id_for_label


def _open_card(label: Text, says: Text, drawn: BoundWidget, field: BoundField) -> DrawnCard:
    button = _input(drawn, dict(drawn.data["attrs"]), field)
    return DrawnCard(label, says, "", drawn.id_for_label, button)


def _input(drawn: BoundWidget, attributes: dict[str, Any], field: BoundField) -> SafeString:
    attributes |= {"aria-invalid": "true"} if field.errors else {}
    data = drawn.data
    return format_html(
        '<input type="{}" name="{}" value="{}"{}>', data["type"], data["name"], data["value"], flatatt(attributes)
    )
