"""Forms of the district's list of contacts: the file, what an import asks, a filter, and putting one entry right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from avklar.foundation.ui import forms
from avklar.people.organisations.cards import OrganisationCard
from avklar.people.organisations.forms import version_field
from avklar.people.organisations.importing import cells, files
from avklar.people.organisations.importing.asking import SKIP, Question
from avklar.people.organisations.lengths import LONGEST_EMAIL, LONGEST_NAME, LONGEST_PHONE
from avklar.people.organisations.states import AppointmentKind


class ContactFile(forms.Form):
    """The spreadsheet."""

    file = django_forms.FileField(
        label=_("Regneark med kontakter"),
        help_text=_(
            "Excel, .ods eller CSV, høyst 5 MB og 10 000 linjer. Kolonnene kan stå i hvilken som helst rekkefølge."
        ),
        error_messages={"required": _("Velg en fil."), "empty": files.EMPTY},
    )

    def clean_file(self) -> bytes:
        """The file's bytes, unless there are too many of them."""
        given = self.cleaned_data["file"]
        if given.size > files.LARGEST_FILE:
            raise django_forms.ValidationError(files.TOO_LARGE)
        self.source = str(given.name)
        content: bytes = given.read()
        return content


class Answers(forms.Form):
    """What an import asks, one field for each question, and whether lines that can't be read may be left out."""

    seen = django_forms.CharField(
        max_length=64, widget=django_forms.HiddenInput, error_messages=dict.fromkeys(("required",), forms.TOO_OLD)
    )

    def __init__(self, *arguments: Any, questions: Sequence[Question], unreadable: int, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for question in questions:
            self.fields[question.key] = django_forms.ChoiceField(
                label=question.ask,
                help_text=_("Linje %(rows)s. %(why)s") % {"rows": _numbers(question.rows), "why": question.why},
                choices=_choices(question),
                error_messages={"required": _("Velg et svar, eller velg å hoppe over linjene.")},
            )
        if unreadable:
            self.fields["leave_out"] = forms.Tick(
                label=_("Ta inn resten nå"),
                help_text=_("Linjene som ikke kan leses, blir ikke tatt med. Du kan rette fila og lese den inn igjen."),
                error_messages={"required": _("Kryss av for å ta inn resten, eller rett fila og last den opp igjen.")},
            )
        for field in self.fields.values():
            forms.speak_plainly(field)


class ContactFilter(forms.Form):
    """Which of the contacts to show and export."""

    municipality = django_forms.ChoiceField(label=_("Kommune"), required=False)
    kind = django_forms.ChoiceField(
        label=_("Rolle"), required=False, choices=[("", _("Alle")), *AppointmentKind.choices]
    )

    def __init__(self, *arguments: Any, places: Sequence[OrganisationCard], **options: Any) -> None:
        super().__init__(*arguments, **options)
        choices = [("", _("Alle")), *((str(card.id), card.name) for card in places)]
        self.fields["municipality"].choices = choices  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.sometimes = True  # type: ignore[attr-defined]


class Correct(forms.Form):
    """One entry of the list. What can be read is the same as in a file."""

    name = forms.PlainLine(label=_("Navn"), max_length=LONGEST_NAME)
    email = forms.PlainLine(label=_("E-post"), max_length=LONGEST_EMAIL, required=False)
    phone = forms.PlainLine(label=_("Telefon"), max_length=LONGEST_PHONE, required=False)
    valid_from = forms.Day(label=_("Første dag"), required=False)
    valid_to = forms.Day(label=_("Siste dag"), required=False)
    version = version_field()

    def clean_name(self) -> str:
        """A name."""
        return _read(cells.name, self.cleaned_data["name"])

    def clean_email(self) -> str:
        """An e-mail address, or nothing."""
        return _read(cells.email, self.cleaned_data["email"])

    def clean_phone(self) -> str:
        """A telephone number, or nothing."""
        return _read(cells.phone, self.cleaned_data["phone"])


def _read(cell: Callable[[str], str], text: str) -> str:
    try:
        return cell(text)
    except cells.Unreadable as problem:
        raise django_forms.ValidationError(str(problem)) from None


def _choices(question: Question) -> list[tuple[Any, Any]]:
    """Likely answers first, under their own heading where there are others as well; leaving out last."""
    if not question.others:
        answers: list[tuple[Any, Any]] = list(question.near)
    else:
        answers = [(_("Ligner"), question.near)] if question.near else []
        answers.append((_("Alle kommuner"), question.others))
    return [("", _("Velg")), *answers, (SKIP, _("Hopp over disse linjene"))]


def _numbers(rows: Sequence[int]) -> str:
    """«4, 9, 12 …»."""
    shown = ", ".join(str(row) for row in rows[:8])
    return f"{shown} …" if len(rows) > 8 else shown
