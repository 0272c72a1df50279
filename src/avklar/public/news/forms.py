"""Forms of the newsroom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.ui import forms
from avklar.public.news.cards import DeskCard, Words
from avklar.public.news.lengths import (
    LONGEST_ALT,
    LONGEST_ANSWER,
    LONGEST_BODY,
    LONGEST_BYLINE,
    LONGEST_CAPTION,
    LONGEST_CREDIT,
    LONGEST_LEAD,
    LONGEST_QUESTION,
    LONGEST_REASON,
    LONGEST_TITLE,
)
from avklar.public.news.pairs import COUNT
from avklar.public.news.states import Kind, Language

MARKDOWN = _(
    "La det stå en tom linje mellom avsnittene. Begynn en linje med # for en overskrift og med - for et punkt. "
    "En lenke skrives [slik](https://…)."
)
PICTURE_KINDS = "image/jpeg,image/png,image/webp"
LINES = ("title", "lead", "byline", "alt", "caption", "credit")


def _hidden(field: type[django_forms.Field], **options: Any) -> django_forms.Field:
    return field(required=False, widget=django_forms.HiddenInput({"id": False}), **options)


class Begin(forms.Form):
    """What is to be written, and in which language first."""

    kind = forms.Options(label=_("Hva skal du skrive?"), choices=Kind.choices)
    language = forms.Options(label=_("På hvilket språk?"), choices=Language.choices)


class Edit(forms.Form):
    """An article in one language; `count` pairs of question and answer, as fields of their own."""

    title = forms.PlainLine(label=_("Tittel"), max_length=LONGEST_TITLE, say_limit=True)
    lead = forms.PlainText(
        label=_("Ingress"), rows=3, max_length=LONGEST_LEAD, help_text=_("Det viktigste, i to setninger.")
    )
    body = forms.sometimes(forms.PlainText(label=_("Tekst"), rows=16, max_length=LONGEST_BODY, help_text=MARKDOWN))
    file = django_forms.FileField(
        label=_("Bilde"),
        required=False,
        help_text=_("JPEG, PNG eller WebP, minst 600 piksler bredt og høyst 10 MB. Sted og tid i fila tas bort."),
        widget=django_forms.ClearableFileInput(attrs={"accept": PICTURE_KINDS}),
    )
    alt = forms.sometimes(
        forms.PlainLine(
            label=_("Hva viser bildet?"),
            max_length=LONGEST_ALT,
            help_text=_("For dem som ikke ser det. Må fylles ut når det er et bilde."),
        )
    )
    caption = forms.PlainLine(label=_("Bildetekst"), required=False, max_length=LONGEST_CAPTION)
    credit = forms.sometimes(
        forms.PlainLine(
            label=_("Hvem har laget bildet?"),
            max_length=LONGEST_CREDIT,
            help_text=_("For eksempel «Foto: Kari Nordmann». Må fylles ut når det er et bilde."),
        )
    )
    without_picture = django_forms.BooleanField(label=_("Ta bort bildet"), required=False)
    byline = forms.PlainLine(
        label=_("Skrevet av"), max_length=LONGEST_BYLINE, help_text=_("Navn og sted, slik leserne ser det.")
    )
    related = forms.ManyOptions(
        label=_("Les også"),
        required=False,
        help_text=_("Høyst fem. Velger du ingen, vises de nyeste."),
    )
    picture = _hidden(django_forms.UUIDField)
    pairs = _hidden(django_forms.IntegerField)
    version = _hidden(django_forms.IntegerField)

    def __init__(self, *arguments: Any, count: int, choices: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.count = count
        self.initial[COUNT] = count
        self.fields["related"].choices = choices  # type: ignore[attr-defined]
        for place in range(count):
            number = {"number": place + 1}
            self.fields[f"question_{place}"] = forms.sometimes(
                forms.PlainLine(label=_("Spørsmål %(number)s") % number, max_length=LONGEST_QUESTION)
            )
            self.fields[f"answer_{place}"] = forms.sometimes(
                forms.PlainText(label=_("Svar %(number)s") % number, rows=4, max_length=LONGEST_ANSWER)
            )

    @property
    def asked(self) -> list[tuple[int, Any, Any]]:
        """(place, question, answer) as fields to draw."""
        return [(place, self[f"question_{place}"], self[f"answer_{place}"]) for place in range(self.count)]

    def words(self) -> Words:
        """What was written; empty pairs at the end are left out."""
        values = self.cleaned_data
        pairs = [(values[f"question_{place}"], values[f"answer_{place}"]) for place in range(self.count)]
        while pairs and not any(text.strip() for text in pairs[-1]):
            pairs.pop()
        return Words(
            body=values["body"],
            questions=tuple(pairs),
            picture=None if values["without_picture"] else values["picture"],
            related=tuple(values["related"]),
            **{name: values[name] for name in LINES},
        )


def filled(words: Words, position: int) -> dict[str, Any]:
    """An edition as the form shows it."""
    pairs = {
        f"{name}_{place}": pair[part]
        for place, pair in enumerate(words.questions)
        for part, name in enumerate(("question", "answer"))
    }
    plain = {name: getattr(words, name) for name in LINES}
    return {**plain, **pairs, "body": words.body, "picture": words.picture, "related": list(words.related)} | {
        "version": position
    }


class Publish(forms.Form):
    """Which languages, and when. `live`: it is shown already, so that there is nothing to say about when."""

    languages = forms.ManyOptions(label=_("Språk"))
    when = forms.Options(label=_("Når?"), choices=[("now", _("Nå")), ("later", _("På et tidspunkt jeg velger"))])
    day = forms.sometimes(forms.Day(label=_("Dag"), help_text=_("Skriv året med, for eksempel 1. desember 2026.")))
    hour = forms.sometimes(forms.Hour(label=_("Klokkeslett"), help_text=_("For eksempel 9.00.")))
    version = _hidden(django_forms.IntegerField)

    def __init__(self, *arguments: Any, card: DeskCard, live: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["languages"].choices = [(each.value, each.label) for each in card.variants]  # type: ignore[attr-defined]
        if live:
            for name in ("when", "day", "hour"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A moment has a day and an hour; `moment` is None for now."""
        values: dict[str, Any] = super().clean() or {}
        values["moment"] = None
        if values.get("when") == "later":
            for name in ("day", "hour"):
                if values.get(name) is None and name not in self.errors:
                    self.add_error(name, forms.REQUIRED)
            if values.get("day") and values.get("hour"):
                local = datetime.combine(values["day"], values["hour"], tzinfo=clock.OSLO)
                values["moment"] = local.astimezone(UTC)  # an hour that the clock skips is said as it will be
        return values


class Withdraw(forms.Form):
    """Why an article is taken back."""

    reason = forms.PlainText(
        label=_("Hvorfor trekkes artikkelen tilbake?"),
        rows=3,
        max_length=LONGEST_REASON,
        help_text=_("Grunnen vises for alle som følger en lenke til artikkelen."),
    )
    version = _hidden(django_forms.IntegerField)


def picture_of(form: Edit) -> UUID | None:
    """The picture the form carries, whether it was sent or not."""
    value = form["picture"].value()
    try:
        return UUID(str(value)) if value else None
    except ValueError:
        return None
