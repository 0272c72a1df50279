"""Addresses of sign-in and the own account. Of the sign-in library only what we use: no sign-up."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import URLPattern, URLResolver, include, path, re_path

from avklar.people.accounts import notifying, sign_in_page, still_contact, views
from avklar.people.accounts.second_factor import enrolled_with_password

own = [
    path("", views.own, name="own"),
    path("virksomhet/", views.choose_organisation, name="choose_organisation"),
    path("logg-ut-overalt/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("varsler/", notifying.notifications, name="notifications"),
    path("varsler/adressen/", notifying.confirm_address, name="confirm_address"),
    path("andre-faktor/", views.show_second_factor, name="second_factor"),
    path("lenke/", views.ask_for_link, name="ask_for_link"),
    path("lenke/sendt/", views.link_sent, name="link_sent"),
    path("lenke/<str:token>/", views.use_link, name="link"),
    path("invitasjon/<str:token>/", views.invitation, name="invitation"),
    path("fortsatt-kontakt/<str:token>/", still_contact.still_contact, name="still_contact"),
    path("demo/", views.sign_in_to_demo, name="sign_in_to_demo"),
]
library = [
    path("logg-inn/", sign_in_page.sign_in, name="account_login"),
    path("logg-ut/", account.logout, name="account_logout"),
    path("stengt/", account.account_inactive, name="account_inactive"),
    path("bekreft/", account.reauthenticate, name="account_reauthenticate"),
    path("passord/", account.password_change, name="account_change_password"),
    path("passord/nytt/", account.password_set, name="account_set_password"),
    path("passord/glemt/", account.password_reset, name="account_reset_password"),
    path("passord/glemt/sendt/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^passord/glemt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("passord/byttet/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("kode/", mfa.authenticate, name="mfa_authenticate"),
    path("sikkerhet/", mfa.index, name="mfa_index"),
    path("sikkerhet/bekreft/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("sikkerhet/app/", enrolled_with_password(totp.activate_totp), name="mfa_activate_totp"),
    path("sikkerhet/app/ta-bort/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("sikkerhet/reservekoder/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("sikkerhet/reservekoder/nye/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("sikkerhet/reservekoder/fil/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("sikkerhet/nokler/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("sikkerhet/nokler/ny/", enrolled_with_password(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("sikkerhet/nokler/bekreft/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("sikkerhet/nokler/<int:pk>/ta-bort/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("sikkerhet/nokler/<int:pk>/navn/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("logg-inn/nokkel/", webauthn.login_webauthn, name="mfa_login_webauthn"),
]

urlpatterns: list[URLPattern | URLResolver] = [path("", include((own, "accounts"))), *library]
