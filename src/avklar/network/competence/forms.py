"""Forms of competence."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.ui import forms
from avklar.network.competence.cards import Question, Wish, WishLine
from avklar.network.competence.lengths import LONGEST_PAGE, LONGEST_TITLE
from avklar.network.competence.states import LANGUAGES, Level, Topic


class Begin(forms.Form):
    """In which language."""

    language = forms.Options(label=_("Hvilket språk vil du ha kurset på?"), choices=list(LANGUAGES.items()))


class Answer(forms.Form):
    """One question of a course; `answer` is the number of the alternative, from 0."""

    asks_in_legend = True
    answer = forms.asked(forms.Options(label=""))

    def __init__(self, *arguments: Any, question: Question, **options: Any) -> None:
        super().__init__(*arguments, **options)
        field = self.fields["answer"]
        field.label = question.text
        field.choices = [(str(n), each.text) for n, each in enumerate(question.answers)]  # type: ignore[attr-defined]


class Outside(forms.Form):
    """A course that was taken elsewhere."""

    title = forms.PlainLine(label=_("Hva het kurset?"), max_length=LONGEST_TITLE)
    organiser = forms.PlainLine(label=_("Hvem holdt det?"), max_length=LONGEST_TITLE)
    topic = django_forms.ChoiceField(label=_("Hva handlet det om?"), choices=Topic.choices)
    level = forms.Options(label=_("Hvor dypt gikk det?"), choices=Level.choices)
    done_on = forms.Day(label=_("Når var det?"), help_text=_("Skriv året med, for eksempel 28. februar 2026."))
    valid_to = forms.Day(label=_("Gyldig til"), required=False, help_text=_("Bare hvis kurset går ut. Skriv året med."))


class Aim(forms.Form):
    """What a role should have: a level, or nothing, in each topic."""

    valid_from = forms.Day(label=_("Gjelder fra"), help_text=_("Skriv året med, for eksempel 1. januar 2027."))
    version = django_forms.IntegerField(widget=django_forms.HiddenInput({"id": False}))

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        topics = {
            topic.value: django_forms.ChoiceField(
                label=topic.label, required=False, choices=[("", _("Ikke noe krav")), *Level.choices]
            )
            for topic in Topic
        }
        for field in topics.values():
            forms.speak_plainly(forms.sometimes(field))
        self.fields = topics | self.fields

    @property
    def wish(self) -> Wish:
        """What was chosen."""
        return {topic: Level(self.cleaned_data[topic]) for topic in Topic if self.cleaned_data.get(topic)}


class PageText(forms.Form):
    """One file of a course."""

    text = forms.PlainText(
        label=_("Siden"),
        rows=26,
        max_length=LONGEST_PAGE,
        help_text=_(
            "Øverst står opplysningene mellom to linjer med ---. Teksten er Markdown. Et spørsmål begynner med ?, "
            "svaret vi ville valgt med +, de andre med -, og forklaringen under hvert svar med >."
        ),
    )
    version = django_forms.IntegerField(widget=django_forms.HiddenInput({"id": False}))


class LookUp(forms.Form):
    """The number of a certificate."""

    number = forms.PlainLine(
        label=_("Nummeret på kursbeviset"),
        max_length=40,
        help_text=_("Tolv bokstaver og tall, med eller uten bindestreker."),
    )


def filled(line: WishLine) -> dict[str, Any]:
    """A role's aims as the form shows them; a change begins today unless said otherwise."""
    return {str(topic): str(level) for topic, level in line.wish.items()} | {
        "valid_from": clock.today(),
        "version": line.version,
    }
