"""Guards of the routes that come from libraries; our own views carry theirs (`foundation.access.guard`)."""

from __future__ import annotations

from avklar.foundation.access.guard import Guard

_SIGN_IN = Guard("public", reason="one must be able to sign in")
_OWN_ACCOUNT = Guard("signed_in", reason="a person's own account and second factor")

LIBRARY_GUARDS: dict[str, Guard] = {
    "account_login": _SIGN_IN,
    "account_logout": _OWN_ACCOUNT,
    "account_inactive": _SIGN_IN,
    "account_reauthenticate": _OWN_ACCOUNT,
    "account_change_password": _OWN_ACCOUNT,
    "account_set_password": _OWN_ACCOUNT,
    "account_reset_password": _SIGN_IN,
    "account_reset_password_done": _SIGN_IN,
    "account_reset_password_from_key": _SIGN_IN,
    "account_reset_password_from_key_done": _SIGN_IN,
    "mfa_authenticate": _SIGN_IN,
    "mfa_reauthenticate": _OWN_ACCOUNT,
    "mfa_login_webauthn": _SIGN_IN,
    "mfa_index": _OWN_ACCOUNT,
    "mfa_activate_totp": _OWN_ACCOUNT,
    "mfa_deactivate_totp": _OWN_ACCOUNT,
    "mfa_generate_recovery_codes": _OWN_ACCOUNT,
    "mfa_view_recovery_codes": _OWN_ACCOUNT,
    "mfa_download_recovery_codes": _OWN_ACCOUNT,
    "mfa_reauthenticate_webauthn": _OWN_ACCOUNT,
    "mfa_list_webauthn": _OWN_ACCOUNT,
    "mfa_add_webauthn": _OWN_ACCOUNT,
    "mfa_remove_webauthn": _OWN_ACCOUNT,
    "mfa_edit_webauthn": _OWN_ACCOUNT,
    "set_language": Guard("public", reason="language is everybody's choice"),
}
