"""Forms of organisations."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from avklar.foundation.access.errors import Invalid
from avklar.foundation.access.roles import Role
from avklar.foundation.ui import forms
from avklar.people.organisations import rules, shipped
from avklar.people.organisations.cards import OrganisationCard
from avklar.people.organisations.states import OrganisationKind


def email_field(label: Any, **options: Any) -> django_forms.EmailField:
    """A field for a work e-mail."""
    return django_forms.EmailField(
        label=label,
        max_length=254,
        error_messages={"invalid": _("Skriv adressen slik: fornavn.etternavn@kommunen.no.")},
        **options,
    )


class Invite(forms.Form):
    """Whom to invite, and as what."""

    email = email_field(_("E-post på jobben"))
    role = forms.Options(label=_("Rolle"))

    def __init__(self, *arguments: Any, kind: OrganisationKind, **options: Any) -> None:
        super().__init__(*arguments, **options)
        roles = [role for role in Role if role in rules.ROLES_OF_KIND[kind]]
        self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]


class Appoint(forms.Form):
    """From when to when; for a police contact also where."""

    municipality = django_forms.ChoiceField(label=_("Kommune"))
    valid_from = forms.Day(label=_("Første dag"))
    valid_to = forms.Day(label=_("Siste dag"), help_text=_("Høyst fire år. Oppnevningen kan fornyes."))

    def __init__(self, *arguments: Any, places: list[OrganisationCard], **options: Any) -> None:
        super().__init__(*arguments, **options)
        if places:
            choices = [(str(card.id), card.name) for card in places]
            self.fields["municipality"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["municipality"]


class Away(forms.Form):
    """From when to when somebody is away; no reason."""

    away_from = forms.Day(label=_("Første dag borte"))
    away_to = forms.Day(label=_("Siste dag borte"))


class Domain(forms.Form):
    """A domain of work e-mail."""

    domain = forms.PlainLine(
        label=_("Domene"),
        max_length=120,
        help_text=_("Det som står etter krøllalfaen, for eksempel alvdal.kommune.no."),
    )


class FirstAdministrator(forms.Form):
    """A municipality's first administrator."""

    municipality = django_forms.ChoiceField(label=_("Kommune"))
    email = email_field(_("E-post på jobben"))

    def __init__(self, *arguments: Any, places: list[OrganisationCard], **options: Any) -> None:
        super().__init__(*arguments, **options)
        choices = [(str(card.id), card.name) for card in places]
        self.fields["municipality"].choices = choices  # type: ignore[attr-defined]


class MunicipalityFile(forms.Form):
    """A list of municipalities."""

    file = django_forms.FileField(
        label=_("Liste over kommuner"),
        help_text=_(
            "En csv-fil med kolonnene number, name, language_decision, organisation_number og population_about."
        ),
    )

    def clean_file(self) -> list[shipped.MunicipalityRow]:
        """The rows of the file, checked."""
        try:
            return shipped.read(self.cleaned_data["file"].read(shipped.LARGEST_FILE + 1))
        except Invalid as problem:
            raise django_forms.ValidationError(str(problem.sentence)) from None
