"""Who is named in a case, and who it is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from avklar.followup.cases.actions.identity import IdentityContent
from avklar.followup.cases.states import LONGEST_NAME, LookFor, PersonKind
from avklar.followup.concerns.forms import PICK, Pick
from avklar.foundation.ui import forms
from avklar.people.organisations.cards import Person


class ColleagueForm(forms.Form):
    """One colleague out of those whose role can have a case."""

    user = Pick(label=_("Hvilken kollega?"), choices=())

    def __init__(self, *given: Any, people: Iterable[Person], **options: Any) -> None:
        super().__init__(*given, **options)
        field = self.fields["user"]
        assert isinstance(field, Pick)
        field.choices = [PICK, *((str(each.id), each.name) for each in people)]

    @property
    def user_id(self) -> UUID:
        """Whom; call it when the field is valid."""
        return UUID(self.cleaned_data["user"])


class AddForm(ColleagueForm):
    """Give a colleague access."""


class HandOverForm(ColleagueForm):
    """Give a colleague the responsibility."""

    leave = forms.Tick(
        label=_("Ta bort min egen tilgang samtidig"),
        help_text=_("For deg som slutter eller bytter arbeid. Du kan ikke lese saken etterpå."),
        required=False,
    )


class IdentityForm(forms.Form):
    """Who somebody is; only what is needed. It isn't kept as a draft: a name lies only under its own key."""

    kind = forms.Options(label=_("Hvem fører du inn?"), choices=PersonKind.choices)
    name = forms.PlainLine(label=_("Navn"), max_length=LONGEST_NAME)
    identity_number = forms.PlainLine(
        label=_("Fødselsnummer"), help_text=_("Bare når det trengs. Elleve sifre."), max_length=20, required=False
    )
    phone = forms.PlainLine(label=_("Telefon"), max_length=20, required=False)

    @property
    def content(self) -> IdentityContent:
        """What the room takes; call it when the fields are valid."""
        given = self.cleaned_data
        return IdentityContent(PersonKind(given["kind"]), given["name"], given["identity_number"], given["phone"])


class ReasonForm(forms.Form):
    """Why an identity is read (R13)."""

    look_for = forms.Options(label=_("Hvorfor trenger du å se hvem det er?"), choices=LookFor.choices)
