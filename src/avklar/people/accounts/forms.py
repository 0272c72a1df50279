"""The room's own forms: the account, the one-time link, an invitation, and the three pages of the first set-up."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from avklar.foundation.access.errors import Invalid
from avklar.foundation.access.roles import Role
from avklar.foundation.notifications.duty import COVERS, News, Pace
from avklar.foundation.ui import forms
from avklar.people.accounts.models import User
from avklar.people.organisations import shipped
from avklar.people.organisations.states import Confirmed

PASSWORD_HELP = _("Minst 12 tegn. Flere ord etter hverandre er lettest å huske.")


def email_field(**options: Any) -> django_forms.EmailField:
    """A field for a work e-mail."""
    options.setdefault("label", _("E-post"))
    return django_forms.EmailField(
        max_length=254,
        widget=django_forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Skriv adressen slik: fornavn.etternavn@kommunen.no.")},
        **options,
    )


def password_field(label: Any, **options: Any) -> django_forms.CharField:
    """A field for a new password."""
    return django_forms.CharField(
        label=label,
        max_length=200,
        strip=False,
        widget=django_forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        **options,
    )


class NewPassword(forms.Form):
    """A new password, typed twice."""

    def clean(self) -> dict[str, Any]:
        """The two are alike, and good enough."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, second = cleaned.get("password"), cleaned.get("again")
        if first and second and first != second:
            self.add_error("again", _("De to passordene er ikke like."))
        elif first:
            try:
                validate_password(first, User(email=cleaned.get("email", ""), name=cleaned.get("name", "")))
            except django_forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned


class OwnAccount(forms.Form):
    """Name, telephone and language."""

    name = forms.PlainLine(label=_("Navn"), max_length=120)
    phone = forms.PlainLine(
        label=_("Telefon"), max_length=20, required=False, help_text=_("Vises for kollegaer og kontakter i distriktet.")
    )
    language = forms.Options(
        label=_("Språk"), required=False, choices=[("", _("Som nettleseren")), *settings.LANGUAGES]
    )


class Notifications(forms.Form):
    """How news comes by mail, and which kinds."""

    pace = forms.Options(label=_("Når skal nyheter komme på e-post?"), choices=Pace.choices)
    on = forms.ManyOptions(
        label=_("Hva vil du ha nyheter om?"),
        required=False,
        help_text=_("Det du tar bort, står fortsatt under Min dag."),
        choices=[(kind.value, COVERS[kind]) for kind in News],
    )
    version = django_forms.IntegerField(min_value=0, widget=django_forms.HiddenInput({"id": False}))


class LinkRequest(forms.Form):
    """The work e-mail that gets a one-time link."""

    email = email_field(help_text=_("Adressen du har på jobben. Vi sender en lenke som virker i 20 minutter."))


class FirstVisit(forms.Form):
    """The name, asked once."""

    name = forms.PlainLine(
        label=_("Navnet ditt"), max_length=120, help_text=_("Kontakten i kommunen ser hvem som skriver.")
    )


class Acceptance(NewPassword):
    """A new account, from an invitation."""

    name = forms.PlainLine(label=_("Navnet ditt"), max_length=120)
    password = password_field(_("Passord"), help_text=PASSWORD_HELP)
    again = password_field(_("Passordet en gang til"))


class StillContact(forms.Form):
    """The yearly answer to whether one is still appointed."""

    answer = forms.Options(label=_("Stemmer dette fortsatt?"), choices=Confirmed.choices)


class SetupKey(forms.Form):
    """The token that `avklar serve` printed."""

    token = forms.PlainLine(
        label=_("Oppsettsnøkkel"), max_length=100, help_text=_("Den står i vinduet der Avklar ble startet.")
    )


class District(forms.Form):
    """The police district."""

    name = forms.PlainLine(
        label=_("Navnet på politidistriktet"), max_length=80, help_text=_("For eksempel «Innlandet politidistrikt».")
    )
    number = forms.PlainLine(
        label=_("Kort kjennetegn"),
        max_length=12,
        help_text=_("Små bokstaver uten mellomrom, for eksempel «innlandet»."),
    )

    def clean_number(self) -> str:
        """Lower-case letters and digits."""
        number: str = self.cleaned_data["number"].lower()
        if not (number.isascii() and number.isalnum()):
            raise django_forms.ValidationError(_("Bruk bare bokstavene a–z og sifre, for eksempel «innlandet»."))
        return number


class Municipalities(forms.Form):
    """The shipped list with all ticked, or a file of the same shape."""

    numbers = forms.ManyOptions(label=_("Kommunene som politidistriktet betjener"), required=False)
    file = django_forms.FileField(
        label=_("Egen liste"),
        required=False,
        help_text=_(
            "En csv-fil med kolonnene number, name, language_decision, organisation_number og population_about."
        ),
    )

    def __init__(self, *arguments: Any, rows: list[shipped.MunicipalityRow], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.rows = rows
        field = self.fields["numbers"]
        field.choices = [(row.number, f"{row.name} ({row.number})") for row in rows]  # type: ignore[attr-defined]
        field.initial = [row.number for row in rows]

    def clean(self) -> dict[str, Any]:
        """The chosen rows, in `cleaned_data["rows"]`; a file goes before the ticks."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        upload = cleaned.get("file")
        if upload:
            try:
                cleaned["rows"] = shipped.read(upload.read(shipped.LARGEST_FILE + 1))
            except Invalid as problem:
                self.add_error("file", str(problem.sentence))
        else:
            cleaned["rows"] = shipped.chosen(self.rows, cleaned.get("numbers") or ())
        if not self.errors and not cleaned["rows"]:
            self.add_error("numbers", _("Velg minst én kommune."))
        return cleaned


class FirstPeople(NewPassword):
    """The first administrator, and whom to invite."""

    INVITES = (
        ("administrator_email", Role.ADMINISTRATOR),
        ("officer_email", Role.PRIVACY_OFFICER),
        ("contact_email", Role.RADICALISATION_CONTACT),
    )

    name = forms.PlainLine(label=_("Navnet ditt"), max_length=120)
    email = email_field(label=_("E-posten din"))
    password = password_field(_("Passord"), help_text=PASSWORD_HELP)
    again = password_field(_("Passordet en gang til"))
    municipality = django_forms.ChoiceField(
        label=_("Kommune som skal komme i gang"),
        required=False,
        help_text=_("Her kan du invitere de første. Andre kommuner inviterer du etterpå."),
    )
    administrator_email = email_field(label=_("E-post til administratoren i kommunen"), required=False)
    officer_email = email_field(label=_("E-post til personvernombudet i kommunen"), required=False)
    contact_email = email_field(label=_("E-post til radikaliseringskontakten"), required=False)

    def __init__(self, *arguments: Any, rows: list[shipped.MunicipalityRow], **options: Any) -> None:
        super().__init__(*arguments, **options)
        choices = [("", _("Ingen ennå")), *((row.number, row.name) for row in rows)]
        self.fields["municipality"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Whoever is invited, is invited to a municipality."""
        cleaned = super().clean()
        if not cleaned.get("municipality") and any(cleaned.get(name) for name, _role in self.INVITES):
            self.add_error("municipality", _("Velg kommunen som de inviteres til."))
        return cleaned
