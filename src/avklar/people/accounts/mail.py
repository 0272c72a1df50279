"""The mails of sign-in: a new password, a one-time link, a change. No personal data, no kind of case."""

from __future__ import annotations

from django.core.mail import send_mail
from django.utils.translation import gettext as _


def send_new_password(email: str, address: str) -> None:
    """The link with which a person chooses a new password."""
    _send(
        email,
        _("Nytt passord i Avklar"),
        _("Du kan velge et nytt passord her:"),
        address,
        _("Har du ikke bedt om dette, trenger du ikke gjøre noe."),
    )


def send_link(email: str, address: str) -> None:
    """The one-time link of a frontline employee; valid for 20 minutes."""
    _send(
        email,
        _("Lenken din til Avklar"),
        _("Her kommer du inn i Avklar. Lenken virker én gang, i 20 minutter:"),
        address,
        _("Har du ikke bedt om lenken, trenger du ikke gjøre noe."),
    )


def send_changed(email: str) -> None:
    """Tells a person that the way they sign in was changed."""
    _send(
        email,
        _("Innloggingen din i Avklar er endret"),
        _("Passordet eller den andre faktoren din er endret."),
        _("Var det ikke deg, si fra til administratoren i virksomheten din med en gang."),
    )


def _send(email: str, subject: str, *paragraphs: str) -> None:
    send_mail(subject, "\n\n".join([*paragraphs, "Avklar"]) + "\n", None, [email])
