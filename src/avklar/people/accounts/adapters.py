"""Where the sign-in library asks us: no self sign-up, own words, hashed addresses, encrypted secrets."""

from __future__ import annotations

import base64
import hashlib
import hmac
import ipaddress
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import truncate_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from avklar.foundation import clock
from avklar.foundation.vault import secrets
from avklar.people.accounts import mail
from avklar.people.accounts.models import User

WRONG_CODE = gettext_lazy("Koden stemmer ikke. Bruk den nyeste koden i appen, eller en reservekode du ikke har brukt.")
WAIT = gettext_lazy("Det kom mange forsøk på kort tid. Vent noen minutter, og prøv igjen.")

SENTENCES: dict[str, Any] = {
    "account/messages/password_changed.txt": gettext_lazy("Passordet er byttet."),
    "account/messages/password_set.txt": gettext_lazy("Passordet er satt."),
    "mfa/messages/totp_activated.txt": gettext_lazy("Autentiseringsappen er lagt til."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("Autentiseringsappen er tatt bort."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("Passnøkkelen er lagt til."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("Passnøkkelen er tatt bort."),
    "mfa/messages/recovery_codes_generated.txt": gettext_lazy(
        "Du har fått nye reservekoder. De gamle virker ikke lenger."
    ),
}
"""The library's messages that say something worth saying, in our words; the others are dropped."""


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in with a password or a passkey, for people who were invited."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": gettext_lazy("Kontoen er stengt. Snakk med administratoren i virksomheten din."),
        "email_password_mismatch": gettext_lazy("E-posten eller passordet stemmer ikke."),
        "enter_current_password": gettext_lazy("Skriv passordet du har nå."),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": gettext_lazy("Passordet stemmer ikke."),
        "invalid_or_expired_key": gettext_lazy("Lenken er brukt eller for gammel. Be om en ny."),
        "invalid_login": gettext_lazy("Innloggingen ble ikke gjenkjent. Prøv igjen."),
        "invalid_password_reset": gettext_lazy("Lenken er brukt eller for gammel. Be om en ny."),
        "too_many_login_attempts": WAIT,
        "same_as_current": gettext_lazy("Det nye passordet må være et annet enn det gamle."),
        "rate_limited": WAIT,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: people come in by invitation, or by a one-time link to a listed work e-mail."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Stands in for the address in the throttles: a hash under a salt of today, in the shape of an address.

        All of one network (IPv6: /64) is one: whoever has a network would otherwise have as many tries as addresses.
        """
        return hashed_address(truncate_ip(super().get_client_ip(request)))

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Only our own sentences; a form's error that the library passes as a message goes through."""
        sentence = message or SENTENCES.get(message_template or "")
        if sentence:
            messages.add_message(request, level, sentence, extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The only mail with a link that the library sends: a new password."""
        if template_prefix == "account/email/password_reset_key":
            mail.send_new_password(email, context["password_reset_url"])

    def send_notification_mail(self, template_prefix: str, user: Any, *args: Any, **kwargs: Any) -> None:
        """Somebody changed how this person signs in. Says no more than that: no address, no browser."""
        mail.send_changed(user.email)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the person's own account."""
        return reverse("accounts:own")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The address in the mail: always the installation's own, never one from the request's header."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.AVKLAR_ADDRESS.rstrip("/") + path.replace("UID-KEY", key)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The library's ways, with our names on them."""
        names = {
            "reauthenticate": _("Bruk passordet"),
            "mfa_reauthenticate": _("Bruk en kode fra appen eller en reservekode"),
            "mfa_reauthenticate:webauthn": _("Bruk en passnøkkel"),
        }
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [method | {"description": names[method["id"]]} for method in found]


class MFAAdapter(DefaultMFAAdapter):
    """Second factors; their secrets are encrypted under the installation's key."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": gettext_lazy("Denne kan ikke tas bort."),
        "cannot_generate_recovery_codes": gettext_lazy("Legg til en app eller en passnøkkel først."),
        "incorrect_code": WRONG_CODE,
    }

    def encrypt(self, text: str) -> str:
        """Encrypt under the installation's key."""
        return base64.b64encode(secrets.encrypt(text.encode(), purpose="second-factor", context="mfa")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` made; raises Tampered."""
        return secrets.decrypt(base64.b64decode(encrypted_text), purpose="second-factor", context="mfa").decode()

    def get_totp_label(self, user: User) -> str:
        """What the app shows beside the code."""
        return user.email

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a new passkey is called until the person gives it a name."""
        return _("Passnøkkel")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Who asks for the passkey: the host, under the product's name."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "Avklar"}


def hashed_address(address: str) -> str:
    """An IPv6 address made of a keyed hash of `address`; the key changes every day, so nothing can be followed."""
    salt = secrets.derive(None, f"throttle-{clock.today().isoformat()}")
    digest = hmac.new(salt, address.encode(), hashlib.sha256).digest()
    return str(ipaddress.IPv6Address(digest[:8] + bytes(8)))
