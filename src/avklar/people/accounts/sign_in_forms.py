"""The sign-in library's forms with our labels, our order of words, and nothing of the person in the session."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.adapter import get_adapter as mfa_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal import auth as totp_auth
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from avklar.foundation.ui.forms import speak_plainly
from avklar.people.accounts import second_factor

LABELS: dict[str, Any] = {
    "login": _("E-post"),
    "email": _("E-post"),
    "password": _("Passord"),
    "oldpassword": _("Passordet du har nå"),
    "password1": _("Nytt passord"),
    "password2": _("Nytt passord en gang til"),
    "code": _("Kode"),
    "name": _("Navn på nøkkelen"),
    "passwordless": _("Logg inn med nøkkelen alene, uten passord"),
}
HELP: dict[str, Any] = {
    "password1": _("Minst 12 tegn. Flere ord etter hverandre er lettest å huske."),
    "code": _("Seks sifre fra appen, eller en reservekode."),
    "name": _("For eksempel «jobbtelefonen»."),
}
ENROLMENT = "avklar_enrolment"


class OurWords:
    """Gives the library's fields our labels and help, and takes their placeholders away."""

    fields: dict[str, forms.Field]
    use_required_attribute = False

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = HELP.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            speak_plainly(field)


class LoginForm(OurWords, account.LoginForm):
    """E-mail and password."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["password"].help_text = ""

    def _login_with_password(self, request: Any, redirect_url: Any, credentials: dict[str, Any]) -> Any:
        """The session must not carry the person's e-mail, so the library isn't told it a second time."""
        self._login.email = None
        record_authentication(request, self._login.user, "password", reauthenticated=True)
        return super()._login_with_password(request, redirect_url, {"password": credentials["password"]})


class ChangePasswordForm(OurWords, account.ChangePasswordForm):
    """The old password and a new one."""


class SetPasswordForm(OurWords, account.SetPasswordForm):
    """A first password, for somebody who came by a one-time link."""


class ResetPasswordForm(OurWords, account.ResetPasswordForm):
    """Where to send the link for a new password."""


class ResetPasswordKeyForm(OurWords, account.ResetPasswordKeyForm):
    """A new password, from the link."""


class ReauthenticateForm(OurWords, account.ReauthenticateForm):
    """The password once more."""


class AuthenticateForm(OurWords, mfa.AuthenticateForm):
    """A code, after the password."""


class ReauthenticateCodeForm(OurWords, mfa.ReauthenticateForm):
    """A code once more."""


class ActivateTOTPForm(OurWords, totp.ActivateTOTPForm):
    """The first code of a new app. Until then the secret waits encrypted in the session."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["code"].help_text = _("Seks sifre fra appen.")
        self.secret = self._secret()

    def clean_code(self) -> str:
        """The code shows that the person has the app: this session has then passed a second factor."""
        code: str = super().clean_code()
        context.request.session.pop(ENROLMENT, None)
        second_factor.mark(context.request, self.user, "totp")
        return code

    def _secret(self) -> str:
        session = context.request.session
        totp_auth.clear_totp_secret(context.request)
        kept = session.get(ENROLMENT)
        if self.is_bound and kept:
            return str(mfa_adapter().decrypt(kept))
        secret: str = totp_auth.generate_totp_secret()
        session[ENROLMENT] = mfa_adapter().encrypt(secret)
        return secret


class AddPasskeyForm(OurWords, webauthn.AddWebAuthnForm):
    """A new passkey."""

    def clean(self) -> dict[str, Any]:
        """The new key was used to make itself known: this session has then passed a second factor."""
        cleaned: dict[str, Any] = super().clean()
        if not self.errors:
            second_factor.mark(context.request, self.user, "webauthn")
        return cleaned


class EditPasskeyForm(OurWords, webauthn.EditWebAuthnForm):
    """Another name for a passkey."""
