"""Forms of organisations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms as django_forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from avklar.foundation.access.errors import Invalid
from avklar.foundation.access.roles import Role
from avklar.foundation.ui import forms
from avklar.people.organisations import rules, shipped
from avklar.people.organisations.cards import Ground, OrganisationCard
from avklar.people.organisations.lengths import LONGEST_BASIS, LONGEST_NAME, LONGEST_REFERENCE
from avklar.people.organisations.states import Began, OrganisationKind
from avklar.people.organisations.switching import MISSING


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
    why = forms.Options(label=_("Hvorfor?"), choices=Began.choices)

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


WHO = _("Navn og tittel på den i virksomheten som har myndighet til å bestemme det.")
WHERE = _("For eksempel saksnummer og dato.")
WITH_YEAR = _("I dag eller senere. Skriv året med, for eksempel 1.1.2027.")


def version_field() -> django_forms.IntegerField:
    """The number of the newest entry that the writer saw, so that two editors don't overwrite one another."""
    return django_forms.IntegerField(
        min_value=0,
        max_value=2_000_000_000,
        widget=django_forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), forms.TOO_OLD),
    )


class ApproveGrounds(forms.Form):
    """Which grounds, from when, and who decided it."""

    codes = forms.ManyOptions(label=_("Hvilke grunnlag?"), error_messages={"required": _("Velg minst ett grunnlag.")})
    from_day = forms.Day(label=_("Godkjent fra og med"), help_text=WITH_YEAR)
    approver = forms.PlainLine(label=_("Hvem har godkjent?"), help_text=WHO, max_length=LONGEST_NAME)
    reference = forms.PlainLine(label=_("Hvor står godkjenningen?"), help_text=WHERE, max_length=LONGEST_REFERENCE)

    def __init__(self, *arguments: Any, grounds: Sequence[Ground], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["codes"].choices = [(each.code, _with_help(each)) for each in grounds]  # type: ignore[attr-defined]


class EndGround(forms.Form):
    """From when a ground is no longer used, and who decided it."""

    from_day = forms.Day(label=_("Ikke lenger godkjent fra og med"), help_text=WITH_YEAR)
    approver = forms.PlainLine(label=_("Hvem har bestemt det?"), help_text=WHO, max_length=LONGEST_NAME)
    reference = forms.PlainLine(label=_("Hvor står vedtaket?"), help_text=WHERE, max_length=LONGEST_REFERENCE)
    version = version_field()


class ActStarts(forms.Form):
    """From when an act applies, and who decided it."""

    starts_on = forms.Day(
        label=_("Loven gjelder fra og med"),
        required=False,
        help_text=_("Skriv datoen loven trer i kraft, med år. La feltet stå tomt for å ta en dato tilbake."),
    )
    approver = forms.PlainLine(label=_("Hvem har bestemt det?"), help_text=WHO, max_length=LONGEST_NAME)
    reference = forms.PlainLine(
        label=_("Hvor er datoen bekreftet?"),
        help_text=_("For eksempel vedtaket i statsråd, eller saksnummeret."),
        max_length=LONGEST_REFERENCE,
    )
    version = version_field()


class CaseBasis(forms.Form):
    """What named cases rest on. Unless it must be `complete`, what isn't known yet may be left empty."""

    legal_basis = forms.PlainText(
        label=_("Rettslig grunnlag"),
        rows=4,
        max_length=LONGEST_BASIS,
        help_text=_("Hvilken lov gir virksomheten rett til å føre saker om navngitte personer, og til hva?"),
    )
    dpia_reference = forms.PlainLine(
        label=_("Vurdering av personvernkonsekvenser (DPIA)"),
        max_length=LONGEST_REFERENCE,
        help_text=_("Hvor ligger vurderingen? For eksempel saksnummeret."),
    )
    dpia_date = forms.Day(label=_("Vurderingen ble ferdig"), help_text=_("For eksempel 1.3.2026."))
    approver = forms.PlainLine(label=_("Hvem har godkjent?"), help_text=WHO, max_length=LONGEST_NAME)
    approval_reference = forms.PlainLine(
        label=_("Hvor står godkjenningen?"), help_text=WHERE, max_length=LONGEST_REFERENCE
    )
    version = version_field()

    def __init__(self, *arguments: Any, complete: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name, sentence in MISSING.items():
            self.fields[name].required = complete
            self.fields[name].error_messages["required"] = str(sentence)


class SwitchOff(forms.Form):
    """Why named cases are switched off."""

    reason = forms.PlainLine(
        label=_("Hvorfor slås saker av?"),
        max_length=LONGEST_REFERENCE,
        help_text=_("Skriv om virksomheten, ikke om personer."),
    )
    version = version_field()


def _with_help(ground: Ground) -> str:
    """The option's words: what it is called and where it stands, and below it what it asks."""
    return format_html('{}<br><span class="avk-small avk-soft">{}</span>', ground.label, ground.help)
